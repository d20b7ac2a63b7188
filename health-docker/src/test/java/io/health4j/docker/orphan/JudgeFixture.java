package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.orphan.LeaseState.Life;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder of leases, a machine, and a judge of both. */
abstract class JudgeFixture {
  static final Duration LEASE = Duration.ofSeconds(30);
  static final Duration HALF = LEASE.dividedBy(2);
  static final ProcessIdentity OWNER = CannedProc.identity(812, 5_000);
  static final ProcessIdentity BEFORE_THE_BOOT =
      new ProcessIdentity(CannedProc.OTHER_BOOT, OWNER.namespaces(), 812, 5_000);

  @TempDir Path temp;
  final ManualTick tick = new ManualTick();
  final FaultyDisk disk = new FaultyDisk();
  CannedProc proc;
  LeaseFolder folder;
  FolderJudge judge;
  String home;
  LeaseName name;

  @BeforeEach
  void makeFolder() throws IOException {
    proc = new CannedProc(temp.resolve("proc")).process(812, 'S', 5_000);
    folder = new LeaseFolder(temp.resolve("leases"), disk);
    home = folder.open();
    name = newName();
    judge = newJudge();
  }

  FolderJudge newJudge() {
    Renewer renewer = new Renewer(LEASE.dividedBy(3), tick);
    return new FolderJudge(folder, LEASE.toNanos(), proc.processes(), renewer);
  }

  static LeaseName newName() {
    return new LeaseName("trainer", UUID.randomUUID().toString());
  }

  LeaseFile write(ProcessIdentity process) throws IOException {
    return write(new LeaseFile(name, Optional.ofNullable(process), LEASE, 0, false));
  }

  LeaseFile write(LeaseFile lease) throws IOException {
    Files.write(folder.file(name), lease.encode());
    return lease;
  }

  Map<String, String> labels() {
    return Map.of(
        "io.health4j.owner", name.owner(),
        "io.health4j.session", name.session(),
        "io.health4j.lease", folder.file(name).toString(),
        "io.health4j.lease.home", home);
  }

  Map<String, String> labels(String key, String value) {
    Map<String, String> labels = new HashMap<>(labels());
    labels.put(key, value);
    return labels;
  }

  LeaseState now() {
    return judge.judge(labels(), tick.read());
  }

  Life after(Duration time) {
    return judge.judge(labels(), tick.after(time)).life();
  }

  /** Looks until a lease has passed: what did not change by then has ended. */
  Life watched() {
    assertThat(now().life()).isEqualTo(Life.ALIVE);
    assertThat(after(HALF)).isEqualTo(Life.ALIVE);
    return after(HALF);
  }
}

package io.health4j.docker.orphan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Leases of a canned process on a disk that can fail. */
abstract class LeasesFixture {
  @TempDir Path temp;
  final ManualTick tick = new ManualTick();
  final FaultyDisk disk = new FaultyDisk();
  CannedProc proc;
  LeaseFolder folder;
  Leases leases;

  @BeforeEach
  void makeLeases() {
    proc = new CannedProc(temp.resolve("proc")).process(CannedProc.SELF, 'S', 1_000);
    folder = new LeaseFolder(temp.resolve("leases"), disk);
    leases = newLeases();
  }

  @AfterEach
  void endLeases() {
    disk.writesFail = false;
    disk.unexpected = null;
    leases.closeAll();
  }

  Leases newLeases() {
    return new Leases(folder, Duration.ofHours(1), tick, proc.processes());
  }

  LeaseState seenByOthers(Lease lease) {
    return newLeases().judge().judge(lease.labels(), tick.read());
  }

  LeaseState seenByItself(Lease lease) {
    return leases.judge().judge(lease.labels(), tick.read());
  }

  Path file(Lease lease) {
    return folder.file(lease.name());
  }

  LeaseFile content(Lease lease) throws IOException {
    return LeaseFile.decode(Files.readAllBytes(file(lease))).orElseThrow();
  }
}

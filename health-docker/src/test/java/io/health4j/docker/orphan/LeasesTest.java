package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeasesTest {
  private static final Duration LEASE = Duration.ofSeconds(30);

  @TempDir private Path temp;
  private final ManualTick tick = new ManualTick();
  private final FaultyDisk disk = new FaultyDisk();
  private CannedProc proc;
  private LeaseFolder folder;
  private Leases leases;

  @BeforeEach
  void leases() {
    proc = new CannedProc(temp.resolve("proc")).process(CannedProc.SELF, 'S', 1_000);
    folder = new LeaseFolder(temp.resolve("leases"), disk);
    leases = newLeases();
  }

  @AfterEach
  void end() {
    leases.closeAll();
  }

  private Leases newLeases() {
    return new Leases(folder, LEASE, tick, proc.processes());
  }

  private boolean forget(Lease lease) throws IOException {
    return leases.forget(lease.owner(), lease.session(), tick.read());
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder.path())) {
      return files.count();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "relative/state"})
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links, permissions, paths of POSIX")
  void standard_noAbsoluteStateFolder_isInTheHome(String state) {
    assertThat(Leases.standardFolder(state, "/home/a"))
        .isEqualTo(Path.of("/home/a/.local/state/health4j/leases"));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links, permissions, paths of POSIX")
  void standard_stateFolder_isUsed() {
    assertThat(Leases.standardFolder("/var/state", "/home/a"))
        .isEqualTo(Path.of("/var/state/health4j/leases"));
  }

  @Test
  void standard_noHome_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Leases.standardFolder("", "?"))
        .withMessage("no home folder is known, user.home is '?'; use Leases.in(folder)");
  }

  @Test
  void standard_nothingAcquired_makesNothing() {
    assertThat(Leases.standard().folder()).isAbsolute().endsWithRaw(Path.of("health4j", "leases"));
    Path none = temp.resolve("none");
    assertThat(Leases.in(none).folder()).isEqualTo(none);
    assertThat(none).doesNotExist();
  }

  @Test
  void in_relativeFolder_becomesAbsolute() {
    assertThat(Leases.in(Path.of("a", "..", "b")).folder())
        .isEqualTo(Path.of("b").toAbsolutePath());
  }

  @Test
  void duration_inRange_isThatOfTheNew() {
    assertThat(Leases.in(temp).duration()).isEqualTo(Duration.ofSeconds(30));
    assertThat(leases.duration(Duration.ofSeconds(1)).duration()).isEqualTo(Duration.ofSeconds(1));
    assertThat(leases.duration(Duration.ofHours(1)).duration()).isEqualTo(Duration.ofHours(1));
    assertThat(leases.duration()).isEqualTo(LEASE);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 999, 3_600_001})
  void duration_outOfRange_isRefused(long millis) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> leases.duration(Duration.ofMillis(millis)))
        .withMessageStartingWith("duration must be from 1s to 1h, was ");
  }

  @Test
  void acquire_badOwner_isRefusedAndMakesNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> leases.acquire("../trainer"))
        .withMessage("owner must be 1 to 64 of A-Z a-z 0-9 . _ -, was '../trainer'");
    assertThat(folder.path()).doesNotExist();
  }

  @Test
  void acquire_damagedFolder_throws() throws IOException {
    Files.createDirectories(folder.path());
    Files.writeString(folder.path().resolve("home"), "");
    assertThatIOException()
        .isThrownBy(() -> leases.acquire("trainer"))
        .withMessageContaining("is damaged");
  }

  @Test
  void judge_asked_isAlwaysTheSame() {
    assertThat(leases.judge()).isSameAs(leases.judge());
  }

  @Test
  void forget_ended_isDeleted() throws IOException {
    Lease lease = leases.acquire("trainer");
    lease.close();
    assertThat(leases.sessions("trainer")).containsExactly(lease.session());
    assertThat(forget(lease)).isTrue();
    assertThat(leases.sessions("trainer")).isEmpty();
  }

  @Test
  void forget_heldHere_isLeft() throws IOException {
    Lease lease = leases.acquire("trainer");
    assertThat(forget(lease)).isFalse();
    assertThat(leases.sessions("trainer")).containsExactly(lease.session());
  }

  @Test
  void forget_heldElsewhere_isLeft() throws IOException {
    Leases other = newLeases();
    Lease lease = other.acquire("trainer");
    assertThat(forget(lease)).isFalse();
    assertThat(folder.file(lease.name())).exists();
    other.closeAll();
  }

  @Test
  void forget_processGone_isDeleted() throws IOException {
    Leases other = newLeases();
    Lease lease = other.acquire("trainer");
    proc.gone(CannedProc.SELF);
    assertThat(forget(lease)).isTrue();
    other.closeAll();
  }

  @Test
  void forget_onlyWatched_isDeletedAfterALease() throws IOException {
    Leases other = newLeases();
    Lease lease = other.acquire("trainer");
    proc.boot(CannedProc.OTHER_BOOT);
    leases = newLeases();
    assertThat(forget(lease)).isFalse();
    tick.after(LEASE.dividedBy(2));
    assertThat(forget(lease)).isFalse();
    tick.after(LEASE.dividedBy(2));
    assertThat(forget(lease)).isTrue();
    other.closeAll();
  }

  @Test
  void forget_sessionOfAnotherOwner_isLeft() throws IOException {
    Lease lease = leases.acquire("trainer");
    lease.close();
    leases.forget("other", lease.session(), tick.read());
    assertThat(folder.file(lease.name())).exists();
  }

  @Test
  void forget_hostileNames_areRefused() throws IOException {
    leases.home();
    Path outside = Files.writeString(temp.resolve("precious"), "");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> leases.forget("trainer", "../../precious", 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> leases.forget("../precious", UUID.randomUUID().toString(), 0));
    assertThat(outside).exists();
  }

  @Test
  void forget_cannotBeDeleted_throws() throws IOException {
    Lease lease = leases.acquire("trainer");
    lease.close();
    disk.deletesFail = true;
    assertThatIOException().isThrownBy(() -> forget(lease));
  }

  @Test
  @Timeout(120)
  void acquire_tenThousandTimes_leavesNoThreadAndOneSmallFileEach() throws Exception {
    RenewerTest.awaitNoThread();
    List<Lease> ended = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      try (Lease lease = leases.acquire("trainer")) {
        ended.add(lease);
      }
    }
    RenewerTest.awaitNoThread();
    assertThat(files()).isEqualTo(10_001);
    for (Lease lease : ended) {
      assertThat(Files.size(folder.file(lease.name()))).isEqualTo(512);
      assertThat(forget(lease)).isTrue();
    }
    assertThat(files()).isEqualTo(1);
  }
}

package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.health4j.docker.orphan.LeaseState.Life;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Leases that cannot be written. */
class LeaseFailureTest extends LeasesFixture {
  @Test
  void acquire_diskFull_throwsAndLeavesNothing() throws IOException {
    leases.home();
    disk.writesFail = true;
    assertThatIOException().isThrownBy(() -> leases.acquire("trainer"));
    assertThat(leases.sessions("trainer")).isEmpty();
    assertThat(leases.unrenewedNanos()).isEmpty();
  }

  @Test
  void renew_folderReplaced_isTroubleAndWritesNothing() throws IOException {
    Lease lease = leases.acquire("trainer");
    Files.delete(file(lease));
    Files.delete(folder.path().resolve("home"));
    newLeases().home();
    leases.renew();
    assertThat(file(lease)).doesNotExist();
    assertThat(leases.trouble())
        .hasValueSatisfying(it -> assertThat(it).contains("was replaced by another folder"));
    assertThat(seenByItself(lease).life()).isEqualTo(Life.ALIVE);
    assertThat(seenByOthers(lease).life()).isEqualTo(Life.UNSEEN);
  }

  @Test
  void close_cannotBeWritten_deletesTheFile() throws IOException {
    Lease lease = leases.acquire("trainer");
    disk.writesFail = true;
    lease.close();
    assertThat(file(lease)).doesNotExist();
    assertThat(leases.unrenewedNanos()).isEmpty();
  }

  @Test
  void close_nothingWorks_isTriedAgainAndMeanwhileEndedForItself() throws IOException {
    Lease lease = leases.acquire("trainer");
    disk.writesFail = true;
    disk.deletesFail = true;
    lease.close();
    leases.renew();
    assertThat(leases.trouble())
        .hasValueSatisfying(it -> assertThat(it).contains("3 times", "No space left on device"));
    assertThat(seenByItself(lease)).isEqualTo(new LeaseState(Life.ENDED, "its session was ended"));
    assertThat(seenByOthers(lease).life()).isEqualTo(Life.ALIVE);
    disk.writesFail = false;
    leases.renew();
    assertThat(seenByOthers(lease).life()).isEqualTo(Life.ENDED);
    assertThat(leases.trouble()).isEmpty();
  }

  @Test
  void close_unexpectedFailure_neverThrows() throws Exception {
    Lease lease = leases.acquire("trainer");
    disk.unexpected = new IllegalStateException("file system was closed");
    lease.close();
    leases.renew();
    assertThat(leases.trouble()).isPresent();
    disk.unexpected = null;
    leases.closeAll();
    assertThat(content(lease).ended()).isTrue();
    RenewerTest.awaitNoThread();
  }

  @Test
  void close_interruptedThread_endsEvenSoAndStaysInterrupted() throws IOException {
    Thread.currentThread().interrupt();
    Lease lease = leases.acquire("trainer");
    leases.renew();
    LeaseState alive = seenByOthers(lease);
    lease.close();
    LeaseState ended = seenByOthers(lease);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(alive.reason()).isEqualTo("process 100 lives");
    assertThat(ended.reason()).isEqualTo("its session was ended");
  }

  @Test
  void trouble_renewalsFail_countsAndEndsWithTheFirstThatWorks() throws IOException {
    Lease lease = leases.acquire("trainer");
    disk.writesFail = true;
    tick.after(Duration.ofSeconds(10));
    leases.renew();
    leases.renew();
    assertThat(leases.trouble())
        .contains(
            "leases could not be written 2 times: java.io.IOException: No space left on device");
    tick.after(Duration.ofSeconds(20));
    assertThat(leases.unrenewedNanos()).hasValue(30_000_000_000L);
    assertThat(seenByOthers(lease).life()).isEqualTo(Life.ALIVE);
    disk.writesFail = false;
    leases.renew();
    assertThat(leases.trouble()).isEmpty();
    assertThat(leases.unrenewedNanos()).hasValue(0);
  }

  @Test
  void unrenewed_ofSeveral_isTheOldest() throws IOException {
    leases.acquire("trainer");
    tick.after(Duration.ofSeconds(7));
    leases.acquire("trainer");
    assertThat(leases.unrenewedNanos()).hasValue(7_000_000_000L);
  }
}

package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.docker.orphan.LeaseState.Life;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LeaseTest extends LeasesFixture {
  @Test
  void acquire_anOwner_labelsNameItsFile() throws IOException {
    Lease lease = leases.acquire("trainer");
    assertThat(lease.owner()).isEqualTo("trainer");
    assertThat(UUID.fromString(lease.session())).hasToString(lease.session());
    assertThat(lease.labels())
        .isEqualTo(
            Map.of(
                "io.health4j.owner",
                "trainer",
                "io.health4j.session",
                lease.session(),
                "io.health4j.lease",
                temp.resolve("leases") + "/trainer-" + lease.session() + ".lease",
                "io.health4j.lease.home",
                leases.home()))
        .isSameAs(lease.labels());
    assertThat(lease).hasToString("trainer " + lease.session());
  }

  @Test
  void acquire_thisProcess_isSeenAlive() throws IOException {
    Lease lease = leases.acquire("trainer");
    assertThat(seenByItself(lease))
        .isEqualTo(new LeaseState(Life.ALIVE, "its session is this process's own"));
    assertThat(seenByOthers(lease)).isEqualTo(new LeaseState(Life.ALIVE, "process 100 lives"));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links, permissions, paths of POSIX")
  void renew_aThousandTimes_staysInPlace() throws IOException {
    Lease lease = leases.acquire("trainer");
    Object inode = Files.getAttribute(file(lease), "unix:ino");
    for (int i = 0; i < 1_000; i++) {
      leases.renew();
    }
    assertThat(content(lease).renewals()).isEqualTo(1_000);
    assertThat(Files.size(file(lease))).isEqualTo(512);
    assertThat(Files.getAttribute(file(lease), "unix:ino")).isEqualTo(inode);
    lease.close();
    assertThat(Files.getAttribute(file(lease), "unix:ino")).isEqualTo(inode);
    try (Stream<Path> files = Files.list(folder.path())) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void renew_fileDeleted_isWrittenAnew() throws IOException {
    Lease lease = leases.acquire("trainer");
    Files.delete(file(lease));
    leases.renew();
    assertThat(content(lease).renewals()).isEqualTo(1);
    assertThat(leases.trouble()).isEmpty();
  }

  @Test
  void renew_fileCutOff_isWholeAgain() throws IOException {
    Lease lease = leases.acquire("trainer");
    Files.write(file(lease), new byte[0]);
    leases.renew();
    assertThat(content(lease).renewals()).isEqualTo(1);
  }

  @Test
  void renew_folderDeleted_isMadeAgainAsTheSame() throws IOException {
    Lease lease = leases.acquire("trainer");
    Files.delete(file(lease));
    Files.delete(folder.path().resolve("home"));
    Files.delete(folder.path());
    leases.renew();
    assertThat(leases.home()).isEqualTo(lease.labels().get("io.health4j.lease.home"));
    assertThat(seenByOthers(lease).life()).isEqualTo(Life.ALIVE);
  }

  @Test
  void close_aLease_endsItOnce() throws IOException {
    Lease lease = leases.acquire("trainer");
    lease.close();
    lease.close();
    leases.renew();
    assertThat(content(lease).ended()).isTrue();
    assertThat(content(lease).renewals()).isEqualTo(1);
    assertThat(seenByItself(lease).life()).isEqualTo(Life.ENDED);
    assertThat(seenByOthers(lease).life()).isEqualTo(Life.ENDED);
    assertThat(leases.unrenewedNanos()).isEmpty();
  }

  @Test
  void close_oneOfTwo_leavesTheOther() throws IOException {
    Lease one = leases.acquire("trainer");
    try (Lease two = leases.acquire("trainer")) {
      assertThat(two.session()).isNotEqualTo(one.session());
    }
    assertThat(seenByOthers(one).life()).isEqualTo(Life.ALIVE);
  }

  @Test
  void tell_afterTheEnd_isStillTheEnd() throws IOException {
    Lease lease = leases.acquire("trainer");
    lease.close();
    Files.delete(file(lease));
    lease.tell();
    assertThat(file(lease)).doesNotExist();
  }

  @Test
  void closeAll_several_endsAll() throws IOException {
    Lease one = leases.acquire("trainer");
    Lease two = leases.acquire("other");
    leases.closeAll();
    assertThat(content(one).ended()).isTrue();
    assertThat(content(two).ended()).isTrue();
  }
}

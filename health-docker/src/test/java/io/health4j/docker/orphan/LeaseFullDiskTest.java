package io.health4j.docker.orphan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.health4j.time.Ticker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full, where this user may mount one. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class LeaseFullDiskTest {
  @TempDir private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    assumeThat(Files.isExecutable(Path.of("/bin/mount"))).isTrue();
    mounted = run("/bin/mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString());
    assumeThat(mounted).as("may mount").isTrue();
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("/bin/umount", "-l", disk.toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(disk.resolve("full"))) {
      byte[] some = new byte[512];
      assertThatIOException()
          .isThrownBy(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  out.write(some);
                }
              })
          .withMessageContaining("No space left");
    }
  }

  @Test
  void lease_diskFull_isStillRenewedAndEnded() throws IOException {
    Processes nowhere = Processes.in(disk, 1);
    LeaseFolder folder = new LeaseFolder(disk.resolve("leases"), Disk.real());
    Leases leases = new Leases(folder, Duration.ofHours(1), Ticker.system(), nowhere);
    Lease lease = leases.acquire("trainer");
    fill();
    leases.renew();
    assertThat(leases.trouble()).isEmpty();
    assertThat(LeaseFile.decode(Files.readAllBytes(folder.file(lease.name()))))
        .hasValueSatisfying(it -> assertThat(it.renewals()).isEqualTo(1));
    assertThatIOException().isThrownBy(() -> leases.acquire("trainer"));
    lease.close();
    assertThat(LeaseFile.decode(Files.readAllBytes(folder.file(lease.name()))))
        .hasValueSatisfying(it -> assertThat(it.ended()).isTrue());
    assertThat(leases.sessions("trainer")).containsExactly(lease.session());
  }
}

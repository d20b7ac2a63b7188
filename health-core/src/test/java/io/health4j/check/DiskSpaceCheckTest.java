package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskSpaceCheckTest {

  private static final Path PATH = Path.of("data").toAbsolutePath();

  private FakeStore store = new FakeStore(1_000, 1_000, 1_000);
  private final CheckRunner runner =
      new CheckRunner(new DiskSpaceCheck(PATH, path -> store, DiskSpaceCheck.DEFAULT));

  private CheckResult of(long total, long unallocated, long usable) throws Exception {
    store = new FakeStore(total, unallocated, usable);
    return runner.run();
  }

  @Test
  void check_roomEnough_isHealthyWithReadings() throws Exception {
    var result = of(1_000, 750, 750);
    String mount = PATH.toString();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(
            CheckRunner.reading(
                    result,
                    "system.filesystem.usage",
                    "system.filesystem.mountpoint",
                    mount,
                    "system.filesystem.state",
                    "used")
                .value())
        .isEqualTo(250);
    assertThat(
            CheckRunner.reading(
                    result,
                    "system.filesystem.usage",
                    "system.filesystem.mountpoint",
                    mount,
                    "system.filesystem.state",
                    "free")
                .value())
        .isEqualTo(750);
    assertThat(
            CheckRunner.reading(
                    result, "system.filesystem.utilization", "system.filesystem.mountpoint", mount)
                .value())
        .isEqualTo(0.25);
    assertThat(result.readings()).hasSize(3);
  }

  @Test
  void check_filling_warnsThenIsCritical() throws Exception {
    assertThat(of(1_000, 200, 200).status()).isEqualTo(Status.HEALTHY);
    assertThat(of(1_000, 199, 199).status()).isEqualTo(Status.WARNING);
    assertThat(of(1_000, 99, 99).status()).isEqualTo(Status.CRITICAL);
    assertThat(of(1_000, 0, 0).status()).isEqualTo(Status.CRITICAL);
    assertThat(of(1_000, 500, 500).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_nearlyFull_findsThePath() throws Exception {
    assertThat(of(1_000, 50, 50).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.condition()).isEqualTo("disk-full");
              assertThat(finding.subject()).isEqualTo(PATH.toString());
              assertThat(finding.value()).hasValue(0.95);
              assertThat(finding.limit()).hasValue(0.9);
              assertThat(finding.limitSource()).isEqualTo("default");
              assertThat(finding.remedy()).isNotBlank();
            });
  }

  @Test
  void check_blocksReservedForRoot_countAsNeither() throws Exception {
    var result = of(1_000, 100, 0);

    assertThat(CheckRunner.readings(result, "system.filesystem.utilization").get(0).value())
        .as("this user can write nothing more")
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1000, 2000, 500", "1000, 500, -1", "1000, 1000, 0"})
  void check_sizesWithoutSense_areUnknown(long total, long unallocated, long usable)
      throws Exception {
    var result = of(total, unallocated, usable);

    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.message()).contains(PATH.toString());
    assertThat(result.readings()).isEmpty();
  }

  @Test
  void check_storeUnreadable_isUnknownWithCause() throws Exception {
    var result = of(-1, 0, 0);

    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.cause()).isInstanceOf(IOException.class).hasMessage("stale handle");
  }

  @Test
  void check_pathGone_isUnknownWithCause() throws Exception {
    var gone =
        new DiskSpaceCheck(
            PATH,
            path -> {
              throw new NoSuchFileException(path.toString());
            },
            DiskSpaceCheck.DEFAULT);

    var result = new CheckRunner(gone).run();

    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.message()).contains(PATH.toString());
    assertThat(result.cause()).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void check_relativePath_subjectIsAbsolute() throws Exception {
    var check =
        new DiskSpaceCheck(
            Path.of("a", "..", "data"), path -> new FakeStore(10, 0, 0), DiskSpaceCheck.DEFAULT);

    assertThat(new CheckRunner(check).run().findings().get(0).subject()).isEqualTo(PATH.toString());
  }
}

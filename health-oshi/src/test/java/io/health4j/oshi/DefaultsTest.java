package io.health4j.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Status;
import io.health4j.check.Threshold;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Users are told these values: to change one is to change the documentation. */
class DefaultsTest {

  private static final double A_LITTLE = 1e-6;

  static Stream<Arguments> all() {
    return Stream.of(
        Arguments.of("cpu", Defaults.CPU, 0.90, 0.85, 0.95, 0.90),
        Arguments.of("memory", Defaults.MEMORY, 0.85, 0.80, 0.95, 0.90),
        Arguments.of("swap", Defaults.SWAP, 0.90, 0.80, 0.98, 0.90),
        Arguments.of("load", Defaults.LOAD, 2, 1.75, 4, 3.5),
        Arguments.of("file systems", Defaults.FILE_SYSTEMS, 0.80, 0.76, 0.90, 0.86),
        Arguments.of("network", Defaults.NETWORK, 0.02, 0.01, 0.10, 0.05),
        Arguments.of("open files", Defaults.OPEN_FILES, 0.80, 0.75, 0.95, 0.90),
        Arguments.of("celsius", Defaults.CELSIUS, 90, 85, 100, 95));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void judge_aroundEachLimit_isAsDocumented(
      String name,
      Threshold threshold,
      double warning,
      double leaveWarning,
      double critical,
      double leaveCritical) {
    assertThat(threshold.source()).as(name).isEqualTo("default");
    assertThat(threshold.limit(Status.WARNING)).isEqualTo(warning);
    assertThat(threshold.limit(Status.CRITICAL)).isEqualTo(critical);
    assertThat(threshold.judge(warning, Status.HEALTHY)).isEqualTo(Status.HEALTHY);
    assertThat(threshold.judge(leaveWarning + A_LITTLE, Status.WARNING)).isEqualTo(Status.WARNING);
    assertThat(threshold.judge(leaveWarning, Status.WARNING)).isEqualTo(Status.HEALTHY);
    assertThat(threshold.judge(leaveCritical + A_LITTLE, Status.CRITICAL))
        .isEqualTo(Status.CRITICAL);
    assertThat(threshold.judge(leaveCritical, Status.CRITICAL)).isNotEqualTo(Status.CRITICAL);
  }
}

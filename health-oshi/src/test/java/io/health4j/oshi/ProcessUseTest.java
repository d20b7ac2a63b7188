package io.health4j.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessUseTest {

  private static final long SECOND = 1_000_000_000;

  private static ProcessUse use(int pid, long start, long user, long system) {
    return new ProcessUse(pid, "java", start, user, system, 0, 0, 1, 0);
  }

  @Test
  void utilization_halfOfOneCpuOfTwo_isAQuarter() {
    assertThat(use(1, 1, 300, 200).utilization(use(1, 1, 0, 0), SECOND, 2)).hasValue(0.25);
  }

  @Test
  void utilization_coarseClock_isNeverAboveOne() {
    assertThat(use(1, 1, 1_010, 0).utilization(use(1, 1, 0, 0), SECOND, 1)).hasValue(1);
  }

  @Test
  void utilization_otherProcessOfTheSameId_isAbsent() {
    assertThat(use(1, 2, 500, 0).utilization(use(1, 1, 0, 0), SECOND, 1)).isEmpty();
    assertThat(use(2, 1, 500, 0).utilization(use(1, 1, 0, 0), SECOND, 1)).isEmpty();
  }

  @Test
  void utilization_noTime_isAbsent() {
    assertThat(use(1, 1, 500, 0).utilization(use(1, 1, 0, 0), 0, 1)).isEmpty();
    assertThat(use(1, 1, 500, 0).utilization(use(1, 1, 0, 0), -1, 1)).isEmpty();
  }

  @Test
  void utilization_cpuTimeFell_isAbsent() {
    assertThat(use(1, 1, 499, 0).utilization(use(1, 1, 500, 0), SECOND, 1)).isEmpty();
  }
}

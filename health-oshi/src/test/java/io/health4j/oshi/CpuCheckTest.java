package io.health4j.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.check.Threshold;
import org.junit.jupiter.api.Test;

class CpuCheckTest {

  /** user, nice, system, idle, iowait, irq, softirq, steal, in ms. */
  private long[] ticks = new long[8];

  private final Calls calls =
      new Calls(new CpuCheck(() -> ticks.clone(), Threshold.above(0.9, 0.95)));

  @Test
  void check_firstSample_isUnknown() throws Exception {
    CheckResult result = calls.call();

    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.readings()).isEmpty();
    assertThat(result.message()).contains("two samples");
  }

  @Test
  void check_secondSample_countsWaitAsIdleAndStealAsBusy() throws Exception {
    calls.call();
    ticks = new long[] {100, 0, 50, 600, 100, 20, 30, 100};

    CheckResult result = calls.call();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(Calls.values(result, CpuCheck.UTILIZATION)).containsExactly(0.3);
    assertThat(Calls.values(result, CpuCheck.TIME, "cpu.mode", "interrupt")).containsExactly(0.05);
    assertThat(Calls.values(result, CpuCheck.TIME, "cpu.mode", "nice")).isEmpty();
  }

  @Test
  void check_noTimePassed_hasNoReading() throws Exception {
    ticks = new long[] {5, 5, 5, 5, 5, 5, 5, 5};
    calls.call();

    CheckResult result = calls.call();

    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.readings()).isEmpty();
  }

  @Test
  void check_waitFell_countsNothingOfIt() throws Exception {
    ticks = new long[] {0, 0, 0, 0, 500, 0, 0, 0};
    calls.call();
    ticks = new long[] {50, 0, 0, 50, 480, 0, 0, 0};

    CheckResult result = calls.call();

    assertThat(Calls.values(result, CpuCheck.UTILIZATION)).containsExactly(0.5);
  }

  @Test
  void check_allCountersFell_isAResetWithoutReading() throws Exception {
    ticks = new long[] {900, 0, 900, 900, 0, 0, 0, 0};
    calls.call();
    ticks = new long[] {9, 0, 9, 9, 0, 0, 0, 0};
    assertThat(calls.call().status()).isEqualTo(Status.UNKNOWN);
    ticks = new long[] {10, 0, 9, 12, 0, 0, 0, 0};

    assertThat(Calls.values(calls.call(), CpuCheck.UTILIZATION).get(0)).isEqualTo(0.25);
  }

  @Test
  void check_atTheEdge_keepsItsVerdictUntilItLeaves() throws Exception {
    calls.call();
    assertThat(use(0.96).status()).isEqualTo(Status.CRITICAL);
    assertThat(use(0.92).status()).isEqualTo(Status.CRITICAL);
    assertThat(use(0.88).status()).isEqualTo(Status.WARNING);
    assertThat(use(0.80).status()).isEqualTo(Status.HEALTHY);
  }

  private CheckResult use(double share) throws Exception {
    ticks[0] += Math.round(1000 * share);
    ticks[3] += Math.round(1000 * (1 - share));
    CheckResult result = calls.call();
    assertThat(Calls.values(result, CpuCheck.UTILIZATION).get(0)).isCloseTo(share, within(1e-9));
    return result;
  }
}

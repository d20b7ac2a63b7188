package io.health4j.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.check.Threshold;
import org.junit.jupiter.api.Test;

class LoadCheckTest {

  private double[] loads = {1, 2, 3};
  private int cpus = 4;
  private final Calls calls =
      new Calls(new LoadCheck(() -> loads, () -> cpus, Threshold.above(2, 4)));

  @Test
  void check_calm_readsEachAverage() throws Exception {
    CheckResult result = calls.call();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(result.readings())
        .extracting(reading -> reading.metric().name())
        .containsExactly(
            "system.cpu.load_average.1m",
            "system.cpu.load_average.5m",
            "system.cpu.load_average.15m");
    assertThat(result.readings())
        .extracting(reading -> reading.value())
        .containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void check_aSystemWithoutLoad_isHealthyWithoutReadings() throws Exception {
    loads = new double[] {-1, -1, -1};

    CheckResult result = calls.call();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(result.readings()).isEmpty();
    assertThat(result.message()).contains("no load average");
  }

  @Test
  void check_onlyABurst_isHealthy() throws Exception {
    loads = new double[] {90, 30, 7};

    assertThat(calls.call().status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_longOverload_isJudgedForEachCpu() throws Exception {
    loads = new double[] {0, 0, 10};
    assertThat(calls.call().findings().get(0).value()).hasValue(2.5);
    assertThat(calls.call().status()).isEqualTo(Status.WARNING);

    cpus = 8;
    assertThat(calls.call().status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_oneCpu_countsAsTwo() throws Exception {
    cpus = 1;
    loads = new double[] {3, 3, 3};

    assertThat(calls.call().status()).isEqualTo(Status.HEALTHY);
  }
}

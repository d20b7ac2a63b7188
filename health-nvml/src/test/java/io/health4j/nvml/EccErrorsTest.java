package io.health4j.nvml;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.WARNING;
import static io.health4j.nvml.GpuCondition.ECC_CORRECTED;
import static io.health4j.nvml.GpuCondition.ECC_SRAM;
import static io.health4j.nvml.GpuCondition.ECC_UNCORRECTED;
import static io.health4j.nvml.GpuCondition.ECC_UNCORRECTED_RISING;
import static io.health4j.nvml.api.NvmlQuery.AGGREGATE;
import static io.health4j.nvml.api.NvmlQuery.CORRECTED;
import static io.health4j.nvml.api.NvmlQuery.ECC_AT;
import static io.health4j.nvml.api.NvmlQuery.ECC_MODE;
import static io.health4j.nvml.api.NvmlQuery.ECC_TOTAL;
import static io.health4j.nvml.api.NvmlQuery.UNCORRECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Finding;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EccErrorsTest {

  private static final int LIFETIME = UNCORRECTED + AGGREGATE;

  private static JudgeRig rig(GpuSettings settings) {
    return new JudgeRig(new EccErrors(settings), settings);
  }

  /** A healthy board that had its errors in the past. */
  private final JudgeRig rig =
      rig(GpuSettings.defaults())
          .set(ECC_MODE, 1, 1)
          .set(NvmlQuery.ECC_SRAM, 0, 0, 0, 0, 1, 2, 3)
          .setFor(ECC_TOTAL, CORRECTED, 50)
          .setFor(ECC_TOTAL, UNCORRECTED, 0)
          .setFor(ECC_TOTAL, LIFETIME, 12);

  private JudgeRig lifetime(long errors) {
    return rig.setFor(ECC_TOTAL, LIFETIME, errors);
  }

  @Test
  void judge_healthyBoard_findsNothing() {
    assertThat(rig.steps(100).findings()).isEmpty();
    assertThat(rig.readings())
        .containsExactly(
            "hw.errors{error.type=uncorrected, hw.type=gpu} 0.0",
            "hw.errors{error.type=corrected, hw.type=gpu} 50.0",
            "health.gpu.memory.errors.lifetime{error.type=uncorrected, hw.type=gpu} 12.0");
  }

  @Test
  void judge_uncorrected_isCriticalUntilTheDriverIsLoadedAnew() {
    Finding found = rig.step().setFor(ECC_TOTAL, UNCORRECTED, 2).step().found(ECC_UNCORRECTED);

    assertThat(found.status()).isEqualTo(CRITICAL);
    assertThat(found.value()).hasValue(2);
    assertThat(found.limit()).hasValue(0);
    assertThat(found.limitSource()).isEqualTo("default (DCGM)");
    assertThat(found.remedy()).contains("reset the GPU");
    assertThat(rig.steps(1_000).status(ECC_UNCORRECTED)).isEqualTo(CRITICAL);
    assertThat(rig.setFor(ECC_TOTAL, UNCORRECTED, 0).step().findings()).isEmpty();
  }

  @Test
  void judge_uncorrectedWithoutTotal_isSummedUp() {
    rig.fail(ECC_TOTAL, UNCORRECTED, NvmlReturn.NOT_SUPPORTED)
        .setFor(ECC_AT, UNCORRECTED + 16, 1)
        .setFor(ECC_AT, UNCORRECTED + 2 * 16, 3);

    assertThat(rig.step().found(ECC_UNCORRECTED).value()).hasValue(4);
  }

  @Test
  void judge_cannotBeReadNow_saysNothing() {
    rig.setFor(ECC_TOTAL, UNCORRECTED, 2).step().fail(ECC_TOTAL, UNCORRECTED, NvmlReturn.UNKNOWN);

    assertThat(rig.step().status(ECC_UNCORRECTED)).isEqualTo(HEALTHY);
    assertThat(rig.readings()).hasSize(2);
  }

  @Test
  void judge_lifetimeRises_warnsForADayAfterTheLastRise() {
    rig.step();
    assertThat(lifetime(13).step().status(ECC_UNCORRECTED_RISING)).isEqualTo(WARNING);
    rig.step(Duration.ofHours(23));
    Finding found = lifetime(15).step().found(ECC_UNCORRECTED_RISING);

    assertThat(found.value()).hasValue(15);
    assertThat(found.limit()).hasValue(12);
    assertThat(found.limitSource()).contains("reported by the device");
    assertThat(rig.step(Duration.ofHours(23)).status(ECC_UNCORRECTED_RISING)).isEqualTo(WARNING);
    assertThat(rig.step(Duration.ofHours(1)).status(ECC_UNCORRECTED_RISING)).isEqualTo(HEALTHY);
    assertThat(lifetime(16).step().found(ECC_UNCORRECTED_RISING).limit()).hasValue(15);
  }

  @Test
  void judge_lifetimeFalls_isAReset() {
    rig.step();
    assertThat(lifetime(3).step().findings()).isEmpty();
    assertThat(lifetime(4).step().status(ECC_UNCORRECTED_RISING)).isEqualTo(WARNING);
    assertThat(lifetime(0).step().findings()).isEmpty();
    assertThat(rig.steps(5).findings()).isEmpty();
  }

  @Test
  void judge_risingOfOwnSetting_endsByIt() {
    JudgeRig hour = rig(JudgeRig.with(GpuLimit.ECC_RISING_HOURS, 1));
    hour.setFor(ECC_TOTAL, LIFETIME, 1).step().setFor(ECC_TOTAL, LIFETIME, 2).step();
    assertThat(hour.status(ECC_UNCORRECTED_RISING)).isEqualTo(WARNING);

    assertThat(hour.step(Duration.ofHours(1)).status(ECC_UNCORRECTED_RISING)).isEqualTo(HEALTHY);
  }

  private void correct(int samples, long perSecond) {
    for (int i = 0; i < samples; i++) {
      corrected += perSecond * 5;
      rig.setFor(ECC_TOTAL, CORRECTED, corrected).step();
    }
  }

  private long corrected = 50;

  @Test
  void judge_manyCorrectedForFiveMinutes_warnsUntilTheyCease() {
    rig.step();
    correct(59, 101);
    assertThat(rig.status(ECC_CORRECTED)).isEqualTo(HEALTHY);
    correct(1, 103);
    assertThat(rig.status(ECC_CORRECTED)).isEqualTo(WARNING);
    assertThat(rig.found(ECC_CORRECTED).value()).hasValue(103);
    assertThat(rig.found(ECC_CORRECTED).limit()).hasValue(100);
    assertThat(rig.found(ECC_CORRECTED).limitSource())
        .isEqualTo("default (this project's own judgement)");
    correct(1, 0);
    assertThat(rig.status(ECC_CORRECTED)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_oneBurstOfCorrected_findsNothing() {
    rig.step();
    correct(1, 1_000_000);
    correct(100, 90);

    assertThat(rig.findings()).isEmpty();
  }

  @Test
  void judge_correctedFalls_isAReset() {
    rig.step();
    correct(60, 500);
    assertThat(rig.status(ECC_CORRECTED)).isEqualTo(WARNING);

    assertThat(rig.setFor(ECC_TOTAL, CORRECTED, 0).step().findings()).isEmpty();
  }

  @Test
  void judge_sramThresholdExceeded_isCritical() {
    Finding found = rig.set(NvmlQuery.ECC_SRAM, 1, 5, 5, 0, 5, 5, 0).step().found(ECC_SRAM);

    assertThat(found.status()).isEqualTo(CRITICAL);
    assertThat(found.limitSource()).isEqualTo("reported by the device");
    assertThat(found.remedy()).contains("replaced");
  }

  @Test
  void judge_eccOff_saysNothing() {
    rig.set(ECC_MODE, 0, 1)
        .setFor(ECC_TOTAL, UNCORRECTED, 9)
        .set(NvmlQuery.ECC_SRAM, 1, 5, 5, 0, 5, 5, 0);

    assertThat(rig.step().findings()).isEmpty();
    assertThat(rig.readings()).isEmpty();
  }

  @Test
  void judge_noEcc_saysNothing() {
    JudgeRig none = rig(GpuSettings.defaults()).steps(3);

    assertThat(none.findings()).isEmpty();
    assertThat(none.readings()).isEmpty();
  }

  @Test
  void judge_uncorrectedUpToTheLimitSet_findsNothing() {
    JudgeRig lenient =
        rig(JudgeRig.with(GpuLimit.ECC_UNCORRECTED, 2)).setFor(ECC_TOTAL, UNCORRECTED, 2).step();

    assertThat(lenient.findings()).isEmpty();

    Finding found = lenient.setFor(ECC_TOTAL, UNCORRECTED, 3).step().found(ECC_UNCORRECTED);

    assertThat(found.limit()).hasValue(2);
    assertThat(found.limitSource()).isEqualTo("configured");
  }

  private JudgeRig reset() {
    return rig.reset(new EccErrors(GpuSettings.defaults()));
  }

  @Test
  void resume_lifetimeRising_goesOnUntilItsTimeIsOver() {
    rig.step();
    lifetime(14).step();

    assertThat(reset().step().found(ECC_UNCORRECTED_RISING).limit()).hasValue(12);
    assertThat(rig.step(Duration.ofHours(24)).findings()).isEmpty();
  }

  @Test
  void resume_lifetimeRoseBeforeItCouldBeRead_isRising() {
    rig.step();
    reset();

    assertThat(lifetime(13).step().status(ECC_UNCORRECTED_RISING)).isEqualTo(WARNING);
  }

  @Test
  void resume_errorsSinceTheDriverWasLoaded_beginAnew() {
    rig.setFor(ECC_TOTAL, UNCORRECTED, 2).step();
    reset().setFor(ECC_TOTAL, UNCORRECTED, 0);

    assertThat(rig.step().findings()).isEmpty();
  }
}

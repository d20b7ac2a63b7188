package io.health4j.nvml;

import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.WARNING;
import static io.health4j.nvml.GpuCondition.SLOWDOWN;
import static io.health4j.nvml.api.NvmlQuery.CLOCK_EVENT_REASONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowdownTest {

  private static final long SLOWED = 0x8;
  private static final long THERMAL = 0x48;
  private static final long POWER_BRAKE = 0x88;

  /** Idle, by setting, power cap, sync boost, by software for heat, for the display. */
  private static final long HARMLESS = 0x1 | 0x2 | 0x4 | 0x10 | 0x20 | 0x100;

  private final JudgeRig rig = rig(GpuSettings.defaults());

  private static JudgeRig rig(GpuSettings settings) {
    return new JudgeRig(new Slowdown(settings), settings);
  }

  /** Samples at an interval for some minutes, the first of each minute with reasons. */
  private Status minutes(int count, int intervalSeconds, long first) {
    for (int i = 0; i < count; i++) {
      for (int second = 0; second < 60; second += intervalSeconds) {
        rig.set(CLOCK_EVENT_REASONS, second == 0 ? first : 0);
        rig.step(Duration.ofSeconds(intervalSeconds));
      }
    }
    return rig.status(SLOWDOWN);
  }

  @Test
  void judge_otherReasons_findNothing() {
    assertThat(minutes(20, 5, HARMLESS)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_fiveOfTenMinutes_findsNothing() {
    minutes(5, 5, THERMAL);

    assertThat(minutes(5, 5, 0)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_sixOfTenMinutes_warns() {
    assertThat(minutes(5, 5, THERMAL)).isEqualTo(HEALTHY);
    assertThat(minutes(1, 5, THERMAL)).isEqualTo(WARNING);

    Finding found = rig.found(SLOWDOWN);
    assertThat(found.value()).hasValue(0.6);
    assertThat(found.limit()).hasValue(0.6);
    assertThat(found.limitSource()).isEqualTo("default (gpud)");
  }

  @Test
  void judge_onceAMinuteAsked_meansTheSame() {
    assertThat(minutes(5, 60, THERMAL)).isEqualTo(HEALTHY);
    assertThat(minutes(1, 60, THERMAL)).isEqualTo(WARNING);
  }

  @Test
  void judge_allSamplesOfOneMinute_countOnce() {
    rig.set(CLOCK_EVENT_REASONS, THERMAL).steps(12);

    assertThat(rig.status(SLOWDOWN)).isEqualTo(HEALTHY);
    assertThat(minutes(4, 5, THERMAL)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_slowdownsCease_endsAtHalf() {
    minutes(10, 5, THERMAL);
    assertThat(minutes(6, 5, 0)).isEqualTo(WARNING);
    assertThat(minutes(3, 5, 0)).isEqualTo(HEALTHY);
    assertThat(minutes(10, 5, 0)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_heat_pointsToCooling() {
    minutes(6, 5, THERMAL);

    assertThat(rig.found(SLOWDOWN).remedy()).contains("for heat").doesNotContain("power");
  }

  @Test
  void judge_powerBrake_pointsToThePowerSupply() {
    minutes(6, 5, POWER_BRAKE);

    assertThat(rig.found(SLOWDOWN).remedy()).contains("power supply").doesNotContain("heat");
  }

  @Test
  void judge_bothInTurn_pointToBoth() {
    minutes(3, 5, POWER_BRAKE);
    minutes(3, 5, THERMAL);

    assertThat(rig.found(SLOWDOWN).remedy()).contains("cooling").contains("power brake");
  }

  @Test
  void judge_noReasonGiven_saysSo() {
    minutes(6, 5, SLOWED);

    assertThat(rig.found(SLOWDOWN).remedy()).contains("does not say");
  }

  @Test
  void judge_limitAt0_needsASlowdown() {
    JudgeRig strict = rig(JudgeRig.with(GpuLimit.SLOWDOWNS, 0)).set(CLOCK_EVENT_REASONS, 0).step();
    assertThat(strict.status(SLOWDOWN)).isEqualTo(HEALTHY);

    strict.set(CLOCK_EVENT_REASONS, SLOWED).step();
    assertThat(strict.status(SLOWDOWN)).isEqualTo(WARNING);
    assertThat(strict.found(SLOWDOWN).limitSource()).isEqualTo("configured");
  }

  @Test
  void judge_notSupportedOrNotReadNow_saysNothing() {
    assertThat(rig.step().findings()).isEmpty();
    JudgeRig failing = rig(GpuSettings.defaults()).fail(CLOCK_EVENT_REASONS, 0, NvmlReturn.NO_DATA);
    assertThat(failing.step().findings()).isEmpty();
  }

  @Test
  void judge_minutesSet_goesByThem() {
    JudgeRig quick = rig(JudgeRig.with(GpuLimit.SLOWDOWN_MINUTES, 2)).set(CLOCK_EVENT_REASONS, 0);
    quick.step().set(CLOCK_EVENT_REASONS, THERMAL).step();

    assertThat(quick.status(SLOWDOWN)).as("1 in 2 minutes").isEqualTo(HEALTHY);

    quick.step(Duration.ofMinutes(1));

    assertThat(quick.found(SLOWDOWN).value()).hasValue(1);
    assertThat(quick.set(CLOCK_EVENT_REASONS, 0).step(Duration.ofMinutes(2)).findings()).isEmpty();
  }
}

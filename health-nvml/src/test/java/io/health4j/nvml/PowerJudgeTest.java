package io.health4j.nvml;

import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.WARNING;
import static io.health4j.nvml.GpuCondition.POWER_UNREADABLE;
import static io.health4j.nvml.api.NvmlQuery.CLOCK;
import static io.health4j.nvml.api.NvmlQuery.MAX_CLOCK;
import static io.health4j.nvml.api.NvmlQuery.PERFORMANCE_STATE;
import static io.health4j.nvml.api.NvmlQuery.POWER_LIMIT;
import static io.health4j.nvml.api.NvmlQuery.POWER_USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import org.junit.jupiter.api.Test;

class PowerJudgeTest {

  private final JudgeRig rig =
      new JudgeRig(new PowerJudge(JudgeRig.GPU, GpuSettings.defaults()))
          .set(POWER_USAGE, 350_500)
          .set(POWER_LIMIT, 700_000);

  private Status failing(int code, int samples) {
    return rig.fail(POWER_USAGE, 0, code).steps(samples).status(POWER_UNREADABLE);
  }

  @Test
  void judge_busyHealthyGpu_readsAllAndFindsNothing() {
    rig.set(NvmlQuery.ENERGY, 7_500)
        .setFor(CLOCK, NvmlQuery.GRAPHICS, 1_980)
        .setFor(CLOCK, NvmlQuery.SM, 1_975)
        .setFor(CLOCK, NvmlQuery.MEM, 2_619)
        .setFor(CLOCK, NvmlQuery.VIDEO, 1_545)
        .setFor(MAX_CLOCK, NvmlQuery.SM, 1_980)
        .set(NvmlQuery.UTILIZATION, 97, 41)
        .set(NvmlQuery.ENCODER_UTILIZATION, 3)
        .set(NvmlQuery.DECODER_UTILIZATION, 0)
        .set(NvmlQuery.CLOCK_EVENT_REASONS, 0)
        .set(PERFORMANCE_STATE, 0)
        .steps(3);

    assertThat(rig.findings()).isEmpty();
    assertThat(rig.readings())
        .containsExactly(
            "hw.power{hw.type=gpu} 350.5",
            "health.gpu.power.limit{} 700.0",
            "hw.energy{hw.type=gpu} 7.5",
            "health.gpu.clock{health.gpu.clock.domain=graphics} 1.98E9",
            "health.gpu.clock{health.gpu.clock.domain=sm} 1.975E9",
            "health.gpu.clock.limit{health.gpu.clock.domain=sm} 1.98E9",
            "health.gpu.clock{health.gpu.clock.domain=memory} 2.619E9",
            "health.gpu.clock{health.gpu.clock.domain=video} 1.545E9",
            "hw.gpu.utilization{hw.gpu.task=general} 0.97",
            "hw.gpu.utilization{hw.gpu.task=encoder} 0.03",
            "hw.gpu.utilization{hw.gpu.task=decoder} 0.0",
            "health.gpu.memory.activity{} 0.41",
            "health.gpu.performance_state{} 0.0");
  }

  @Test
  void judge_performanceStateNotKnown_hasNoReading() {
    assertThat(rig.set(PERFORMANCE_STATE, 32).step().readings())
        .noneMatch(text -> text.startsWith("health.gpu.performance_state"));
  }

  @Test
  void judge_powerFailsThreeTimes_warnsUntilItComesBack() {
    rig.step();

    assertThat(failing(NvmlReturn.UNKNOWN, 2)).isEqualTo(HEALTHY);
    assertThat(failing(NvmlReturn.UNKNOWN, 1)).isEqualTo(WARNING);
    assertThat(rig.found(POWER_UNREADABLE).value()).hasValue(3);
    assertThat(rig.found(POWER_UNREADABLE).limit()).hasValue(3);
    assertThat(rig.found(POWER_UNREADABLE).remedy()).contains("driver error (999)");
    assertThat(rig.readings()).noneMatch(text -> text.startsWith("hw.power{"));
    assertThat(rig.set(POWER_USAGE, 100_000).step().findings()).isEmpty();
    assertThat(failing(NvmlReturn.UNKNOWN, 2)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_powerNeverReadButLimited_warns() {
    assertThat(failing(NvmlReturn.NO_DATA, 3)).isEqualTo(WARNING);
  }

  @Test
  void judge_powerNeverReadAndNotLimited_findsNothing() {
    rig.fail(POWER_LIMIT, 0, NvmlReturn.NOT_SUPPORTED);

    assertThat(failing(NvmlReturn.UNKNOWN, 10)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_powerNotSupported_findsNothing() {
    assertThat(failing(NvmlReturn.NOT_SUPPORTED, 10)).isEqualTo(HEALTHY);
    assertThat(rig.asked(POWER_USAGE, 0)).isEqualTo(1);
  }

  @Test
  void judge_nothingSupported_saysNothing() {
    JudgeRig none = new JudgeRig(new PowerJudge(JudgeRig.GPU, GpuSettings.defaults())).steps(5);

    assertThat(none.findings()).isEmpty();
    assertThat(none.readings()).isEmpty();
  }

  @Test
  void judge_slowdownsAndPowerCap_areHeard() {
    rig.set(NvmlQuery.CLOCK_EVENT_REASONS, 0x4 | 0x8 | 0x80);

    assertThat(rig.step().last().occurrences()).hasSize(1);
    assertThat(rig.steps(72).status(GpuCondition.SLOWDOWN)).isEqualTo(WARNING);
  }

  @Test
  void judge_powerNoLongerSupported_warns() {
    rig.steps(3);

    assertThat(failing(NvmlReturn.NOT_SUPPORTED, 2)).isEqualTo(HEALTHY);
    assertThat(failing(NvmlReturn.NOT_SUPPORTED, 1)).isEqualTo(WARNING);
  }

  @Test
  void judge_samplesWithoutPowerSet_goesByThem() {
    GpuSettings one = JudgeRig.with(GpuLimit.POWER_UNREADABLE_SAMPLES, 1);
    JudgeRig hasty = new JudgeRig(new PowerJudge(JudgeRig.GPU, one), one).set(POWER_LIMIT, 700_000);
    hasty.fail(POWER_USAGE, 0, NvmlReturn.UNKNOWN).step();

    assertThat(hasty.found(POWER_UNREADABLE).limit()).hasValue(1);
    assertThat(hasty.found(POWER_UNREADABLE).limitSource()).isEqualTo("configured");
  }

  @Test
  void resume_powerUnreadable_stillWarns() {
    rig.step();
    failing(NvmlReturn.NOT_SUPPORTED, 3);
    rig.reset(new PowerJudge(JudgeRig.GPU, GpuSettings.defaults()));

    assertThat(failing(NvmlReturn.NOT_SUPPORTED, 1)).isEqualTo(WARNING);
  }
}

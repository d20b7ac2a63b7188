package io.health4j.nvml;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.WARNING;
import static io.health4j.nvml.GpuCondition.MEMORY_TEMPERATURE;
import static io.health4j.nvml.GpuCondition.TEMPERATURE;
import static io.health4j.nvml.api.NvmlQuery.TEMPERATURE_MARGIN;
import static io.health4j.nvml.api.NvmlQuery.TEMPERATURE_THRESHOLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThermalJudgeTest {

  private static JudgeRig rig(GpuSettings settings) {
    return new JudgeRig(new ThermalJudge(JudgeRig.GPU, settings), settings);
  }

  /** A GPU of today: it tells its margin. */
  private static JudgeRig current() {
    return rig(GpuSettings.defaults())
        .set(NvmlQuery.TEMPERATURE, 40)
        .set(TEMPERATURE_MARGIN, 47)
        .setFor(NvmlQuery.FIELD, NvmlQuery.MEMORY_TEMPERATURE, 50)
        .setFor(TEMPERATURE_THRESHOLD, NvmlQuery.SLOWDOWN, 87)
        .setFor(TEMPERATURE_THRESHOLD, NvmlQuery.SHUTDOWN, 92)
        .setFor(TEMPERATURE_THRESHOLD, NvmlQuery.MEMORY_MAX, 95);
  }

  /** A driver that does not know the margin. */
  private static JudgeRig older() {
    return current().fail(TEMPERATURE_MARGIN, 0, NvmlReturn.FUNCTION_NOT_FOUND);
  }

  private static JudgeRig memoryAt(long celsius) {
    return memoryAt(celsius, current());
  }

  private static JudgeRig memoryAt(long celsius, JudgeRig rig) {
    return rig.setFor(NvmlQuery.FIELD, NvmlQuery.MEMORY_TEMPERATURE, celsius).step();
  }

  private static Status margin(long celsius, JudgeRig rig) {
    return rig.set(TEMPERATURE_MARGIN, celsius).step().status(TEMPERATURE);
  }

  private static Status core(long celsius, JudgeRig rig) {
    return rig.set(NvmlQuery.TEMPERATURE, celsius).step().status(TEMPERATURE);
  }

  @Test
  void judge_coolGpu_findsNothing() {
    assertThat(current().steps(3).findings()).isEmpty();
    assertThat(older().steps(3).findings()).isEmpty();
  }

  @Test
  void judge_marginFallsAndRises_entersAndLeaves() {
    JudgeRig rig = current().step();

    assertThat(margin(6, rig)).isEqualTo(HEALTHY);
    assertThat(margin(5, rig)).isEqualTo(WARNING);
    assertThat(margin(1, rig)).isEqualTo(WARNING);
    assertThat(margin(0, rig)).isEqualTo(CRITICAL);
    assertThat(margin(-3, rig)).isEqualTo(CRITICAL);
    assertThat(margin(1, rig)).isEqualTo(CRITICAL);
    assertThat(margin(2, rig)).isEqualTo(WARNING);
    assertThat(margin(6, rig)).isEqualTo(WARNING);
    assertThat(margin(7, rig)).isEqualTo(HEALTHY);
    assertThat(margin(6, rig)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_closeToSlowdown_namesValueLimitSourceAndRemedy() {
    Finding found = current().step().set(TEMPERATURE_MARGIN, 4).step().found(TEMPERATURE);

    assertThat(found.subject()).isEqualTo("GPU 3 (GPU-abc, 00000000:1B:00.0)");
    assertThat(found.value()).hasValue(4);
    assertThat(found.limit()).hasValue(5);
    assertThat(found.limitSource()).isEqualTo("default (this project's own judgement)");
    assertThat(found.remedy()).contains("air flow").contains("is close to");
  }

  @Test
  void judge_atSlowdown_theLimitIsTheDevices() {
    Finding found = current().step().set(TEMPERATURE_MARGIN, -1).step().found(TEMPERATURE);

    assertThat(found.value()).hasValue(-1);
    assertThat(found.limit()).hasValue(0);
    assertThat(found.limitSource()).isEqualTo("reported by the device");
  }

  @Test
  void judge_marginOfOwnSetting_isHeldToIt() {
    JudgeRig rig =
        rig(JudgeRig.with(GpuLimit.TEMPERATURE_MARGIN, 10)).set(TEMPERATURE_MARGIN, 10).step();

    assertThat(rig.found(TEMPERATURE).limit()).hasValue(10);
    assertThat(rig.found(TEMPERATURE).limitSource()).isEqualTo("configured");
  }

  @Test
  void judge_marginSetTo0_leavesOnlyCritical() {
    JudgeRig rig = rig(JudgeRig.with(GpuLimit.TEMPERATURE_MARGIN, 0));

    assertThat(margin(1, rig)).isEqualTo(HEALTHY);
    assertThat(margin(0, rig)).isEqualTo(CRITICAL);
  }

  @Test
  void judge_olderDriver_takesThresholdLessTemperature() {
    JudgeRig rig = older().step();

    assertThat(rig.readings()).contains("health.gpu.temperature.margin{} 47.0");
    assertThat(core(81, rig)).isEqualTo(HEALTHY);
    assertThat(core(82, rig)).isEqualTo(WARNING);
    assertThat(core(87, rig)).isEqualTo(CRITICAL);
    assertThat(core(79, rig)).isEqualTo(HEALTHY);
    assertThat(rig.asked(TEMPERATURE_MARGIN, 0)).isEqualTo(1);
  }

  @Test
  void judge_marginNeverAbove0_isNotBelieved() {
    JudgeRig rig = current();

    assertThat(margin(0, rig)).isEqualTo(HEALTHY);
    assertThat(margin(-5, rig)).isEqualTo(HEALTHY);
    assertThat(core(87, rig)).isEqualTo(CRITICAL);
  }

  @Test
  void judge_marginNeverAbove0WithoutThreshold_isNoVerdict() {
    JudgeRig bare = rig(GpuSettings.defaults()).set(NvmlQuery.TEMPERATURE, 31);

    assertThat(margin(0, bare)).isEqualTo(HEALTHY);
    assertThat(margin(-1, bare)).isEqualTo(HEALTHY);
    assertThat(bare.readings()).noneMatch(text -> text.startsWith("health.gpu.temperature.margin"));
    assertThat(margin(3, bare)).isEqualTo(WARNING);
    assertThat(margin(-1, bare)).isEqualTo(CRITICAL);
  }

  @Test
  void resume_marginThatWasAbove0_isStillBelieved() {
    JudgeRig bare = rig(GpuSettings.defaults());
    margin(3, bare);

    assertThat(margin(0, bare.reset(new ThermalJudge(JudgeRig.GPU, GpuSettings.defaults()))))
        .isEqualTo(CRITICAL);
  }

  @Test
  void judge_leaveSet_goesByIt() {
    JudgeRig wide = rig(JudgeRig.with(GpuLimit.TEMPERATURE_LEAVE, 10));

    assertThat(margin(5, wide)).isEqualTo(WARNING);
    assertThat(margin(14, wide)).isEqualTo(WARNING);
    assertThat(margin(15, wide)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_marginCannotBeReadNow_saysNothing() {
    JudgeRig rig =
        current()
            .step()
            .fail(TEMPERATURE_MARGIN, 0, NvmlReturn.UNKNOWN)
            .set(NvmlQuery.TEMPERATURE, 90);

    assertThat(rig.step().findings()).isEmpty();
    assertThat(rig.readings()).noneMatch(text -> text.startsWith("health.gpu.temperature.margin"));
  }

  @Test
  void judge_thresholdOf0_isNoThreshold() {
    JudgeRig rig = older().setFor(TEMPERATURE_THRESHOLD, NvmlQuery.SLOWDOWN, 0);

    assertThat(rig.step().findings()).isEmpty();
  }

  @Test
  void judge_memoryAboveItsMaximum_isCriticalUntilWellBelow() {
    JudgeRig rig = memoryAt(95);
    assertThat(rig.status(MEMORY_TEMPERATURE)).isEqualTo(HEALTHY);

    assertThat(memoryAt(96, rig).status(MEMORY_TEMPERATURE)).isEqualTo(CRITICAL);
    assertThat(rig.found(MEMORY_TEMPERATURE).value()).hasValue(96);
    assertThat(rig.found(MEMORY_TEMPERATURE).limit()).hasValue(95);
    assertThat(rig.found(MEMORY_TEMPERATURE).limitSource()).isEqualTo("reported by the device");
    assertThat(memoryAt(94, rig).status(MEMORY_TEMPERATURE)).isEqualTo(CRITICAL);
    assertThat(memoryAt(93, rig).status(MEMORY_TEMPERATURE)).isEqualTo(HEALTHY);
    assertThat(memoryAt(94, rig).status(MEMORY_TEMPERATURE)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_memoryWithoutMaximum_isNotJudged() {
    JudgeRig rig =
        current().fail(TEMPERATURE_THRESHOLD, NvmlQuery.MEMORY_MAX, NvmlReturn.NOT_SUPPORTED);

    assertThat(memoryAt(120, rig).findings()).isEmpty();
  }

  @Test
  void judge_conditionLeftOut_isNotFound() {
    GpuSettings base = GpuSettings.defaults();
    var without = new GpuSettings(base.limits(), Set.of(TEMPERATURE), base.xids(), 0, false);

    assertThat(margin(3, rig(without))).isEqualTo(HEALTHY);
  }

  @Test
  void judge_allSupported_readsTemperaturesLimitsAndFans() {
    JudgeRig rig =
        current().setFor(NvmlQuery.FAN_SPEED, 0, 30).setFor(NvmlQuery.FAN_SPEED, 1, 105).step();

    assertThat(rig.readings())
        .containsExactly(
            "hw.temperature{hw.sensor_location=core} 40.0",
            "hw.temperature{hw.sensor_location=memory} 50.0",
            "hw.temperature.limit{hw.limit_type=high.degraded, hw.sensor_location=core} 87.0",
            "hw.temperature.limit{hw.limit_type=high.critical, hw.sensor_location=core} 92.0",
            "hw.temperature.limit{hw.limit_type=high.degraded, hw.sensor_location=memory} 95.0",
            "hw.fan.speed_ratio{hw.sensor_location=fan 0} 0.3",
            "hw.fan.speed_ratio{hw.sensor_location=fan 1} 1.05",
            "health.gpu.temperature.margin{} 47.0");
  }

  @Test
  void judge_fansThatAreNotThere_areAskedOnce() {
    JudgeRig rig = current().fail(NvmlQuery.FAN_SPEED, 2, NvmlReturn.INVALID_ARGUMENT).steps(4);

    assertThat(List.of(rig.asked(NvmlQuery.FAN_SPEED, 2), rig.asked(NvmlQuery.FAN_SPEED, 3)))
        .containsExactly(1, 1);
  }

  @Test
  void judge_nothingSupported_saysNothing() {
    JudgeRig rig = rig(GpuSettings.defaults()).steps(2);

    assertThat(rig.findings()).isEmpty();
    assertThat(rig.readings()).isEmpty();
  }
}

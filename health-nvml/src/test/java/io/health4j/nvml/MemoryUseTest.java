package io.health4j.nvml;

import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.WARNING;
import static io.health4j.nvml.GpuCondition.MEMORY_USED;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlQuery;
import org.junit.jupiter.api.Test;

class MemoryUseTest {

  private static JudgeRig rig(GpuSettings settings) {
    return new JudgeRig(new MemoryUse(settings), settings);
  }

  private static Status used(long of1000, JudgeRig rig) {
    return rig.set(NvmlQuery.MEMORY, 1000, 1000 - of1000, of1000, -1).step().status(MEMORY_USED);
  }

  @Test
  void judge_memory_readsUseAndShare() {
    JudgeRig rig = rig(GpuSettings.defaults()).set(NvmlQuery.MEMORY, 80_000, 59_000, 20_000, 1_000);

    assertThat(rig.step().readings())
        .containsExactly(
            "hw.gpu.memory.limit{} 80000.0",
            "hw.gpu.memory.usage{} 20000.0",
            "hw.gpu.memory.utilization{} 0.25",
            "health.gpu.memory.reserved{} 1000.0");
  }

  @Test
  void judge_reservedNotKnown_hasNoReadingOfIt() {
    JudgeRig rig = rig(GpuSettings.defaults()).set(NvmlQuery.MEMORY, 80_000, 60_000, 20_000, -1);

    assertThat(rig.step().readings()).hasSize(3).noneMatch(text -> text.contains("reserved"));
  }

  @Test
  void judge_noMemoryOfItsOwn_hasNoReadings() {
    assertThat(rig(GpuSettings.defaults()).set(NvmlQuery.MEMORY, 0, 0, 0, 0).step().readings())
        .isEmpty();
    assertThat(rig(GpuSettings.defaults()).step().readings()).isEmpty();
  }

  @Test
  void judge_fullButNotAskedFor_findsNothing() {
    assertThat(used(1000, rig(GpuSettings.defaults()))).isEqualTo(HEALTHY);
  }

  @Test
  void judge_askedFor_warnsAboveAndLeavesBelow() {
    JudgeRig rig = rig(JudgeRig.with(GpuLimit.MEMORY_USED, 0.9));

    assertThat(used(900, rig)).isEqualTo(HEALTHY);
    assertThat(used(910, rig)).isEqualTo(WARNING);
    assertThat(rig.found(MEMORY_USED).value()).hasValue(0.91);
    assertThat(rig.found(MEMORY_USED).limit()).hasValue(0.9);
    assertThat(rig.found(MEMORY_USED).limitSource()).isEqualTo("configured");
    assertThat(used(890, rig)).isEqualTo(WARNING);
    assertThat(used(870, rig)).isEqualTo(HEALTHY);
  }

  @Test
  void judge_limitAt0_warnsOfAnyUse() {
    JudgeRig rig = rig(JudgeRig.with(GpuLimit.MEMORY_USED, 0));

    assertThat(used(0, rig)).isEqualTo(HEALTHY);
    assertThat(used(1, rig)).isEqualTo(WARNING);
  }
}

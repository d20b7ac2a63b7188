package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import org.junit.jupiter.api.Test;

class MemoryJudgeTest {

  private final MemoryJudge judge = new MemoryJudge(JudgeRig.GPU, GpuSettings.defaults());
  private final JudgeRig rig = new JudgeRig(judge);

  @Test
  void judge_allParts_areHeard() {
    rig.set(NvmlQuery.MEMORY, 100, 50, 50, -1)
        .setFor(NvmlQuery.ECC_TOTAL, NvmlQuery.UNCORRECTED, 1)
        .set(NvmlQuery.REMAPPED_ROWS, 0, 0, 1, 0)
        .setFor(NvmlQuery.RETIRED_PAGES, 0, 70, -1, -1)
        .step();

    assertThat(rig.findings())
        .extracting(finding -> finding.condition())
        .containsExactly("gpu-ecc-uncorrected", "gpu-row-remap-pending", "gpu-retired-pages");
    assertThat(rig.readings()).contains("hw.gpu.memory.utilization{} 0.5");
  }

  @Test
  void judge_healthyGpu_findsNothing() {
    rig.set(NvmlQuery.MEMORY, 100, 0, 100, -1)
        .set(NvmlQuery.ECC_MODE, 1, 1)
        .setFor(NvmlQuery.ECC_TOTAL, NvmlQuery.UNCORRECTED, 0)
        .set(NvmlQuery.REMAPPED_ROWS, 0, 0, 0, 0)
        .set(NvmlQuery.UNREPAIRABLE_MEMORY, 0);

    assertThat(rig.steps(10).findings()).isEmpty();
  }

  @Test
  void read_gpuLost_isHandedOn() {
    rig.fail(NvmlQuery.ECC_TOTAL, NvmlQuery.UNCORRECTED, NvmlReturn.GPU_IS_LOST);

    assertThat(judge.read(rig, 1)).isEqualTo(NvmlReturn.GPU_IS_LOST);
  }

  @Test
  void read_errorOfTheMoment_isNotHandedOn() {
    rig.fail(NvmlQuery.ECC_TOTAL, NvmlQuery.UNCORRECTED, NvmlReturn.UNKNOWN);

    assertThat(judge.read(rig, 1)).isEqualTo(NvmlReturn.SUCCESS);
  }

  @Test
  void resume_errorsOfTheBoardsLife_goOn() {
    int lifetime = NvmlQuery.UNCORRECTED + NvmlQuery.AGGREGATE;
    rig.setFor(NvmlQuery.ECC_TOTAL, lifetime, 3).step();
    rig.reset(new MemoryJudge(JudgeRig.GPU, GpuSettings.defaults()));
    rig.setFor(NvmlQuery.ECC_TOTAL, lifetime, 4).step();

    assertThat(rig.findings())
        .extracting(finding -> finding.condition())
        .containsExactly("gpu-ecc-uncorrected-rising");
  }
}

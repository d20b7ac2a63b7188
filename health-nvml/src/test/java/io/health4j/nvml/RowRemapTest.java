package io.health4j.nvml;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.WARNING;
import static io.health4j.nvml.GpuCondition.MEMORY_UNREPAIRABLE;
import static io.health4j.nvml.GpuCondition.ROW_REMAP_FAILED;
import static io.health4j.nvml.GpuCondition.ROW_REMAP_PENDING;
import static io.health4j.nvml.api.NvmlQuery.REMAPPED_ROWS;
import static io.health4j.nvml.api.NvmlQuery.UNREPAIRABLE_MEMORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.api.NvmlReturn;
import org.junit.jupiter.api.Test;

class RowRemapTest {

  private final JudgeRig rig =
      new JudgeRig(new RowRemap()).set(REMAPPED_ROWS, 4, 1, 0, 0).set(UNREPAIRABLE_MEMORY, 0);

  @Test
  void judge_rowsReplacedInThePast_findsNothing() {
    assertThat(rig.steps(3).findings()).isEmpty();
    assertThat(rig.readings())
        .containsExactly(
            "health.gpu.memory.rows.remapped{error.type=corrected} 4.0",
            "health.gpu.memory.rows.remapped{error.type=uncorrected} 1.0",
            "health.gpu.memory.rows.pending{} 0.0",
            "health.gpu.memory.rows.failed{} 0.0");
  }

  @Test
  void judge_pending_warnsUntilReplaced() {
    assertThat(rig.set(REMAPPED_ROWS, 4, 0, 1, 0).step().status(ROW_REMAP_PENDING))
        .isEqualTo(WARNING);
    assertThat(rig.found(ROW_REMAP_PENDING).limitSource()).isEqualTo("reported by the device");
    assertThat(rig.found(ROW_REMAP_PENDING).remedy()).contains("reset");
    assertThat(rig.readings()).contains("health.gpu.memory.rows.pending{} 1.0");

    assertThat(rig.set(REMAPPED_ROWS, 5, 0, 0, 0).step().findings()).isEmpty();
  }

  @Test
  void judge_pendingWithUncorrectable_isCritical() {
    rig.set(REMAPPED_ROWS, 4, 2, 1, 0).step();

    assertThat(rig.status(ROW_REMAP_PENDING)).isEqualTo(CRITICAL);
    assertThat(rig.found(ROW_REMAP_PENDING).value()).hasValue(2);
    assertThat(rig.found(ROW_REMAP_PENDING).limit()).hasValue(0);
    assertThat(rig.findings()).hasSize(1);
  }

  @Test
  void judge_failed_isCritical() {
    rig.set(REMAPPED_ROWS, 4, 0, 0, 1).step();

    assertThat(rig.status(ROW_REMAP_FAILED)).isEqualTo(CRITICAL);
    assertThat(rig.status(ROW_REMAP_PENDING)).isEqualTo(HEALTHY);
    assertThat(rig.found(ROW_REMAP_FAILED).remedy()).contains("replaced");
  }

  @Test
  void judge_unrepairable_isCritical() {
    rig.set(UNREPAIRABLE_MEMORY, 1).step();

    assertThat(rig.status(MEMORY_UNREPAIRABLE)).isEqualTo(CRITICAL);
    assertThat(rig.findings()).hasSize(1);
  }

  @Test
  void judge_notSupported_isAskedOnceAndSaysNothing() {
    JudgeRig none = new JudgeRig(new RowRemap()).steps(3);

    assertThat(none.findings()).isEmpty();
    assertThat(none.readings()).isEmpty();
    assertThat(none.asked(REMAPPED_ROWS, 0)).isEqualTo(1);
  }

  @Test
  void judge_cannotBeReadNow_saysNothing() {
    rig.set(REMAPPED_ROWS, 4, 0, 1, 1).step().fail(REMAPPED_ROWS, 0, NvmlReturn.UNKNOWN).step();

    assertThat(rig.findings()).isEmpty();
    assertThat(rig.readings()).isEmpty();
  }
}

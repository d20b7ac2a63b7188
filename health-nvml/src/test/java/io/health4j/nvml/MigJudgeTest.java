package io.health4j.nvml;

import static io.health4j.nvml.BusRig.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MigJudgeTest {

  private static final String USAGE = "hw.gpu.memory.usage";

  private final BusRig rig = new BusRig((gpu, settings) -> new MigJudge(gpu));

  private void divided() {
    rig.set(NvmlQuery.MIG_MODE, 0, 1, 1).set(NvmlQuery.MIG_MAX_DEVICES, 0, 7);
    add(0, 100, "MIG-a", 3);
    add(2, 102, "MIG-c", 5);
  }

  private void add(int index, long handle, String uuid, long instance) {
    rig.migs.put(index, handle);
    rig.uuids.put(handle, uuid);
    rig.setOf(handle, NvmlQuery.MEMORY, 0, 1_000, 1_000 - handle, handle, 0)
        .setOf(handle, NvmlQuery.GPU_INSTANCE, 0, instance)
        .setOf(handle, NvmlQuery.COMPUTE_INSTANCE, 0, 0);
  }

  @Test
  void judge_gpuWithoutMig_asksOnceAndSaysNothing() {
    rig.look();
    rig.after(5);

    assertThat(rig.after(5).readings()).isEmpty();
    assertThat(rig.asked(NvmlQuery.MIG_MODE, 0)).isEqualTo(1);
  }

  @Test
  void judge_migOff_saysNothing() {
    divided();
    rig.set(NvmlQuery.MIG_MODE, 0, 0, 1);

    assertThat(rig.look().readings()).isEmpty();
  }

  @Test
  void judge_migOn_readsTheMemoryOfEachDevice() {
    divided();
    Verdicts out = rig.look();

    assertThat(values(out, USAGE, "hw.id")).isEqualTo(Map.of("MIG-a", 100.0, "MIG-c", 102.0));
    assertThat(values(out, "hw.gpu.memory.limit", "hw.name"))
        .isEqualTo(Map.of("GPU 0 MIG 0", 1_000.0, "GPU 0 MIG 2", 1_000.0));
    assertThat(values(out, USAGE, "hw.parent")).containsOnlyKeys("GPU-0");
    assertThat(values(out, USAGE, "hw.model")).containsOnlyKeys("H100");
    assertThat(values(out, USAGE, "health.gpu.instance.id")).containsOnlyKeys("3", "5");
    assertThat(values(out, USAGE, "health.gpu.compute_instance.id")).containsOnlyKeys("0");
    assertThat(out.findings()).isEmpty();
  }

  @Test
  void judge_deviceGoesAndAnotherComes_followsThem() {
    divided();
    rig.look();
    rig.migs.remove(2);
    add(1, 110, "MIG-new", 7);

    assertThat(values(rig.after(5), USAGE, "hw.id")).containsOnlyKeys("MIG-a", "MIG-new");
  }

  @Test
  void judge_anotherHandleAtAPlace_isAnotherDevice() {
    divided();
    rig.look();
    add(0, 120, "MIG-other", 3);

    assertThat(values(rig.after(5), USAGE, "hw.id")).containsOnlyKeys("MIG-other", "MIG-c");
  }

  @Test
  void judge_sameHandleForAnother_isNamedAnewAfterAMinute() {
    divided();
    rig.look();
    rig.uuids.put(100L, "MIG-reborn");

    assertThat(values(rig.over(30), USAGE, "hw.id")).containsOnlyKeys("MIG-a", "MIG-c");
    assertThat(values(rig.over(40), USAGE, "hw.id")).containsOnlyKeys("MIG-reborn", "MIG-c");

    rig.uuids.put(100L, "MIG-third");

    assertThat(values(rig.after(5), USAGE, "hw.id")).containsOnlyKeys("MIG-reborn", "MIG-c");
  }

  @Test
  void judge_deviceWithoutUuid_waitsForIt() {
    divided();
    rig.uuids.remove(100L);

    assertThat(values(rig.look(), USAGE, "hw.id")).containsOnlyKeys("MIG-c");

    rig.uuids.put(100L, "MIG-a");

    assertThat(values(rig.after(5), USAGE, "hw.id")).containsOnlyKeys("MIG-a", "MIG-c");
  }

  @Test
  void judge_instanceNotKnown_leavesItOut() {
    divided();
    rig.setOf(100, NvmlQuery.MEMORY, 0, 1_000, 900, 100, -1);
    rig.migs.put(3, 130L);
    rig.uuids.put(130L, "MIG-d");
    rig.setOf(130, NvmlQuery.MEMORY, 0, 1_000, 900, 50, -1);

    assertThat(values(rig.look(), USAGE, "health.gpu.instance.id"))
        .containsOnlyKeys("3", "5", "null");
  }

  @Test
  void judge_migSwitchedOff_forgetsItsDevices() {
    divided();
    rig.look();
    rig.set(NvmlQuery.MIG_MODE, 0, 0, 0);

    assertThat(rig.after(5).readings()).isEmpty();
  }

  @Test
  void read_gpuIsLost_saysSo() {
    divided();
    rig.look();
    rig.fail(NvmlQuery.MIG_MODE, 0, NvmlReturn.GPU_IS_LOST);

    assertThat(rig.read()).isEqualTo(NvmlReturn.GPU_IS_LOST);
  }

  @Test
  void read_driverErrs_isNoFailureOfTheGpu() {
    rig.fail(NvmlQuery.MIG_MODE, 0, NvmlReturn.UNKNOWN);

    assertThat(rig.read()).isEqualTo(NvmlReturn.SUCCESS);
  }
}

package io.health4j.nvml;

import static io.health4j.nvml.BusRig.only;
import static io.health4j.nvml.BusRig.parts;
import static io.health4j.nvml.BusRig.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlReturn;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ProcessJudgeTest {

  private static final String MEMORY = "health.gpu.process.memory";
  private static final String PID = "process.pid";
  private static final String NAME = "process.executable.name";

  /** Processes that live until they are taken out. */
  private static final class Living implements HostProcesses {
    final Map<Long, String> names = new HashMap<>();
    boolean seen = true;
    int found;

    @Override
    public boolean areSeen() {
      return seen;
    }

    @Override
    public HostProcesses.@Nullable Found find(long pid) {
      String name = names.get(pid);
      found++;
      return name == null ? null : new One(pid, name);
    }

    private final class One implements HostProcesses.Found {
      private final long pid;
      private final String name;

      One(long pid, String name) {
        this.pid = pid;
        this.name = name;
      }

      /** A number that another process got is another process. */
      @Override
      @SuppressWarnings("ReferenceEquality")
      public boolean isAlive() {
        return names.get(pid) == name;
      }

      @Override
      public String name() {
        return name;
      }
    }
  }

  private final Living living = new Living();
  private final BusRig rig = rig(GpuSettings.defaults());

  private BusRig rig(GpuSettings with) {
    return new BusRig(with, (gpu, settings) -> new ProcessJudge(gpu, settings, living));
  }

  private void computes(long pid, long bytes) {
    rig.compute.add(new NvmlProcess(pid, bytes, -1));
  }

  private static Double count(Verdicts out) {
    return values(out, "health.gpu.processes", "hw.id").get("GPU-0");
  }

  @Test
  void judge_idleGpu_countsNone() {
    Verdicts out = rig.look();

    assertThat(count(out)).isZero();
    assertThat(out.readings()).hasSize(1);
    assertThat(out.findings()).isEmpty();
  }

  @Test
  void judge_livingProcesses_areReadWithNameAndMemory() {
    living.names.put(40L, "python3");
    living.names.put(41L, "Xorg");
    computes(40, 5_000);
    rig.graphics.add(new NvmlProcess(41, 300, -1));
    rig.look();

    Verdicts out = rig.over(300);

    assertThat(count(out)).isEqualTo(2);
    assertThat(values(out, MEMORY, PID)).isEqualTo(Map.of("40", 5_000.0, "41", 300.0));
    assertThat(values(out, MEMORY, NAME)).isEqualTo(Map.of("python3", 5_000.0, "Xorg", 300.0));
    assertThat(out.findings()).isEmpty();
    assertThat(living.found).as("found once each").isEqualTo(2);
  }

  @Test
  void judge_processThatComputesAndDraws_countsOnce() {
    living.names.put(40L, "game");
    computes(40, 5_000);
    rig.graphics.add(new NvmlProcess(40, 5_000, -1));

    Verdicts out = rig.look();

    assertThat(count(out)).isEqualTo(1);
    assertThat(values(out, MEMORY, PID)).isEqualTo(Map.of("40", 5_000.0));
  }

  @Test
  void judge_processInSeveralInstances_addsItsMemory() {
    living.names.put(40L, "python3");
    rig.compute.add(new NvmlProcess(40, 1_000, 1));
    rig.compute.add(new NvmlProcess(40, 2_000, 2));

    assertThat(values(rig.look(), MEMORY, PID)).isEqualTo(Map.of("40", 3_000.0));
  }

  @Test
  void judge_memoryNotKnown_hasNoReading() {
    living.names.put(40L, "python3");
    computes(40, -1);

    Verdicts out = rig.look();

    assertThat(count(out)).isEqualTo(1);
    assertThat(values(out, MEMORY, PID)).isEmpty();
  }

  @Test
  void judge_manyProcesses_readsThe32Largest() {
    for (int pid = 1; pid <= 40; pid++) {
      living.names.put((long) pid, "worker");
      computes(pid, pid * 10L);
    }

    Verdicts out = rig.look();

    assertThat(count(out)).isEqualTo(40);
    assertThat(values(out, MEMORY, PID)).hasSize(32).containsKey("9").doesNotContainKey("8");
  }

  @Test
  void judge_memoryOfADeadProcess_warnsAfterAMinute() {
    computes(40, 5_000);
    rig.look();

    assertThat(rig.over(55).findings()).isEmpty();

    Finding finding = only(rig.after(5));

    assertThat(finding.condition()).isEqualTo("gpu-memory-orphaned");
    assertThat(finding.subject()).endsWith(" process 40");
    assertThat(finding.status()).isEqualTo(Status.WARNING);
    assertThat(finding.value()).hasValue(60);
    assertThat(finding.limit()).hasValue(60);
    assertThat(finding.limitSource()).isEqualTo("default (this project's own judgement)");
    assertThat(finding.remedy()).contains("process 40").contains("5000 bytes");
  }

  @Test
  void judge_processDiesLater_countsFromThen() {
    living.names.put(40L, "python3");
    computes(40, 5_000);
    rig.look();
    rig.over(300);
    living.names.clear();

    assertThat(rig.over(60).findings()).isEmpty();

    Verdicts out = rig.after(5);

    assertThat(out.findings()).hasSize(1);
    assertThat(values(out, MEMORY, NAME)).containsOnlyKeys("python3");
  }

  @Test
  void judge_orphanedMemoryIsGivenBack_endsAndCountsAnew() {
    computes(40, 5_000);
    rig.look();
    rig.over(60);
    rig.compute.clear();

    assertThat(rig.after(5).findings()).isEmpty();

    computes(40, 5_000);

    assertThat(rig.after(5).findings()).isEmpty();
  }

  @Test
  void judge_numberIsGivenToAnother_livesUnderItsName() {
    computes(40, 5_000);
    rig.look();
    rig.over(60);
    living.names.put(40L, "other");

    Verdicts out = rig.after(5);

    assertThat(out.findings()).isEmpty();
    assertThat(values(out, MEMORY, NAME)).isEqualTo(Map.of("other", 5_000.0));
  }

  @Test
  void judge_numberIsGivenToOneWithoutName_losesTheOldName() {
    living.names.put(40L, "python3");
    computes(40, 5_000);
    rig.look();
    living.names.put(40L, "");

    assertThat(values(rig.after(5), MEMORY, NAME)).containsOnlyKeys("null");
  }

  @Test
  void judge_deadProcessWithoutMemory_findsNothing() {
    computes(40, 0);
    computes(41, -1);
    rig.look();

    assertThat(rig.over(120).findings()).isEmpty();
  }

  @Test
  void judge_numberZero_isNoProcess() {
    computes(0, 5_000);
    rig.look();

    assertThat(rig.over(120).findings()).isEmpty();
    assertThat(living.found).isZero();
  }

  @Test
  void judge_limitSet_goesByIt() {
    BusRig quick = rig(BusRig.with(GpuLimit.ORPHANED_SECONDS, 0));
    quick.compute.add(new NvmlProcess(40, 5_000, -1));

    assertThat(only(quick.look()).limitSource()).isEqualTo("configured");
  }

  @Test
  void judge_numbersOfAnotherNamespace_areToldOnceAndNotJudged() {
    living.seen = false;
    living.names.put(40L, "somebody else");
    computes(40, 5_000);
    computes(41, 6_000);

    Verdicts first = rig.look();
    Verdicts later = rig.over(300);

    assertThat(first.occurrences()).hasSize(1);
    assertThat(first.occurrences().get(0).name()).isEqualTo("gpu.processes.foreign");
    assertThat(later.occurrences()).isEmpty();
    assertThat(later.findings()).isEmpty();
    assertThat(values(later, MEMORY, PID)).containsOnlyKeys("40", "41");
    assertThat(values(later, MEMORY, NAME)).containsOnlyKeys("null");
  }

  @Test
  void judge_listNotReadThisTime_saysNothing() {
    computes(40, 5_000);
    rig.look();
    rig.over(60);
    rig.computeCode = NvmlReturn.UNKNOWN;

    Verdicts out = rig.after(5);

    assertThat(out.readings()).isEmpty();
    assertThat(out.findings()).isEmpty();

    rig.computeCode = NvmlReturn.SUCCESS;

    assertThat(parts(rig.after(5))).containsExactly("process 40");
  }

  @Test
  void read_listNotSupported_isAskedOnce() {
    rig.graphicsCode = NvmlReturn.NOT_SUPPORTED;
    rig.look();
    rig.after(5);

    assertThat(rig.listings).isEqualTo(3);
    assertThat(count(rig.after(5))).isZero();

    rig.computeCode = NvmlReturn.NOT_SUPPORTED;

    assertThat(rig.after(5).readings()).isEmpty();
  }

  @Test
  void read_gpuIsLost_saysSo() {
    rig.computeCode = NvmlReturn.GPU_IS_LOST;

    assertThat(rig.read()).isEqualTo(NvmlReturn.GPU_IS_LOST);

    rig.computeCode = NvmlReturn.SUCCESS;
    rig.graphicsCode = NvmlReturn.RESET_REQUIRED;

    assertThat(rig.read()).isEqualTo(NvmlReturn.RESET_REQUIRED);
  }
}

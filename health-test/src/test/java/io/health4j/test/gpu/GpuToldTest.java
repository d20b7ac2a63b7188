package io.health4j.test.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.nvml.GpuCondition;
import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told and no alert, what ends, and what is not known. */
@Timeout(120)
class GpuToldTest {

  private static final Duration SECONDS = Duration.ofSeconds(5);

  static Stream<Arguments> told() {
    return Stream.of(
        told("persistence", gpu -> gpu.set(NvmlQuery.PERSISTENCE_MODE, 0)),
        told("ECC", gpu -> gpu.set(NvmlQuery.ECC_MODE, 1, 0)),
        told("MIG", gpu -> gpu.set(NvmlQuery.MIG_MODE, 0, 1)),
        told("recovery", gpu -> gpu.recoveryAction(77)),
        told("power", gpu -> gpu.set(NvmlQuery.CLOCK_EVENT_REASONS, 0x4)));
  }

  private static Arguments told(String word, Consumer<CannedGpu> change) {
    return Arguments.of(word, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("told")
  void change_thatIsNoTrouble_isToldOnceAndNoAlert(String word, Consumer<CannedGpu> change)
      throws Exception {
    try (var rig = new GpuRig(CannedMachines.dgxH100())) {
      rig.until(Status.HEALTHY);
      change.accept(rig.machine.gpu(6));

      CheckResult result = rig.repeat(3, Duration.ofHours(2), () -> {});

      assertThat(result.status()).as("%s", result).isEqualTo(Status.HEALTHY);
      assertThat(result.findings()).isEmpty();
      assertThat(rig.told())
          .filteredOn(message -> message.startsWith("GPU 6 "))
          .singleElement()
          .asString()
          .containsIgnoringCase(word);
    }
  }

  @Test
  void recoveryAction_besideOthers_comesFirst() throws Exception {
    try (var rig = new GpuRig(CannedMachines.dgxH100())) {
      rig.until(Status.HEALTHY);
      rig.machine.gpu(0).eccErrors(0, 1).margin(0);
      rig.machine.gpu(7).recoveryAction(1);

      assertThat(rig.after(SECONDS).findings())
          .hasSizeGreaterThan(2)
          .first()
          .extracting(Finding::condition)
          .isEqualTo(GpuCondition.RECOVERY_ACTION.id());
    }
  }

  @Test
  void lost_backAgain_isOver() throws Exception {
    try (var rig = new GpuRig(CannedMachines.lostGpu())) {
      CheckResult lost = rig.until(Status.CRITICAL);
      assertThat(GpuRig.found(lost, GpuCondition.LOST)).hasSize(1);
      assertThat(lost.findings()).hasSize(1);

      rig.machine.gpu(5).reset();

      assertThat(rig.until(Status.HEALTHY).status()).isEqualTo(Status.HEALTHY);
    }
  }

  @Test
  void hung_released_recovers() throws Exception {
    try (var rig = new GpuRig(CannedMachines.dgxH100())) {
      rig.until(Status.HEALTHY);
      rig.machine.hang(4);
      rig.after(SECONDS);
      rig.machine.awaitHung(1);
      CheckResult hung = rig.repeat(4, Duration.ofSeconds(6), () -> {});
      assertThat(GpuRig.found(hung, GpuCondition.HUNG)).hasSize(1);

      rig.machine.release();

      assertThat(rig.until(Status.HEALTHY).status()).isEqualTo(Status.HEALTHY);
    }
  }

  @Test
  void counters_afterAReset_areNoErrors() throws Exception {
    try (var rig = new GpuRig(CannedMachines.dgxH100())) {
      CannedGpu gpu = rig.machine.gpu(0);
      gpu.grow(NvmlQuery.PCIE_REPLAYS, 0, 5_000).eccErrors(9_000, 0);
      gpu.grow(NvmlQuery.NVLINK_ERRORS, NvmlQuery.REPLAY, 9);
      rig.until(Status.HEALTHY);

      gpu.reset();

      assertThat(rig.repeat(30, Duration.ofSeconds(15), () -> {}).findings()).isEmpty();
    }
  }

  @Test
  void nvlink_downUnderMig_isNoTrouble() throws Exception {
    try (var rig = new GpuRig(CannedMachines.a100Mig())) {
      CannedGpu gpu = rig.machine.gpu(0);
      for (int link = 0; link < 12; link++) {
        gpu.nvlink(link, true);
      }
      rig.until(Status.HEALTHY);
      for (int link = 0; link < 12; link++) {
        gpu.nvlink(link, false);
      }

      assertThat(rig.repeat(4, SECONDS, () -> {}).findings()).isEmpty();
    }
  }

  @Test
  void memory_nearlyFull_isNoAlertUnlessAsked() throws Exception {
    try (var rig = new GpuRig(CannedMachines.l40())) {
      rig.machine.gpu(0).set(NvmlQuery.MEMORY, 1_000, 1, 999, 0);

      assertThat(rig.until(Status.HEALTHY).findings()).isEmpty();
    }
  }

  @Test
  void memory_heldByNoLivingProcess_isFoundWhereProcessesAreSeen() throws Exception {
    try (var rig = new GpuRig(CannedMachines.l40())) {
      rig.until(Status.HEALTHY);
      rig.machine.gpu(1).processes().add(new NvmlProcess(Integer.MAX_VALUE, 1L << 30, -1));
      rig.after(SECONDS);

      CheckResult early = rig.after(Duration.ofSeconds(50));
      CheckResult late = rig.after(Duration.ofSeconds(20));

      assertThat(early.findings()).isEmpty();
      assertThat(GpuRig.found(late, GpuCondition.MEMORY_ORPHANED))
          .extracting(Finding::status)
          .isEqualTo(seesProcessesOfHost() ? List.of(Status.WARNING) : List.of());
    }
  }

  /** In a namespace of its own a process cannot know which of the driver's processes live. */
  private static boolean seesProcessesOfHost() throws IOException {
    Path kernel = Path.of("/proc/2/comm");
    return !Files.exists(Path.of("/proc/self"))
        || (Files.exists(kernel) && Files.readString(kernel).strip().equals("kthreadd"));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        NvmlReturn.DRIVER_NOT_LOADED,
        NvmlReturn.LIB_RM_VERSION_MISMATCH,
        NvmlReturn.LIBRARY_NOT_FOUND,
        NvmlReturn.NO_PERMISSION
      })
  void driver_thatDoesNotWork_isUnknownUntilItDoes(int code) throws Exception {
    try (var rig = new GpuRig(CannedMachines.dgxH100())) {
      rig.machine.driver(code);
      for (int i = 0; i < 5; i++) {
        CheckResult result = rig.after(SECONDS);
        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.message()).isNotBlank();
      }

      rig.machine.driver(NvmlReturn.SUCCESS);

      assertThat(rig.until(Status.HEALTHY).status()).isEqualTo(Status.HEALTHY);
    }
  }

  @Test
  void driver_thatGoesAndComes_isPickedUp() throws Exception {
    try (var rig = new GpuRig(CannedMachines.dgxH100())) {
      rig.until(Status.HEALTHY);
      rig.machine.driver(NvmlReturn.DRIVER_NOT_LOADED);
      assertThat(rig.until(Status.UNKNOWN).status()).isEqualTo(Status.UNKNOWN);

      rig.machine.driver(NvmlReturn.SUCCESS);

      assertThat(rig.until(Status.HEALTHY).status()).isEqualTo(Status.HEALTHY);
    }
  }

  @Test
  void gpus_fewerThanExpected_areMissing() throws Exception {
    try (var rig = new GpuRig(CannedMachines.dgxH100(), check -> check.expect(9))) {
      CheckResult result = rig.until(Status.CRITICAL);

      assertThat(GpuRig.found(result, GpuCondition.MISSING)).isNotEmpty();
    }
  }

  @Test
  void unsupported_overManySamples_isAskedOnce() throws Exception {
    try (var rig = new GpuRig(CannedMachines.t4())) {
      rig.until(Status.HEALTHY);
      rig.repeat(10, SECONDS, () -> {});
      CannedGpu gpu = rig.machine.gpu(0);

      assertThat(gpu.reads(NvmlQuery.TEMPERATURE, 0)).isGreaterThanOrEqualTo(10);
      assertThat(gpu.reads(NvmlQuery.TEMPERATURE_MARGIN, 0)).isLessThanOrEqualTo(1);
      assertThat(gpu.reads(NvmlQuery.FABRIC, 0)).isLessThanOrEqualTo(1);
      assertThat(gpu.reads(NvmlQuery.NVLINK_STATE, 0)).isLessThanOrEqualTo(1);
      assertThat(gpu.reads(NvmlQuery.FIELD, NvmlQuery.RECOVERY_ACTION)).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void without_aCondition_isNotFound() throws Exception {
    try (var rig =
        new GpuRig(
            CannedMachines.l40(), check -> check.without(GpuCondition.ECC_UNCORRECTED_RISING))) {
      rig.until(Status.HEALTHY);
      int aggregate = NvmlQuery.UNCORRECTED + NvmlQuery.AGGREGATE;
      rig.machine.gpu(0).grow(NvmlQuery.ECC_TOTAL, aggregate, 1);

      assertThat(rig.after(SECONDS).findings()).isEmpty();
    }
  }
}

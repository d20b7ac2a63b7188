package io.health4j.test.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.nvml.GpuCondition;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stands, although a GPU was reset, the driver loaded anew, or a GPU went. */
@Timeout(120)
class GpuResetTest {

  private static final Duration SECONDS = Duration.ofSeconds(5);

  private final GpuRig rig = new GpuRig(CannedMachines.dgxH100());

  @AfterEach
  void end() {
    rig.close();
  }

  private CheckResult samples(int count) throws Exception {
    return rig.repeat(count, SECONDS, () -> {});
  }

  private static void hasOnly(GpuCondition condition, CheckResult result) {
    assertThat(result.findings())
        .as("%s", result)
        .extracting(finding -> finding.condition())
        .containsExactly(condition.id());
  }

  @Test
  void reset_afterAnEccError_itIsStillRising() throws Exception {
    rig.until(Status.HEALTHY);
    rig.machine.gpu(0).eccErrors(0, 1);
    assertThat(GpuRig.found(samples(1), GpuCondition.ECC_UNCORRECTED_RISING)).hasSize(1);
    rig.machine.gpu(0).failAll(NvmlReturn.RESET_REQUIRED);
    samples(3);
    rig.machine.gpu(0).reset();

    hasOnly(GpuCondition.ECC_UNCORRECTED_RISING, samples(5));
  }

  @Test
  void reset_forAnEccErrorThatCouldNotBeRead_itIsRising() throws Exception {
    rig.until(Status.HEALTHY);
    rig.machine.gpu(0).eccErrors(0, 1).failAll(NvmlReturn.RESET_REQUIRED);
    samples(3);
    rig.machine.gpu(0).reset();

    hasOnly(GpuCondition.ECC_UNCORRECTED_RISING, samples(5));
  }

  @Test
  void reset_ofALinkThatStaysDown_itIsStillDown() throws Exception {
    rig.until(Status.HEALTHY);
    rig.machine.gpu(0).nvlink(3, false);
    hasOnly(GpuCondition.NVLINK_DOWN, samples(1));
    rig.machine.gpu(0).failAll(NvmlReturn.RESET_REQUIRED);
    samples(2);
    rig.machine.gpu(0).failAll(NvmlReturn.SUCCESS);

    hasOnly(GpuCondition.NVLINK_DOWN, samples(5));
  }

  @Test
  void driverReload_ofALinkThatStaysDown_itIsStillDown() throws Exception {
    rig.until(Status.HEALTHY);
    rig.machine.gpu(0).nvlink(3, false);
    hasOnly(GpuCondition.NVLINK_DOWN, samples(1));
    rig.machine.driver(NvmlReturn.DRIVER_NOT_LOADED);
    assertThat(samples(2).status()).isEqualTo(Status.UNKNOWN);
    rig.machine.driver(NvmlReturn.SUCCESS);

    hasOnly(GpuCondition.NVLINK_DOWN, samples(5));
  }

  @Test
  void lostGpu_thatIsNoLongerCounted_isLostAndMissing() throws Exception {
    rig.until(Status.HEALTHY);
    rig.machine.gpu(7).lose();
    assertThat(GpuRig.found(samples(2), GpuCondition.LOST)).hasSize(1);
    rig.machine.remove(7);

    CheckResult gone = samples(2);

    assertThat(GpuRig.found(gone, GpuCondition.LOST)).as("%s", gone).hasSize(1);
    assertThat(GpuRig.found(gone, GpuCondition.MISSING)).as("%s", gone).hasSize(1);
  }
}

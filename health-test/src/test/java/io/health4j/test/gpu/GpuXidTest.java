package io.health4j.test.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.nvml.GpuCondition;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XIDs that are only told, and how verdicts about them end. */
@Timeout(120)
class GpuXidTest {

  private static final Duration SECONDS = Duration.ofSeconds(5);

  @ParameterizedTest
  @ValueSource(ints = {43, 45, 63, 92, 121, 137, 154})
  void xid_thatIsOnlyTold_isNoAlert(int xid) throws Exception {
    try (var rig = new GpuRig(CannedMachines.dgxH100())) {
      rig.until(Status.HEALTHY);
      rig.xid(1, xid);

      CheckResult result = rig.after(SECONDS);

      assertThat(result.status()).as("%s", result).isEqualTo(Status.HEALTHY);
      assertThat(rig.told()).anyMatch(text -> text.startsWith("GPU 1 ") && text.contains("" + xid));
    }
  }

  @Test
  void xid_ofTheApplication_endsAfterAQuietTime() throws Exception {
    try (var rig = new GpuRig(CannedMachines.dgxH100())) {
      rig.until(Status.HEALTHY);
      rig.xid(1, 13);
      assertThat(rig.after(SECONDS).status()).isEqualTo(Status.WARNING);

      assertThat(rig.after(Duration.ofMinutes(9)).status()).isEqualTo(Status.WARNING);
      assertThat(rig.after(Duration.ofMinutes(2)).status()).isEqualTo(Status.HEALTHY);
    }
  }

  @Test
  void xid_ofTheHardware_endsWithTheReset() throws Exception {
    try (var rig = new GpuRig(CannedMachines.dgxH100())) {
      rig.until(Status.HEALTHY);
      rig.machine.awaitListener(1);
      Trouble.XID_79.apply(rig.machine, 1);
      rig.machine.awaitListener(1);
      assertThat(rig.after(SECONDS).status()).isEqualTo(Status.CRITICAL);
      assertThat(rig.after(Duration.ofHours(1)).status()).isEqualTo(Status.CRITICAL);

      Trouble.XID_79.undo(rig.machine, 1);
      rig.after(SECONDS);
      assertThat(rig.after(SECONDS).findings()).isEmpty();
    }
  }

  @Test
  void xid_sameHardwareErrorFiveTimes_needsService() throws Exception {
    try (var rig = new GpuRig(CannedMachines.dgxH100())) {
      rig.until(Status.HEALTHY);
      CheckResult result = rig.sample();
      for (int i = 0; i < 5; i++) {
        rig.xid(1, 95);
        result = rig.after(Duration.ofHours(1));
      }

      assertThat(GpuRig.found(result, GpuCondition.XID))
          .extracting(Finding::remedy)
          .anyMatch(remedy -> remedy.toLowerCase(Locale.ROOT).contains("service"));
    }
  }

  @Test
  void xid_afterTheDriverCameBack_isHeard() throws Exception {
    try (var rig = new GpuRig(CannedMachines.dgxH100())) {
      rig.until(Status.HEALTHY);
      rig.machine.awaitListener(1);
      rig.machine.driver(NvmlReturn.DRIVER_NOT_LOADED);
      rig.until(Status.UNKNOWN);
      rig.machine.driver(NvmlReturn.SUCCESS);
      rig.until(Status.HEALTHY);

      rig.xid(1, 79);

      assertThat(rig.after(SECONDS).status()).isEqualTo(Status.CRITICAL);
    }
  }
}

package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GpuCheckTest {

  private final SessionBed bed = new SessionBed(4);
  private final GpuCheck check = bed.check();

  @Test
  void check_ofGpusThatAreWell_isHealthyAndCountsThem() {
    CheckResult result = bed.look(check);
    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(result.message()).isEqualTo("4 GPUs");
    assertThat(result.findings()).isEmpty();
    assertThat(SessionBed.reading(result, "health.gpu.count", "", "")).isEqualTo(4);
    assertThat(SessionBed.reading(result, "hw.status", "hw.state", "ok")).isEqualTo(1);
    assertThat(SessionBed.reading(result, "hw.status", "hw.state", "failed")).isZero();
  }

  @Test
  void check_ofTheDriversOwnVerdict_comesFirst() {
    bed.driver.device(0).failure = NvmlReturn.GPU_IS_LOST;
    bed.driver.device(3).action = 1;
    CheckResult result = bed.look(check);
    assertThat(SessionBed.conditions(result)).containsExactly("gpu-recovery-action", "gpu-lost");
    assertThat(result.findings().get(0).subject()).startsWith("GPU 3 (GPU-3");
  }

  @ParameterizedTest
  @CsvSource({"15, gpu-lost", "16, gpu-reset-required"})
  void check_ofAGpuThatCannotBeOpened_isCriticalUntilItCan(int code, String condition) {
    bed.look(check);
    bed.driver.device(1).failure = code;
    Finding finding = SessionBed.only(bed.look(check));
    assertThat(finding.condition()).isEqualTo(condition);
    assertThat(finding.status()).isEqualTo(Status.CRITICAL);
    assertThat(finding.subject()).isEqualTo("GPU 1 (GPU-1, PCI_ADDRESS)");
    assertThat(finding.limitSource()).isEqualTo("reported by the device");
    assertThat(finding.remedy()).isNotEmpty();
    CheckResult still = bed.look(check);
    assertThat(SessionBed.conditions(still)).containsExactly(condition);
    assertThat(SessionBed.reading(still, "hw.status", "hw.id", "GPU-1")).isZero();
    bed.driver.device(1).failure = NvmlReturn.SUCCESS;
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_ofAGpuThatIsLostWhileRead_isCriticalInThatSample() {
    bed.look(check);
    bed.driver.device(2).readFailure = NvmlReturn.GPU_IS_LOST;
    assertThat(SessionBed.only(bed.look(check)).condition()).isEqualTo("gpu-lost");
    assertThat(SessionBed.only(bed.look(check)).condition()).isEqualTo("gpu-lost");
    bed.driver.device(2).readFailure = NvmlReturn.SUCCESS;
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_ofAGpuThatIsLostByAnotherFamily_isUnknown() {
    GpuCheck thermal = bed.check(GpuFamily.THERMAL);
    bed.look(thermal);
    bed.driver.device(1).failure = NvmlReturn.GPU_IS_LOST;
    bed.look(check); // opens it anew
    bed.pass(Census.EVERY);
    Finding finding = SessionBed.only(bed.look(thermal));
    assertThat(finding.condition()).isEqualTo("gpu-unreadable");
    assertThat(finding.status()).isEqualTo(Status.UNKNOWN);
    assertThat(finding.value()).hasValue(15);
  }

  @Test
  void check_ofALostGpuWhenThatIsLeftOut_isUnknownAndNotHealthy() {
    var settings =
        new GpuSettings(Map.of(), Set.of(GpuCondition.LOST), XidTable.defaults(), 0, false);
    var blind = new GpuCheck(bed.session, EnumSet.allOf(GpuFamily.class), settings);
    bed.driver.device(1).failure = NvmlReturn.GPU_IS_LOST;
    assertThat(SessionBed.only(bed.look(blind)).condition()).isEqualTo("gpu-unreadable");
  }

  @Test
  void check_ofAGpuThatWasLostAtTheStart_namesItByIndexUntilItTellsItsUuid() {
    bed.driver.device(2).failure = NvmlReturn.GPU_IS_LOST;
    Finding finding = SessionBed.only(bed.look(check));
    assertThat(finding.condition()).isEqualTo("gpu-lost");
    assertThat(finding.subject()).isEqualTo("GPU 2 (unknown-2)");
    bed.driver.device(2).failure = NvmlReturn.SUCCESS;
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
    assertThat(bed.look(check).message()).isEqualTo("4 GPUs");
  }

  @Test
  void check_ofAGpuThatAnswersNothingButErrors_isUnknown() {
    bed.look(check);
    bed.driver.device(1).readFailure = NvmlReturn.UNKNOWN;
    Finding finding = SessionBed.only(bed.look(check));
    assertThat(finding.condition()).isEqualTo("gpu-unreadable");
    assertThat(finding.status()).isEqualTo(Status.UNKNOWN);
    assertThat(finding.remedy()).contains("driver error (999)");
    bed.driver.device(1).readFailure = NvmlReturn.SUCCESS;
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_ofAGpuThatMayNotBeOpened_isUnknownAndSaysWhatToAllow() {
    bed.driver.device(1).failure = NvmlReturn.NO_PERMISSION;
    Finding finding = SessionBed.only(bed.look(check));
    assertThat(finding.condition()).isEqualTo("gpu-unreadable");
    assertThat(finding.remedy()).contains("no permission (4)", NvmlState.NO_PERMISSION.remedy());
    bed.driver.device(1).failure = NvmlReturn.OPERATING_SYSTEM;
    assertThat(SessionBed.only(bed.look(check)).remedy()).contains("/dev/nvidia");
  }

  @Test
  void check_ofWhatWasWrongBeforeItWasLost_keepsIt() {
    bed.driver.device(1).action = 1;
    bed.look(check);
    bed.driver.device(1).failure = NvmlReturn.GPU_IS_LOST;
    bed.driver.device(1).readFailure = NvmlReturn.GPU_IS_LOST;
    assertThat(SessionBed.conditions(bed.look(check)))
        .containsExactly("gpu-recovery-action", "gpu-lost");
  }

  @Test
  void check_ofAnXidOfALostGpu_isToldAllTheSame() {
    bed.look(check);
    bed.driver.device(1).failure = NvmlReturn.GPU_IS_LOST;
    bed.driver.device(1).readFailure = NvmlReturn.GPU_IS_LOST;
    bed.session.xids().add("GPU-1", 79, -1, bed.ticker.read());
    assertThat(SessionBed.conditions(bed.look(check))).contains("gpu-lost", "gpu-xid");
  }

  @Test
  void check_ofAGpuThatIsBack_asksAnewWhatItSupports() {
    bed.look(check);
    bed.look(check);
    int supported = bed.driver.calls("read");
    bed.driver.device(1).readFailure = NvmlReturn.NOT_SUPPORTED;
    bed.look(check);
    int before = bed.driver.calls("read");
    bed.look(check);
    int without = bed.driver.calls("read") - before;
    assertThat(without).as("asked once and left out").isLessThan(supported / 2);
    bed.driver.device(1).readFailure = NvmlReturn.SUCCESS;
    bed.driver.device(1).failure = NvmlReturn.GPU_IS_LOST;
    bed.pass(Duration.ofMinutes(1));
    bed.look(check);
    bed.driver.device(1).failure = NvmlReturn.SUCCESS;
    bed.driver.device(1).action = 1;
    assertThat(SessionBed.conditions(bed.look(check))).containsExactly("gpu-recovery-action");
  }

  @Test
  void check_afterTheDriverBeganAnew_asksAnewWhatIsSupported() {
    bed.driver.device(1).readFailure = NvmlReturn.NOT_SUPPORTED;
    bed.look(check);
    bed.driver.device(1).readFailure = NvmlReturn.SUCCESS;
    bed.driver.device(1).action = 1;
    assertThat(bed.look(check).status()).as("left out").isEqualTo(Status.HEALTHY);
    bed.pass(Census.RETRY);
    bed.driver.begun = false;
    assertThat(SessionBed.conditions(bed.look(check))).containsExactly("gpu-recovery-action");
  }

  @Test
  void check_ofAnImplementationThatThrows_isUnknownAndGoesOnAfterwards() {
    bed.look(check);
    bed.driver.thrown = new IllegalStateException("broken");
    CheckResult result = bed.look(check);
    assertThat(SessionBed.conditions(result)).hasSize(4).containsOnly("gpu-unreadable");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    bed.driver.thrown = null;
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
  }
}

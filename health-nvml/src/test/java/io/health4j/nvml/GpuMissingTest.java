package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlReturn;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fewer GPUs than there were, or than there should be. */
final class GpuMissingTest {

  private final SessionBed bed = new SessionBed(4);
  private final GpuCheck check = bed.check();

  @Test
  void check_ofNoGpu_isUnknown() {
    var none = new SessionBed(0);
    GpuCheck each = none.check();
    CheckResult result = none.look(each);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.message()).startsWith("no GPU");
    assertThat(none.session.state()).isEqualTo(NvmlState.NO_GPU);
    none.driver.devices.add(new FakeDriver.Device(0));
    assertThat(none.look(each).message()).isEqualTo("1 GPU");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "28, 0", "0, 28"})
  void check_ofNoGpuWhereSomeAreExpected_isCritical(int init, int count) {
    var none = new SessionBed(0);
    none.driver.initCode = init;
    none.driver.countCode = count;
    CheckResult result = none.look(none.check(EnumSet.allOf(GpuFamily.class), 8));
    Finding finding = SessionBed.only(result);
    assertThat(finding.condition()).isEqualTo("gpu-missing");
    assertThat(finding.status()).isEqualTo(Status.CRITICAL);
    assertThat(finding.value()).hasValue(0);
    assertThat(finding.limit()).hasValue(8);
    assertThat(finding.limitSource()).isEqualTo("configured");
  }

  @Test
  void check_ofNoGpuByAnotherFamily_isUnknownAlthoughSomeAreExpected() {
    var none = new SessionBed(0);
    CheckResult result = none.look(none.check(Set.of(GpuFamily.THERMAL), 8));
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(SessionBed.conditions(result)).containsExactly("gpu-unreadable");
  }

  @Test
  void check_ofFewerGpusThanExpected_isCriticalFromTheStart() {
    Finding finding = SessionBed.only(bed.look(bed.check(EnumSet.allOf(GpuFamily.class), 8)));
    assertThat(finding.condition()).isEqualTo("gpu-missing");
    assertThat(finding.value()).hasValue(4);
    assertThat(finding.subject()).isEmpty();
  }

  @Test
  void check_ofAGpuThatIsGone_isCriticalUnderItsOldNameWhileOthersShift() {
    bed.look(check);
    FakeDriver.Device gone = bed.driver.devices.remove(1);
    bed.driver.device(3).action = 1;
    CheckResult result = bed.look(check);
    assertThat(SessionBed.conditions(result)).containsExactly("gpu-recovery-action", "gpu-missing");
    assertThat(result.findings().get(0).subject()).startsWith("GPU 3 (GPU-3");
    Finding missing = result.findings().get(1);
    assertThat(missing.subject()).startsWith("GPU 1 (GPU-1");
    assertThat(missing.status()).isEqualTo(Status.CRITICAL);
    assertThat(missing.value()).hasValue(3);
    assertThat(missing.limit()).hasValue(4);
    assertThat(missing.limitSource()).isEqualTo("found at the start");
    bed.driver.device(3).action = 0;
    bed.driver.devices.add(1, gone);
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_ofAGpuThatIsGoneByAnotherFamily_isUnknown() {
    GpuCheck thermal = bed.check(GpuFamily.THERMAL);
    bed.look(thermal);
    bed.driver.devices.remove(1);
    assertThat(SessionBed.only(bed.look(thermal)).condition()).isEqualTo("gpu-unreadable");
  }

  /** Next to it, so that it may be taken for the one that is gone; or that one itself. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void check_ofAGpuThatGoesBesideOneThatMayNotBeOpened_isCritical(int gone) {
    bed.driver.device(1).failure = NvmlReturn.NO_PERMISSION;
    bed.look(check);
    bed.driver.devices.remove(gone);
    CheckResult result = bed.look(check);
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    Finding missing =
        result.findings().stream()
            .filter(each -> each.condition().equals("gpu-missing"))
            .findFirst()
            .orElseThrow();
    assertThat(missing.value()).hasValue(3);
    assertThat(missing.limit()).hasValue(4);
    assertThat(missing.limitSource()).isEqualTo("found at the start");
  }

  @Test
  void check_ofAGpuThatIsGone_isHealthyWhileThereAreAsManyAsExpected() {
    GpuCheck three = bed.check(EnumSet.allOf(GpuFamily.class), 3);
    bed.look(three);
    bed.driver.devices.remove(1);
    CheckResult result = bed.look(three);
    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(result.message()).isEqualTo("3 GPUs");
    bed.driver.devices.remove(1);
    assertThat(SessionBed.conditions(bed.look(three)))
        .containsExactly("gpu-missing", "gpu-missing");
  }

  @Test
  void check_ofALostGpuThatIsGone_isLostUntilItIsCountedAgain() {
    bed.look(check);
    bed.driver.device(1).readFailure = NvmlReturn.GPU_IS_LOST;
    assertThat(SessionBed.conditions(bed.look(check))).contains("gpu-lost");
    FakeDriver.Device gone = bed.driver.devices.remove(1);
    bed.look(check);
    assertThat(SessionBed.conditions(bed.look(check))).containsExactly("gpu-missing", "gpu-lost");
    gone.readFailure = NvmlReturn.SUCCESS;
    bed.driver.devices.add(1, gone);
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_ofAGpuThatWasReplaced_isHealthy() {
    bed.look(check);
    bed.driver.devices.set(1, new FakeDriver.Device(9));
    bed.pass(Census.EVERY);
    CheckResult result = bed.look(check);
    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(result.message()).isEqualTo("4 GPUs");
  }
}

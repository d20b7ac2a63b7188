package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What throws or fails of one GPU, and what of it and of others stands all the same. */
final class GpuIsolationTest {

  private final SessionBed bed = new SessionBed(8);
  private final GpuCheck check = bed.check();

  @Test
  void check_ofAGpuThatThrows_blindsOnlyItself() {
    bed.look(check);
    bed.driver.device(7).action = 2;
    bed.driver.device(3).thrown = new IllegalStateException("secret");
    CheckResult result = bed.look(check);
    assertThat(SessionBed.conditions(result))
        .containsExactly("gpu-recovery-action", "gpu-unreadable");
    assertThat(result.findings().get(0).subject()).startsWith("GPU 7");
    Finding finding = result.findings().get(1);
    assertThat(finding.subject()).startsWith("GPU 3");
    assertThat(finding.status()).isEqualTo(Status.UNKNOWN);
    assertThat(finding.remedy()).contains("IllegalStateException").doesNotContain("secret");
    bed.driver.device(3).thrown = null;
    assertThat(SessionBed.conditions(bed.look(check))).containsExactly("gpu-recovery-action");
  }

  @Test
  void check_ofAGpuThatThrows_keepsWhatWasWrongWithIt() {
    bed.driver.device(3).action = 1;
    bed.look(check);
    bed.driver.device(3).thrown = new IllegalStateException("broken");
    assertThat(SessionBed.conditions(bed.look(check)))
        .containsExactly("gpu-recovery-action", "gpu-unreadable");
  }

  @Test
  void check_ofAGpuThatHangsBesideOneThatThrows_becomesCritical() {
    bed.look(check);
    bed.lanes.hold("gpu-5");
    bed.driver.device(3).thrown = new IllegalStateException("broken");
    for (int i = 0; i < 10; i++) {
      bed.look(check);
    }
    bed.driver.device(3).thrown = null;
    Finding finding = SessionBed.only(bed.look(check));
    assertThat(finding.condition()).isEqualTo("gpu-hung");
    assertThat(finding.status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void check_ofAGpuThatSupportsNothingAnyMore_isUnknownThenReadAgain() {
    bed.look(check);
    bed.driver.device(3).readFailure = NvmlReturn.INVALID_ARGUMENT;
    Finding finding = SessionBed.only(bed.look(check));
    assertThat(finding.condition()).isEqualTo("gpu-unreadable");
    assertThat(finding.remedy()).contains("invalid argument (2)");
    bed.driver.device(3).readFailure = NvmlReturn.SUCCESS;
    bed.driver.device(3).action = 2;
    assertThat(bed.look(check).status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void check_ofWhatWasNotSupportedAtFirst_isReadAfterAnHour() {
    bed.driver.device(3).readFailure = NvmlReturn.NOT_SUPPORTED;
    bed.look(check);
    bed.driver.device(3).readFailure = NvmlReturn.SUCCESS;
    bed.driver.device(3).action = 2;
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
    bed.pass(Duration.ofHours(1));
    assertThat(bed.look(check).status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void check_ofOneQueryThatFailsForAMoment_leavesItsFindingStanding() {
    bed.driver.codes.put(NvmlQuery.TEMPERATURE, NvmlReturn.SUCCESS);
    bed.driver.device(3).action = 2;
    bed.look(check);
    bed.driver.codes.put(NvmlQuery.FIELD, NvmlReturn.UNKNOWN);
    for (int i = 0; i < 2; i++) {
      assertThat(bed.look(check).status()).isEqualTo(Status.CRITICAL);
    }
    Finding unsure = bed.look(check).findings().get(0);
    assertThat(unsure.condition()).isEqualTo("gpu-recovery-action");
    assertThat(unsure.status()).isEqualTo(Status.UNKNOWN);
    bed.driver.codes.remove(NvmlQuery.FIELD);
    assertThat(SessionBed.only(bed.look(check)).status()).isEqualTo(Status.CRITICAL);
    bed.driver.device(3).action = 0;
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_ofAGpuThatFailsInAllButOneQuery_isUnknown() {
    bed.driver.codes.put(NvmlQuery.TEMPERATURE, NvmlReturn.SUCCESS);
    bed.look(check);
    bed.driver.device(3).readFailure = NvmlReturn.UNKNOWN;
    bed.look(check);
    bed.look(check);
    CheckResult result = bed.look(check);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .allMatch(each -> each.subject().startsWith("GPU 3"))
        .anyMatch(each -> each.subject().endsWith(" lost"));
  }

  @ParameterizedTest
  @EnumSource(GpuFamily.class)
  void check_ofAFamilyAloneOfAGpuThatAnswersOnlyErrors_isUnknown(GpuFamily family) {
    bed.driver.device(3).readFailure = NvmlReturn.UNKNOWN;
    bed.driver.processCode = NvmlReturn.UNKNOWN;
    GpuCheck alone = bed.check(family);
    assertThat(bed.look(alone).status()).isEqualTo(Status.UNKNOWN);
    assertThat(bed.look(alone).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void check_ofAGpuThatCouldNotBeOpenedForAWhile_keepsItsXid() {
    bed.driver.codes.put(NvmlQuery.FIELD, NvmlReturn.NOT_SUPPORTED); // no verdict of the driver's
    bed.look(check);
    bed.session.xids().add("GPU-3", 48, -1, bed.ticker.read());
    assertThat(bed.look(check).status()).isEqualTo(Status.CRITICAL);
    bed.driver.device(3).failure = NvmlReturn.UNKNOWN;
    bed.pass(Census.EVERY);
    assertThat(SessionBed.conditions(bed.look(check))).contains("gpu-unreadable", "gpu-xid");
    bed.driver.device(3).failure = NvmlReturn.SUCCESS;
    bed.look(check);
    assertThat(SessionBed.conditions(bed.look(check))).containsExactly("gpu-xid");
  }
}

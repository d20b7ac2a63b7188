package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Calls that are late, and calls that do not come back. */
final class GpuHangTest {

  private final SessionBed bed = new SessionBed(8);
  private final GpuCheck check = bed.check();

  @Test
  void check_ofAGpuThatIsLate_keepsItsLastVerdictsAndReadings() {
    bed.driver.device(3).action = 1;
    bed.look(check);
    bed.driver.device(3).action = 0;
    bed.lanes.hold("gpu-3");
    CheckResult late = bed.look(check);
    assertThat(SessionBed.conditions(late)).containsExactly("gpu-recovery-action");
    assertThat(SessionBed.reading(late, "hw.status", "hw.id", "GPU-3")).isZero();
    bed.lanes.letGo("gpu-3");
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_ofAGpuThatNeverAnswered_isUnknown() {
    bed.lanes.hold("gpu-3");
    Finding finding = SessionBed.only(bed.look(check));
    assertThat(finding.condition()).isEqualTo("gpu-unreadable");
    assertThat(finding.status()).isEqualTo(Status.UNKNOWN);
    assertThat(finding.remedy()).contains("first reading");
  }

  @Test
  void check_ofAGpuThatHangs_isUnknownThenCriticalThenRecovers() {
    bed.look(check);
    bed.lanes.hold("gpu-3");
    assertThat(bed.look(check).status()).as("late").isEqualTo(Status.HEALTHY);
    for (int sample = 1; sample <= 2; sample++) {
      Finding finding = SessionBed.only(bed.look(check));
      assertThat(finding.condition()).isEqualTo("gpu-hung");
      assertThat(finding.status()).isEqualTo(Status.UNKNOWN);
      assertThat(finding.subject()).startsWith("GPU 3 (GPU-3");
      assertThat(finding.value()).hasValue(5 * sample);
      assertThat(finding.limit()).hasValue(5);
      assertThat(finding.limitSource()).isEqualTo("default (this project's own judgement)");
    }
    Finding critical = SessionBed.only(bed.look(check));
    assertThat(critical.status()).isEqualTo(Status.CRITICAL);
    assertThat(critical.value()).hasValue(15);
    bed.lanes.letGo("gpu-3");
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_ofAGpuThatHangs_goesByTheHostsLimits() {
    var settings =
        new GpuSettings(
            Map.of(GpuLimit.HANG_SECONDS, 1.0, GpuLimit.HANG_SAMPLES, 1.0),
            Set.of(),
            XidTable.defaults(),
            0,
            false);
    var strict = new GpuCheck(bed.session, EnumSet.allOf(GpuFamily.class), settings);
    bed.look(strict);
    bed.lanes.hold("gpu-3");
    bed.look(strict);
    Finding finding = SessionBed.only(bed.look(strict));
    assertThat(finding.status()).isEqualTo(Status.CRITICAL);
    assertThat(finding.limit()).hasValue(1);
    assertThat(finding.limitSource()).isEqualTo("configured");
  }

  @Test
  void check_ofAGpuThatHangsByAnotherFamily_isUnknown() {
    GpuCheck xid = bed.check(GpuFamily.XID);
    bed.look(xid);
    bed.lanes.hold("gpu-3");
    for (int i = 0; i < 5; i++) {
      bed.look(xid);
    }
    Finding finding = SessionBed.only(bed.look(xid));
    assertThat(finding.condition()).isEqualTo("gpu-unreadable");
    assertThat(finding.status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void check_ofAGpuThatHangs_handsInOneReadingOnly() {
    bed.look(check);
    GpuCheck other = bed.check();
    bed.look(other);
    bed.lanes.hold("gpu-3");
    for (int i = 0; i < 10; i++) {
      bed.look(check);
      bed.look(other);
    }
    assertThat(bed.lanes.waiting("gpu-3")).as("one of each check").isEqualTo(2);
    other.close();
    assertThat(bed.lanes.waiting("gpu-3")).isEqualTo(1);
  }

  @Test
  void check_whileOneOfEightHangs_judgesTheOthers() {
    bed.look(check);
    bed.lanes.hold("gpu-3");
    for (int i = 0; i < 4; i++) {
      bed.look(check);
    }
    bed.driver.device(7).action = 1;
    CheckResult result = bed.look(check);
    assertThat(SessionBed.conditions(result)).containsExactly("gpu-recovery-action", "gpu-hung");
    assertThat(result.findings().get(0).subject()).startsWith("GPU 7");
  }

  @Test
  void check_ofAPausedProcess_isNoHang() {
    bed.look(check);
    bed.lanes.hold("gpu-3");
    bed.look(check);
    long due = bed.ticker.read();
    bed.pass(Duration.ofHours(1));
    bed.lostTime.observe(due - SessionBed.INTERVAL.toNanos() + 1, bed.ticker.read());
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_ofAReadingThatCameBackLate_isJudged() {
    bed.look(check);
    bed.lanes.hold("gpu-3");
    bed.look(check);
    bed.driver.device(3).action = 1;
    bed.lanes.letGo("gpu-3");
    bed.lanes.hold("gpu-3");
    assertThat(SessionBed.conditions(bed.look(check))).containsExactly("gpu-recovery-action");
  }

  @Test
  void check_whileTheDriverHangs_isUnknownThenCriticalAndGpusAreReadAllTheSame() {
    bed.look(check);
    bed.lanes.hold("session");
    assertThat(bed.look(check).status()).as("late").isEqualTo(Status.HEALTHY);
    bed.driver.device(7).action = 1;
    CheckResult result = bed.look(check);
    assertThat(SessionBed.conditions(result)).containsExactly("gpu-recovery-action", "gpu-hung");
    assertThat(result.findings().get(1).subject()).isEqualTo("driver");
    assertThat(result.findings().get(1).status()).isEqualTo(Status.UNKNOWN);
    assertThat(bed.session.state()).isEqualTo(NvmlState.HUNG);
    bed.look(check);
    bed.driver.device(7).action = 0;
    assertThat(SessionBed.only(bed.look(check)).status()).isEqualTo(Status.CRITICAL);
    bed.lanes.letGo("session");
    assertThat(bed.session.state()).isEqualTo(NvmlState.READY);
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_whileTheDriverHangsFromTheStart_isUnknownThenCriticalThenRecovers() {
    bed.lanes.hold("session");
    CheckResult first = bed.look(check);
    assertThat(first.status()).isEqualTo(Status.UNKNOWN);
    assertThat(first.message()).isEqualTo("the driver did not answer yet");
    CheckResult unknown = bed.look(check);
    assertThat(unknown.status()).isEqualTo(Status.UNKNOWN);
    assertThat(unknown.message()).startsWith("NVIDIA's driver does not come back");
    assertThat(SessionBed.conditions(unknown)).contains("gpu-hung");
    bed.look(check);
    assertThat(bed.look(check).status()).isEqualTo(Status.CRITICAL);
    bed.lanes.letGo("session");
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_whileTheDriverHangsFromTheStartByAnotherFamily_staysUnknown() {
    GpuCheck thermal = bed.check(GpuFamily.THERMAL);
    bed.lanes.hold("session");
    for (int i = 0; i < 5; i++) {
      assertThat(bed.look(thermal).status()).isEqualTo(Status.UNKNOWN);
    }
  }

  @Test
  void check_withoutThreads_isUnknownWithThatReasonNoHangAndRecovers() {
    bed.look(check);
    bed.lanes.noThreads = true;
    for (int i = 0; i < 10; i++) {
      CheckResult result = bed.look(check);
      assertThat(result.status()).isEqualTo(Status.UNKNOWN);
      assertThat(SessionBed.conditions(result)).containsOnly("gpu-unreadable").hasSize(9);
      assertThat(result.findings()).allMatch(each -> each.remedy().contains("more threads"));
      assertThat(result.findings().get(0).subject()).isEqualTo("driver");
    }
    bed.lanes.noThreads = false;
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_withoutThreadsFromTheStart_isUnknown() {
    bed.lanes.noThreads = true;
    CheckResult result = bed.look(check);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.message()).contains("more threads");
    assertThat(SessionBed.only(result).subject()).isEqualTo("driver");
    check.close();
    bed.lanes.noThreads = false;
    assertThat(bed.look(bed.check()).status()).isEqualTo(Status.HEALTHY);
  }
}

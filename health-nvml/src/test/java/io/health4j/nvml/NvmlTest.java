package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NvmlTest {

  private final SessionBed bed = new SessionBed(2);
  private final GpuCheck check = bed.check();

  @ParameterizedTest
  @CsvSource({
    "12, LIBRARY_MISSING, cannot be loaded: library not found (12)",
    "9, DRIVER_NOT_LOADED, not loaded: driver not loaded (9)",
    "18, VERSION_MISMATCH, different versions",
    "4, NO_PERMISSION, may not use",
    "17, NO_PERMISSION, may not use",
    "28, NO_GPU, no GPU",
    "13, FAILED, fails: function not found (13)",
    "999, FAILED, fails: driver error (999)"
  })
  void check_driverThatDoesNotBegin_isUnknownWithReasonAndRemedy(
      int code, NvmlState state, String reason) {
    bed.driver.initCode = code;
    CheckResult result = bed.look(check);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.message()).contains(reason, state.remedy());
    assertThat(result.cause()).isNull();
    assertThat(result.readings()).isEmpty();
    Finding finding = SessionBed.only(result);
    assertThat(finding.condition()).isEqualTo("gpu-unreadable");
    assertThat(finding.status()).isEqualTo(Status.UNKNOWN);
    assertThat(finding.remedy()).isNotEmpty();
    assertThat(bed.session.state()).isEqualTo(state);
  }

  @Test
  void check_driverThatDoesNotBegin_staysUnknownWhateverIsLeftOut() {
    bed.driver.initCode = NvmlReturn.DRIVER_NOT_LOADED;
    var settings =
        new GpuSettings(Map.of(), EnumSet.allOf(GpuCondition.class), XidTable.defaults(), 0, false);
    var blind = new GpuCheck(bed.session, EnumSet.allOf(GpuFamily.class), settings);
    assertThat(bed.look(blind).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void problem_ofALibraryThatIsMissing_tellsWhatWasLookedFor() {
    bed.driver.initCode = NvmlReturn.LIBRARY_NOT_FOUND;
    assertThat(bed.look(check).message()).contains("no libnvidia-ml.so.1");
    assertThat(bed.session.problem()).contains("no libnvidia-ml.so.1");
  }

  @Test
  void state_beforeAnyCall_isNotStartedAndNothingIsAsked() {
    assertThat(bed.session.state()).isEqualTo(NvmlState.NOT_STARTED);
    assertThat(bed.session.problem()).isEmpty();
    assertThat(bed.driver.calls).isEmpty();
    assertThat(bed.lanes.open()).isZero();
  }

  @Test
  void check_driverThatAppearsLater_isPickedUpWithinTenSeconds() {
    bed.driver.initCode = NvmlReturn.DRIVER_NOT_LOADED;
    bed.look(check);
    assertThat(bed.look(check).status()).isEqualTo(Status.UNKNOWN);
    assertThat(bed.driver.calls("init")).as("not tried again after 5 s").isEqualTo(1);
    bed.driver.initCode = NvmlReturn.SUCCESS;
    CheckResult result = bed.look(check);
    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(result.message()).isEqualTo("2 GPUs");
    assertThat(bed.session.state()).isEqualTo(NvmlState.READY);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 18})
  void check_driverThatGoesAndComesBack_isBegunAnew(int code) {
    bed.look(check);
    bed.pass(Duration.ofSeconds(10));
    bed.driver.countCode = code;
    bed.driver.initCode = NvmlReturn.DRIVER_NOT_LOADED;
    assertThat(bed.look(check).status()).isEqualTo(Status.UNKNOWN);
    assertThat(bed.session.state()).isEqualTo(NvmlState.DRIVER_NOT_LOADED);
    assertThat(bed.driver.calls("shutdown")).isEqualTo(1);
    bed.driver.countCode = NvmlReturn.SUCCESS;
    bed.driver.initCode = NvmlReturn.SUCCESS;
    bed.look(check);
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 999})
  void check_countThatFailsOnceOrTwice_endsNothing(int code) {
    bed.driver.codes.put(NvmlQuery.FIELD, NvmlReturn.NOT_SUPPORTED); // no verdict of the driver's
    bed.look(check);
    bed.session.xids().add("GPU-1", 48, -1, bed.ticker.read());
    assertThat(bed.look(check).status()).isEqualTo(Status.CRITICAL);
    bed.driver.countCode = code;
    bed.look(check);
    assertThat(bed.look(check).status()).isEqualTo(Status.CRITICAL);
    bed.driver.countCode = NvmlReturn.SUCCESS;
    assertThat(SessionBed.conditions(bed.look(check))).contains("gpu-xid");
    bed.driver.countCode = code;
    bed.look(check);
    assertThat(bed.look(check).status()).as("not in a row").isEqualTo(Status.CRITICAL);
    assertThat(bed.driver.calls("shutdown")).isZero();
  }

  @Test
  void check_countThatGoesOnFailing_isBegunAnew() {
    bed.look(check);
    bed.driver.countCode = NvmlReturn.UNKNOWN;
    bed.look(check);
    bed.look(check);
    assertThat(bed.session.state()).isEqualTo(NvmlState.READY);
    bed.look(check);
    assertThat(bed.session.state()).isEqualTo(NvmlState.FAILED);
    assertThat(bed.driver.calls("shutdown")).isEqualTo(1);
    bed.driver.countCode = NvmlReturn.SUCCESS;
    bed.pass(Census.RETRY);
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
  }

  /** Several checks ask in one moment, which is no more than one failure. */
  @Test
  void check_countThatFailsForManyChecksAtATime_endsNothing() {
    List<GpuCheck> checks = Stream.generate(bed::check).limit(5).toList();
    checks.forEach(bed::look);
    bed.pass(Duration.ofMinutes(1));
    bed.driver.countCode = NvmlReturn.UNKNOWN;
    for (int i = 0; i < checks.size(); i++) {
      assertThat(bed.session.refresh()).isDone();
    }
    assertThat(bed.driver.calls("shutdown")).isZero();
  }

  @Test
  void check_countThatThrows_isUnknownNamesTheTypeAndReadsOn() {
    bed.look(check);
    bed.driver.countThrown = new IllegalStateException("secret");
    bed.driver.device(1).action = 1;
    CheckResult result = bed.look(check);
    assertThat(SessionBed.conditions(result))
        .containsExactly("gpu-recovery-action", "gpu-unreadable");
    Finding finding = result.findings().get(1);
    assertThat(finding.subject()).isEqualTo("driver");
    assertThat(finding.status()).isEqualTo(Status.UNKNOWN);
    assertThat(finding.remedy()).contains("IllegalStateException").doesNotContain("secret");
    bed.driver.countThrown = null;
    assertThat(SessionBed.conditions(bed.look(check))).containsExactly("gpu-recovery-action");
  }

  @Test
  void refresh_queuedBehindAnEnd_beginsNothingForNobody() {
    bed.look(check);
    bed.lanes.hold("session");
    check.close();
    GpuCheck other = bed.check();
    bed.look(other);
    other.close();
    bed.lanes.letGo("session");
    assertThat(bed.driver.begun).isFalse();
    assertThat(bed.driver.calls("init")).isEqualTo(1);
    assertThat(bed.driver.calls("shutdown")).isEqualTo(1);
    assertThat(bed.lanes.open()).isZero();
  }

  @Test
  void check_driverThatForgotTheSession_isBegunAnewInTheSameSample() {
    bed.look(check);
    bed.pass(Duration.ofSeconds(10));
    bed.driver.begun = false;
    assertThat(bed.look(check).status()).isEqualTo(Status.HEALTHY);
    assertThat(bed.driver.calls("init")).isEqualTo(2);
  }

  @Test
  void refresh_ofGpusThatAreWell_opensThemOnceAMinute() {
    bed.look(check);
    bed.look(check);
    assertThat(bed.driver.calls("open")).isEqualTo(2);
    bed.pass(Census.EVERY);
    bed.look(check);
    assertThat(bed.driver.calls("open")).isEqualTo(4);
    assertThat(bed.driver.calls("init")).isEqualTo(1);
  }

  @Test
  void close_ofTheLastCheck_endsTheSession() {
    GpuCheck other = bed.check(GpuFamily.THERMAL);
    bed.look(check);
    bed.look(other);
    assertThat(bed.driver.calls("init")).isEqualTo(1);
    check.close();
    check.close();
    assertThat(bed.driver.calls("shutdown")).isZero();
    assertThat(bed.look(other).status()).isEqualTo(Status.HEALTHY);
    other.close();
    assertThat(bed.driver.calls("shutdown")).isEqualTo(1);
    assertThat(bed.lanes.open()).isZero();
    assertThat(bed.session.state()).isEqualTo(NvmlState.NOT_STARTED);
  }

  @Test
  void close_ofACheckThatWasNeverCalled_asksNothing() {
    check.close();
    assertThat(bed.driver.calls).isEmpty();
    assertThat(bed.look(check).message()).isEqualTo("the check is closed");
    assertThat(bed.driver.calls).isEmpty();
  }

  @Test
  void acquire_afterTheEnd_beginsAgainAndKnowsNothingOfBefore() {
    bed.look(check);
    check.close();
    bed.driver.devices.remove(1);
    CheckResult result = bed.look(bed.check());
    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(result.message()).isEqualTo("1 GPU");
    assertThat(bed.driver.calls("init")).isEqualTo(2);
  }

  @Test
  void close_whileTheDriverHangs_endsTheSessionWhenItComesBack() {
    bed.look(check);
    bed.lanes.hold("session");
    bed.look(check);
    check.close();
    assertThat(bed.driver.calls("shutdown")).isZero();
    bed.lanes.letGo("session");
    assertThat(bed.driver.calls("shutdown")).isEqualTo(1);
    assertThat(bed.lanes.open()).isZero();
  }

  @Test
  void close_thenAnotherCheckWhileTheDriverHangs_goesOnWithTheSameSession() {
    bed.look(check);
    bed.lanes.hold("session");
    check.close();
    GpuCheck other = bed.check();
    bed.look(other);
    bed.lanes.letGo("session");
    assertThat(bed.look(other).status()).isEqualTo(Status.HEALTHY);
    assertThat(bed.driver.calls("init")).isEqualTo(1);
    assertThat(bed.driver.calls("shutdown")).isZero();
  }

  @Test
  void events_ofAnXid_wakeTheTarget() {
    var woken = new AtomicInteger();
    try (var listening = bed.session.events().listen(woken::incrementAndGet)) {
      bed.session.xids().add("GPU-0", 79, -1, bed.ticker.read());
      assertThat(woken).hasValue(1);
      assertThat(listening).isNotNull();
    }
    bed.session.xids().add("GPU-0", 79, -1, bed.ticker.read());
    assertThat(woken).hasValue(1);
  }

  @Test
  void shared_always_isTheSame() {
    assertThat(Nvml.shared()).isSameAs(Nvml.shared());
  }
}

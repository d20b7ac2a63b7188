package io.health4j.nvml;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert;
import io.health4j.alert.AlertEngine;
import io.health4j.alert.AlertRule;
import io.health4j.alert.Severity;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.ResultBuilder;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import io.health4j.score.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GpuAlertsTest {

  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Target TARGET = Target.of("worker");
  private static final String SUBJECT = "GPU 0 (GPU-abc, 00000000:1B:00.0)";

  private final AlertEngine engine = new AlertEngine(GpuAlerts.rules(), List.of());
  private long tick = Long.MAX_VALUE - Duration.ofSeconds(17).toNanos();

  @BeforeEach
  void watch() {
    engine.add(TARGET, Set.of(), Map.of());
  }

  private void sample(Finding... findings) {
    ResultBuilder result = CheckResult.builder();
    for (Finding finding : findings) {
      result.finding(finding);
    }
    sample(result.build());
  }

  private void sample(CheckResult result) {
    tick += INTERVAL.toNanos();
    Instant at = Instant.EPOCH;
    var outcomes = List.of(new CheckOutcome("gpu", 1, true, result, 0));
    Score score = Score.none("not looked at", outcomes);
    var health =
        new TargetHealth(
            TARGET, HEALTHY, at, HEALTHY, 0, score, outcomes, at, tick, INTERVAL, false);
    engine.sampled(health, tick, at);
  }

  private void samples(int times, Finding... findings) {
    for (int i = 0; i < times; i++) {
      sample(findings);
    }
  }

  private static Finding found(GpuCondition condition, Status status) {
    return Finding.of(condition.id(), SUBJECT, status);
  }

  private List<Alert> firing() {
    return engine.alerts().stream().filter(alert -> alert.state() == Alert.State.FIRING).toList();
  }

  @ParameterizedTest
  @EnumSource(GpuCondition.class)
  void condition_lasting_hasAnAlertNamedAfterIt(GpuCondition condition) {
    samples(20, found(condition, condition == GpuCondition.UNREADABLE ? UNKNOWN : CRITICAL));
    assertThat(firing()).extracting(Alert::rule).contains(condition.id());
    assertThat(firing())
        .extracting(Alert::rule)
        .allMatch(rule -> rule.equals(condition.id()) || rule.equals(condition.id() + "-critical"));
    samples(20);
    assertThat(engine.alerts()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "LOST",
        "RESET_REQUIRED",
        "MISSING",
        "HUNG",
        "RECOVERY_ACTION",
        "ECC_UNCORRECTED",
        "ECC_SRAM",
        "ROW_REMAP_PENDING",
        "ROW_REMAP_FAILED",
        "RETIRED_PAGES",
        "MEMORY_UNREPAIRABLE",
        "NVLINK_DOWN",
        "NVLINK_ERRORS",
        "FABRIC",
        "PCIE_FATAL",
        "XID"
      })
  void critical_firesAtOnceAndIsCritical(GpuCondition condition) {
    sample(found(condition, CRITICAL));
    assertThat(firing()).extracting(Alert::severity).contains(Severity.CRITICAL);
  }

  @ParameterizedTest
  @EnumSource(names = {"RECOVERY_ACTION", "TEMPERATURE", "ROW_REMAP_PENDING", "FABRIC", "XID"})
  void twoLevels_warning_isNoCriticalAlert(GpuCondition condition) {
    samples(20, found(condition, WARNING));
    assertThat(firing()).extracting(Alert::severity).containsExactly(Severity.WARNING);
    samples(3, found(condition, CRITICAL));
    assertThat(firing())
        .extracting(Alert::rule)
        .containsExactlyInAnyOrder(condition.id(), condition.id() + "-critical");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "TEMPERATURE",
        "MEMORY_TEMPERATURE",
        "PCIE_WIDTH",
        "PCIE_GENERATION",
        "POWER_UNREADABLE",
        "PCIE_REPLAYS",
        "MEMORY_USED"
      })
  void noisy_shortly_firesNothing(GpuCondition condition) {
    samples(2, found(condition, CRITICAL));
    sample();
    assertThat(firing()).isEmpty();
  }

  @Test
  void rules_areAsManyAsTheDocsSay() {
    assertThat(GpuAlerts.rules()).hasSize(GpuCondition.values().length + 5);
    assertThat(GpuAlerts.rules()).extracting(AlertRule::name).doesNotHaveDuplicates();
  }

  @Test
  void message_tellsGpuValueLimitSourceAndRemedy() {
    Finding hot =
        found(GpuCondition.TEMPERATURE, WARNING)
            .value(3)
            .limit(5, "default (this project's own judgement)")
            .remedy("Look after the cooling.");
    samples(3, hot);
    assertThat(firing().get(0).message())
        .isEqualTo(
            "gpu-temperature: GPU 0 (GPU-abc, 00000000:1B:00.0) of worker is WARNING, 3, limit 5,"
                + " default (this project's own judgement). Look after the cooling.");
  }

  @Test
  void gpuThatHangs_keepsItsOtherAlerts() {
    sample(found(GpuCondition.ECC_UNCORRECTED, CRITICAL));
    samples(10, found(GpuCondition.HUNG, UNKNOWN), Finding.of("gpu-lost", "GPU 1", CRITICAL));
    assertThat(engine.alerts())
        .filteredOn(alert -> alert.rule().equals("gpu-ecc-uncorrected"))
        .extracting(Alert::state)
        .containsExactly(Alert.State.NO_DATA);
  }

  @Test
  void driverGone_resolvesNothing() {
    sample(found(GpuCondition.ECC_UNCORRECTED, CRITICAL));
    for (int i = 0; i < 100; i++) {
      sample(CheckResult.unknown("the driver is not loaded"));
    }
    assertThat(engine.alerts()).extracting(Alert::state).containsExactly(Alert.State.NO_DATA);
  }

  @Test
  void healthyGpu_forLong_raisesNothingAndNoRuleIsDormant() {
    samples(100);
    assertThat(engine.alerts()).isEmpty();
    assertThat(engine.dormant()).isEmpty();
  }
}

package io.health4j.docker;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert;
import io.health4j.alert.AlertEngine;
import io.health4j.alert.AlertRule;
import io.health4j.alert.AlertRules;
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
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ContainerAlertsTest {

  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Target TARGET = Target.of("worker");

  private final AlertEngine engine = new AlertEngine(ContainerAlerts.rules(), List.of());
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
    var outcomes = List.of(new CheckOutcome("containers", 1, true, result, 0));
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

  private static Finding found(ContainerCondition condition, Status status) {
    return Finding.of(condition.id(), "trainer", status);
  }

  private static Status worst(ContainerCondition condition) {
    return switch (condition) {
      case ENGINE_UNREACHABLE, STALE -> UNKNOWN;
      default -> CRITICAL;
    };
  }

  private List<Alert> firing() {
    return engine.alerts().stream().filter(alert -> alert.state() == Alert.State.FIRING).toList();
  }

  @ParameterizedTest
  @EnumSource(value = ContainerCondition.class, mode = Mode.EXCLUDE, names = "ORPHANED")
  void condition_lasting_hasAnAlertNamedAfterItThatEnds(ContainerCondition condition) {
    samples(5, found(condition, worst(condition)));
    assertThat(firing()).extracting(Alert::rule).contains(condition.id());
    assertThat(firing())
        .extracting(Alert::rule)
        .allMatch(rule -> rule.equals(condition.id()) || rule.equals(condition.id() + "-critical"));
    samples(20);
    assertThat(engine.alerts()).isEmpty();
  }

  @Test
  void orphans_few_areLeftToTheRuleOfTheLoop() {
    samples(5, found(ContainerCondition.ORPHANED, WARNING));
    assertThat(firing()).isEmpty();
    assertThat(AlertRules.autonomousLoop())
        .extracting(AlertRule::name)
        .contains("loop-containers-orphaned");
    sample(found(ContainerCondition.ORPHANED, CRITICAL));
    assertThat(firing()).extracting(Alert::rule).containsExactly("containers-orphaned-critical");
  }

  @ParameterizedTest
  @EnumSource(names = {"OOM_KILLED", "CPU_THROTTLED", "RESTART_LOOP", "ORPHANED"})
  void critical_firesAtOnceAndIsCritical(ContainerCondition condition) {
    sample(found(condition, CRITICAL));
    assertThat(firing()).extracting(Alert::severity).contains(Severity.CRITICAL);
  }

  @ParameterizedTest
  @EnumSource(names = {"ENGINE_DISK", "MEMORY", "CPU_THROTTLED", "PIDS", "RESTART_LOOP", "EXITED"})
  void twoLevels_warning_isNoCriticalAlert(ContainerCondition condition) {
    samples(5, found(condition, WARNING));
    assertThat(firing()).extracting(Alert::severity).containsExactly(Severity.WARNING);
    samples(3, found(condition, CRITICAL));
    assertThat(firing())
        .extracting(Alert::rule)
        .containsExactlyInAnyOrder(condition.id(), condition.id() + "-critical");
  }

  @ParameterizedTest
  @EnumSource(names = {"ENGINE_UNREACHABLE", "ENGINE_DISK", "MEMORY", "PIDS", "EXITED", "STALE"})
  void hiccup_shortly_firesNothing(ContainerCondition condition) {
    samples(2, found(condition, worst(condition)));
    sample();
    assertThat(firing()).isEmpty();
  }

  @Test
  void rules_areAsManyAsTheDocsSay() {
    assertThat(ContainerAlerts.rules()).hasSize(ContainerCondition.values().length + 6);
    assertThat(ContainerAlerts.rules()).extracting(AlertRule::name).doesNotHaveDuplicates();
  }

  @Test
  void message_tellsContainerValueLimitSourceAndRemedy() {
    Finding full =
        found(ContainerCondition.MEMORY, WARNING)
            .value(0.91)
            .limit(0.9, "default (Netdata)")
            .remedy("Give it more memory.");
    samples(3, full);
    assertThat(firing().get(0).message())
        .isEqualTo(
            "container-memory: trainer of worker is WARNING, 0.91, limit 0.9, default (Netdata)."
                + " Give it more memory.");
  }

  @Test
  void engineGone_resolvesNothing() {
    sample(found(ContainerCondition.OOM_KILLED, CRITICAL));
    var gone = Finding.of(ContainerCondition.ENGINE_UNREACHABLE.id(), "", UNKNOWN);
    samples(100, gone);
    assertThat(engine.alerts())
        .filteredOn(alert -> alert.rule().equals("container-oom-killed"))
        .extracting(Alert::state)
        .containsExactly(Alert.State.NO_DATA);
  }

  @Test
  void staleContainer_keepsItsAlertsWhileThoseOfOthersEnd() {
    Finding other = Finding.of(ContainerCondition.UNHEALTHY.id(), "other", WARNING);
    sample(found(ContainerCondition.UNHEALTHY, WARNING), other);
    samples(20, found(ContainerCondition.STALE, UNKNOWN));
    assertThat(engine.alerts())
        .filteredOn(alert -> alert.rule().equals("container-unhealthy"))
        .extracting(Alert::state)
        .containsExactly(Alert.State.NO_DATA);
  }

  @Test
  void healthyContainers_forLong_raiseNothingAndNoRuleIsDormant() {
    samples(100);
    assertThat(engine.alerts()).isEmpty();
    assertThat(engine.dormant()).isEmpty();
  }
}

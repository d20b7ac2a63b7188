package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.AlertRule;
import io.health4j.alert.Severity;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Status;
import io.health4j.recovery.RecoveryAction;
import io.health4j.recovery.RecoveryEngine.Attempt;
import io.health4j.recovery.RecoveryEngine.Outcome;
import io.health4j.recovery.RecoveryPolicy;
import io.health4j.time.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A monitor with a recovery policy, sample by sample. */
final class RecoveringTest {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final FakeTicker ticker = new FakeTicker();
  private final Set<String> broken = new HashSet<>();
  private final List<String> restarted = new ArrayList<>();
  private final List<HealthEvent> events = new ArrayList<>();
  private HealthMonitor monitor;

  private final RecoveryAction restart =
      RecoveryAction.of(
          "restart",
          target -> {
            restarted.add(target.id());
            broken.remove(target.id());
            return "restarted";
          });

  private void watch(RecoveryPolicy policy, String... targets) {
    MonitorBuilder builder =
        HealthMonitor.builder()
            .clocks(ticker, () -> Bed.WALL)
            .alerts(
                List.of(
                    AlertRule.status("down", Status.CRITICAL).severity(Severity.CRITICAL).build()))
            .recover(policy)
            .listener(events::add);
    for (String target : targets) {
      builder.watch(target, t -> t.interval(INTERVAL).check("alive", alive(target)));
    }
    monitor = builder.build();
  }

  private HealthCheck alive(String target) {
    return context ->
        CheckResult.of(broken.contains(target) ? Status.CRITICAL : Status.HEALTHY, "");
  }

  private void run(int samples) {
    for (int i = 0; i < samples; i++) {
      monitor.poll();
      ticker.advance(INTERVAL);
    }
  }

  private List<Outcome> outcomes() {
    return monitor.recoveries().stream().map(Attempt::outcome).toList();
  }

  @AfterEach
  void close() {
    monitor.close();
  }

  @Test
  void policy_enforced_actsAndIsVerifiedByTheCheck() {
    watch(RecoveryPolicy.on(Status.CRITICAL).attempt(restart).enforce(), "a", "b", "c", "d");
    run(2);
    broken.add("a");
    run(8);

    assertThat(restarted).containsExactly("a");
    assertThat(outcomes()).containsExactly(Outcome.STARTED, Outcome.SUCCEEDED);
    assertThat(monitor.statistics().recoveries())
        .containsEntry(Outcome.SUCCEEDED, 1L)
        .doesNotContainKey(Outcome.FAILED);
    assertThat(events).anyMatch(event -> event instanceof HealthEvent.RecoveryChanged);
  }

  @Test
  void policy_byDefault_onlyTellsWhatItWouldDo() {
    watch(RecoveryPolicy.on(Status.CRITICAL).attempt(restart), "a", "b", "c", "d");
    run(2);
    broken.add("a");
    run(8);

    assertThat(restarted).isEmpty();
    assertThat(outcomes()).contains(Outcome.SHADOWED);
  }

  @Test
  void policy_onAnAlert_actsWhenItFiresAndIsPartOfItsStory() {
    RecoveryAction useless = RecoveryAction.of("nudge", target -> "nudged");
    watch(RecoveryPolicy.onAlert("down").attempt(useless).enforce(), "a", "b", "c", "d");
    run(2);
    broken.add("a");
    run(8);

    assertThat(monitor.alerts()).hasSize(1);
    assertThat(monitor.alerts().get(0).story()).anyMatch(line -> line.contains("nudge started"));
    assertThat(outcomes()).contains(Outcome.STARTED, Outcome.NOT_HELPED);
  }

  @Test
  void action_throws_isAFailureAndTheHostGetsNoException() {
    RecoveryAction bad =
        RecoveryAction.of(
            "bad",
            target -> {
              throw new IllegalStateException("password=hunter2");
            });
    watch(RecoveryPolicy.on(Status.CRITICAL).attempt(bad).enforce(), "a", "b", "c", "d");
    run(2);
    broken.add("a");
    run(8);

    var failed =
        monitor.recoveries().stream().filter(each -> each.outcome() == Outcome.FAILED).toList();
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0).detail()).contains("IllegalStateException").doesNotContain("hunter2");
  }

  @Test
  void brake_halfOfTheTargetsFailTogether_nothingIsDone() {
    watch(
        RecoveryPolicy.on(Status.CRITICAL).attempt(restart).enforce(),
        "a",
        "b",
        "c",
        "d",
        "e",
        "f");
    run(2);
    broken.addAll(List.of("a", "b", "c"));
    run(12);

    assertThat(restarted).isEmpty();
    assertThat(outcomes()).contains(Outcome.HELD_BACK).doesNotContain(Outcome.STARTED);
    broken.removeAll(List.of("a", "b"));
    run(12);
    assertThat(restarted).containsExactly("c");
  }

  @Test
  void unwatch_whileBroken_endsIt() {
    watch(RecoveryPolicy.on(Status.CRITICAL).attempt(restart).enforce(), "a", "b", "c", "d");
    run(2);
    broken.add("a");
    run(1);
    monitor.unwatch("a");
    run(8);

    assertThat(restarted).isEmpty();
  }
}

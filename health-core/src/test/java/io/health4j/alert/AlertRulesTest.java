package io.health4j.alert;

import static io.health4j.alert.Alert.State.FIRING;
import static io.health4j.alert.Rig.check;
import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each preset fires when what it is for happens, and not just before its limit. */
class AlertRulesTest {

  private static final int ROWS = 40;

  private static List<AlertRule> all() {
    return Stream.of(
            AlertRules.autonomousLoop(),
            AlertRules.workers(),
            AlertRules.node(),
            AlertRules.monitor())
        .flatMap(List::stream)
        .toList();
  }

  private final Rig rig = new Rig(all().toArray(AlertRule[]::new));

  /** The rules that fired while a reading had a value and a counter beside it grew by its step. */
  private Set<String> fired(String metric, double value, String counter, double step) {
    var fired = new TreeSet<String>();
    for (int i = 0; i < ROWS; i++) {
      var outcome =
          check(
              "c",
              HEALTHY,
              Reading.of(Metric.gauge(metric, "1", "m"), value),
              Reading.of(Metric.counter(counter, "1", "m"), i * step));
      for (Alert alert : rig.sample("a", HEALTHY, outcome)) {
        if (alert.state() == FIRING) {
          fired.add(alert.rule());
        }
      }
    }
    return fired;
  }

  @ParameterizedTest
  @CsvSource({
    "loop-memory-high, system.memory.utilization, 0.81, 0.80",
    "loop-heap-high, health.heap.utilization, 0.81, 0.80",
    "loop-diversity-low, loop.diversity, 0.09, 0.1",
    "loop-champion-stale, loop.champion.staleness, 21, 20",
    "loop-success-low, loop.success.ratio, 0.19, 0.20",
    "loop-containers-orphaned, health.containers.orphaned, 4, 3",
    "worker-heartbeat-missed, health.heartbeat.age, 61, 60",
    "node-cpu-high, system.cpu.utilization, 0.96, 0.95",
    "node-swap-high, system.paging.utilization, 0.91, 0.90",
    "node-filesystem-high, system.filesystem.utilization, 0.81, 0.80",
    "monitor-threads-stuck, health.monitor.threads.stuck, 9, 8",
  })
  void readings_beyondTheLimit_fireJustTheirRule(
      String rule, String metric, double bad, double atLimit) {
    assertThat(fired(metric, atLimit, "loop.iterations", 1)).isEmpty();
    assertThat(fired(metric, bad, "loop.iterations", 1)).containsExactly(rule);
  }

  @Test
  void heap_high_firesAtTheSecondSample() {
    var high =
        check("c", HEALTHY, Reading.of(Metric.gauge("health.heap.utilization", "1", "m"), 1));
    rig.sample("a", HEALTHY, high);
    assertThat(names()).isEmpty();
    rig.sample("a", HEALTHY, high);
    assertThat(names()).containsExactly("loop-heap-high");
  }

  @Test
  void readings_ofTwoRules_fireBoth() {
    assertThat(fired("system.memory.utilization", 0.96, "x", 0))
        .containsExactly("loop-memory-high", "node-memory-full");
    assertThat(fired("system.filesystem.utilization", 0.91, "x", 0))
        .containsExactly("node-filesystem-full", "node-filesystem-high");
  }

  @ParameterizedTest
  @CsvSource({
    "loop-diversity-low, loop.diversity, 0.05, 5",
    "loop-success-low, loop.success.ratio, 0, 20"
  })
  void iterations_tooFew_doNotFire(String rule, String metric, double value, double enough) {
    assertThat(fired(metric, value, "loop.iterations", 0.9 * enough / (ROWS - 1))).isEmpty();
    assertThat(fired(metric, value, "loop.iterations", enough)).containsExactly(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "monitor-events-dropped, health.monitor.events.dropped",
    "monitor-callbacks-fail, health.monitor.callback.failures",
    "monitor-history-dropped, health.monitor.history.dropped"
  })
  void counters_grow_fire(String rule, String metric) {
    assertThat(fired("test.gauge", 0, metric, 0)).isEmpty();
    assertThat(fired("test.gauge", 0, metric, 1)).containsExactly(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "loop-stalled, WARNING, loop-stalled",
    "loop-stalled, CRITICAL, loop-stalled loop-stalled-critical",
    "success-low, CRITICAL, ''",
  })
  void findings_ofTheLoop_fireTheirRules(String condition, Status status, String rules) {
    var found = CheckResult.builder().finding(Finding.of(condition, "", status)).build();
    rig.sample("a", HEALTHY, new CheckOutcome("loop", 1, false, found, 0));
    assertThat(names())
        .containsExactlyInAnyOrder(rules.isEmpty() ? new String[0] : rules.split(" "));
  }

  @Test
  void states_failing_fire() {
    assertThat(firing(Status.WARNING)).containsExactly("worker-score-low");
    assertThat(firing(CRITICAL)).containsExactlyInAnyOrder("worker-score-low", "worker-critical");
  }

  private Set<String> firing(Status status) {
    for (int i = 0; i < 20; i++) {
      rig.sample("a", status, check("c", status));
    }
    return names();
  }

  private Set<String> names() {
    var names = new HashSet<String>();
    rig.lives.alerts().stream()
        .filter(alert -> alert.state() == FIRING)
        .forEach(alert -> names.add(alert.rule()));
    return names;
  }

  @Test
  void states_unknownForAMinute_fire() {
    for (int i = 0; i < 12; i++) {
      rig.sample("a", UNKNOWN, check("c", UNKNOWN));
    }
    assertThat(names()).isEmpty();
    rig.sample("a", UNKNOWN, check("c", UNKNOWN));
    assertThat(names()).containsExactly("target-unknown");
  }

  @Test
  void targets_notSampled_fire() {
    rig.sample("a", HEALTHY);
    rig.advance(Duration.ofMinutes(1));
    assertThat(names()).containsExactly("target-silent");
  }

  @Test
  void all_together_haveDistinctNamesAndMakeAnEngine() {
    assertThat(all()).extracting(AlertRule::name).doesNotHaveDuplicates();
    assertThat(new AlertEngine(all(), List.of()).alerts()).isEmpty();
  }

  @Test
  void all_healthyMachine_fireNothing() {
    for (int i = 0; i < 100; i++) {
      rig.sample(
          "a",
          HEALTHY,
          check(
              "c",
              HEALTHY,
              Reading.of(Metric.gauge("system.memory.utilization", "1", "m"), 0.5),
              Reading.of(Metric.gauge("system.cpu.utilization", "1", "m"), i % 2),
              Reading.of(Metric.gauge("loop.success.ratio", "1", "m"), 0.9),
              Reading.of(Metric.counter("health.monitor.events.dropped", "1", "m"), 7)));
    }
    assertThat(names()).isEmpty();
  }
}

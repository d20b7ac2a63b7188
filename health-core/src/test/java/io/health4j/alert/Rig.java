package io.health4j.alert;

import io.health4j.alert.Alert.State;
import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import io.health4j.score.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lives under test, with samples every 5 s. The clock starts close to its overflow. */
final class Rig {

  static final String LOAD = "test.load";
  static final Metric METRIC = Metric.gauge(LOAD, "1", "A load.");
  static final Metric SHARE = Metric.gauge("test.utilization", "1", "A share.");
  static final Metric COUNTER = Metric.counter("test.count", "1", "A count.");
  static final long SECOND = 1_000_000_000L;
  static final Duration INTERVAL = Duration.ofSeconds(5);

  final Lives lives;
  long tick = Long.MAX_VALUE - Duration.ofSeconds(17).toNanos();
  Instant at = Instant.parse("2026-01-01T00:00:00Z");

  Rig(AlertRule... rules) {
    lives = new Lives(List.of(rules));
    add("a");
  }

  /** Rule {@code r} on the load, above 0.8 until 0.7. */
  static RuleBuilder load() {
    return AlertRule.reading("r", LOAD).above(0.8, 0.7);
  }

  static AlertRule load(UnaryOperator<RuleBuilder> settings) {
    return settings.apply(load()).build();
  }

  Rig add(String target) {
    lives.add(Target.of(target), tick, INTERVAL.toNanos());
    return this;
  }

  Rig pass(Duration time) {
    tick += time.toNanos();
    at = at.plus(time);
    return this;
  }

  List<Alert> advance(Duration time) {
    pass(time);
    return lives.advance(tick, at);
  }

  /** 5 s later target a has a load. */
  List<Alert> load(double value) {
    return sample(known(Reading.of(METRIC, value)));
  }

  List<Alert> sample(CheckOutcome... outcomes) {
    return sample("a", Status.HEALTHY, outcomes);
  }

  List<Alert> sample(String target, Status status, CheckOutcome... outcomes) {
    pass(INTERVAL);
    return now(target, status, outcomes);
  }

  /** Without letting time pass. */
  List<Alert> now(String target, Status status, CheckOutcome... outcomes) {
    return lives.sampled(health(target, status, outcomes), tick, at);
  }

  TargetHealth health(String target, Status status, CheckOutcome... outcomes) {
    List<CheckOutcome> all = List.of(outcomes);
    Score score =
        status == Status.UNKNOWN
            ? Score.none("test", all)
            : Score.of(status == Status.HEALTHY ? 1 : status == Status.WARNING ? 0.5 : 0, all);
    return new TargetHealth(
        Target.of(target), status, at, status, 0, score, all, at, tick, INTERVAL, false);
  }

  static CheckOutcome known(Reading... readings) {
    return check("c", Status.HEALTHY, readings);
  }

  static CheckOutcome check(String name, Status status, Reading... readings) {
    return new CheckOutcome(name, 1, false, CheckResult.of(status, "", readings), 0);
  }

  static Reading load(String device, double value) {
    return Reading.of(METRIC, value, Attributes.of("device", device));
  }

  /** The state of the only living alert. */
  State state() {
    return alert().state();
  }

  Alert alert() {
    List<Alert> alerts = lives.alerts();
    if (alerts.size() != 1) {
      throw new AssertionError("expected one alert, were " + alerts);
    }
    return alerts.get(0);
  }

  static List<State> states(List<Alert> alerts) {
    return alerts.stream().map(Alert::state).toList();
  }
}

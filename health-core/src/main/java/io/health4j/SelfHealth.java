package io.health4j;

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

/**
 * How the monitor fares, as alert rules can see it: readings of a target of its own, which stands
 * in no report.
 */
final class SelfHealth {

  /** No target of the host may have its name. */
  static final Target TARGET = Target.of("health4j");

  private static final Metric STUCK =
      Metric.gauge(
          "health.monitor.threads.stuck", "{thread}", "Threads held by calls past their timeout.");
  private static final Metric EVENTS =
      Metric.counter("health.monitor.events.dropped", "{event}", "Events that found a queue full.");
  private static final Metric HISTORY =
      Metric.counter(
          "health.monitor.history.dropped", "{value}", "Values without room in the history.");
  private static final Metric NOTIFICATIONS =
      Metric.counter(
          "health.notifications.dropped", "{notification}", "Notifications that sinks never get.");
  private static final Metric CALLBACKS =
      Metric.counter(
          "health.monitor.callback.failures", "{failure}", "Callbacks that threw or hung.");

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Engine engine;

  SelfHealth(Engine engine) {
    this.engine = engine;
  }

  TargetHealth look(long tick, Instant at) {
    List<Reading> readings =
        List.of(
            Reading.of(STUCK, engine.pool.stuck() + engine.outreach.stuck()),
            Reading.of(EVENTS, (double) engine.events.dropped()),
            Reading.of(HISTORY, (double) engine.history().droppedSamples()),
            Reading.of(NOTIFICATIONS, (double) engine.outreach.alerting.dropped()),
            Reading.of(CALLBACKS, (double) engine.guard.failures()));
    var result = CheckResult.of(Status.HEALTHY, "", readings);
    var outcomes = List.of(new CheckOutcome("monitor", 1, false, result, 0));
    Score none = Score.none("not scored", outcomes);
    return new TargetHealth(
        TARGET, Status.HEALTHY, at, Status.HEALTHY, 0, none, outcomes, at, tick, INTERVAL, false);
  }
}

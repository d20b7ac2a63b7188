package io.health4j.report;

import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.score.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Samples for tests of the history. */
final class Healths {

  static final String LOAD = "test.load";
  static final long SECOND = 1_000_000_000L;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  private static final Metric METRIC = Metric.gauge(LOAD, "1", "A load.");

  private Healths() {}

  static Attributes attributes(Object i) {
    return Attributes.of("i", "" + i);
  }

  static Reading reading(Object i, double value) {
    return Reading.of(METRIC, value, attributes(i));
  }

  /** A sample with the score 1 and a reading for each value, whose attribute is its place. */
  static TargetHealth of(String target, long tick, double... values) {
    var readings = new ArrayList<Reading>();
    for (int i = 0; i < values.length; i++) {
      readings.add(reading(i, values[i]));
    }
    List<CheckOutcome> outcomes = outcomes(readings);
    return of(target, tick, Score.of(1, outcomes), outcomes);
  }

  static TargetHealth withoutScore(String target, long tick, List<Reading> readings) {
    List<CheckOutcome> outcomes = outcomes(readings);
    return of(target, tick, Score.none("test", outcomes), outcomes);
  }

  static List<CheckOutcome> outcomes(List<Reading> readings) {
    var result = new CheckResult(Status.HEALTHY, "", readings, List.of(), List.of(), null);
    return List.of(new CheckOutcome("c", 1, false, result, 0));
  }

  static TargetHealth of(String target, long tick, Score score, List<CheckOutcome> outcomes) {
    return new TargetHealth(
        Target.of(target),
        Status.HEALTHY,
        Instant.EPOCH,
        Status.HEALTHY,
        0,
        score,
        outcomes,
        Instant.EPOCH,
        tick,
        Duration.ofSeconds(5),
        false);
  }
}

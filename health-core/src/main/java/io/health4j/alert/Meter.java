package io.health4j.alert;

import io.health4j.check.Metric;
import org.jspecify.annotations.Nullable;

/** Makes the number that a rule looks at out of the values of a reading. */
interface Meter {

  /** The meter of a source, null when it looks at the values themselves. */
  static @Nullable Meter of(Source source, Metric.Kind kind) {
    if (source instanceof Source.OfRate) {
      return new Rate(kind == Metric.Kind.COUNTER);
    }
    return source instanceof Source.OfTrend trend ? new Trend(trend.window().toNanos()) : null;
  }

  /**
   * Takes in a value.
   *
   * @param tick when it was read
   * @param value the value
   * @param interval the time in which the next is expected
   * @return the number, NaN when it is not known yet
   */
  double add(long tick, double value, long interval);
}

package io.health4j.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Range checks and short texts for durations, so that every error names argument, rule and value.
 */
public final class Durations {

  /** The shortest duration that a setting takes. */
  public static final Duration MIN = Duration.ofMillis(1);

  /** The longest duration that a setting takes. */
  public static final Duration MAX = Duration.ofHours(24);

  /** What fits in a long of nanoseconds: 292 years. */
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private Durations() {}

  /**
   * Returns the duration when it is in the range.
   *
   * @param name the argument's name, for the error
   * @param value the value to check
   * @param min the smallest allowed value
   * @param max the largest allowed value
   * @return {@code value}
   * @throws IllegalArgumentException when the value is out of range
   */
  public static Duration inRange(String name, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          name + " must be from " + text(min) + " to " + text(max) + ", was " + text(value));
    }
    return value;
  }

  /**
   * A duration as people write it, in its largest unit that loses at most a tenth: {@code 250ms},
   * {@code 5s}, {@code 1.5h}.
   *
   * @param duration the duration
   * @return its short text
   */
  public static String text(Duration duration) {
    boolean fits = duration.abs().compareTo(LONGEST) <= 0;
    return fits ? text(duration.toNanos()) : duration.toHours() + "h";
  }

  /**
   * As {@link #text(Duration)}, of nanoseconds.
   *
   * @param nanos the duration in nanoseconds
   * @return its short text
   */
  public static String text(long nanos) {
    if (nanos < 0) {
      return nanos == Long.MIN_VALUE ? "-" + text(Long.MAX_VALUE) : "-" + text(-nanos);
    }
    if (nanos < TimeUnit.MICROSECONDS.toNanos(1)) {
      return nanos + "ns";
    } else if (nanos < TimeUnit.MILLISECONDS.toNanos(1)) {
      return tenths(nanos, TimeUnit.MICROSECONDS) + "us";
    } else if (nanos < TimeUnit.SECONDS.toNanos(1)) {
      return tenths(nanos, TimeUnit.MILLISECONDS) + "ms";
    } else if (nanos < TimeUnit.MINUTES.toNanos(2)) {
      return tenths(nanos, TimeUnit.SECONDS) + "s";
    }
    return nanos < TimeUnit.HOURS.toNanos(1)
        ? tenths(nanos, TimeUnit.MINUTES) + "min"
        : tenths(nanos, TimeUnit.HOURS) + "h";
  }

  private static String tenths(long nanos, TimeUnit unit) {
    long whole = nanos / unit.toNanos(1);
    long tenth = nanos % unit.toNanos(1) * 10 / unit.toNanos(1);
    return tenth == 0 ? Long.toString(whole) : whole + "." + tenth;
  }
}

package io.health4j.docker;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * In which share of its scheduling periods a container had to wait for its CPU limit, over the last
 * minute: the growth of two counters since the oldest of a few looks back, so that it costs the
 * same however often it is looked. Looks that are rarer than a minute count from one to the next.
 * Used by one thread at a time.
 */
final class Throttling {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final int KEPT = 6;
  private static final long STEP = MINUTE / KEPT;

  private final long[] ticks = new long[KEPT];
  private final double[] periods = new double[KEPT];
  private final double[] throttled = new double[KEPT];
  private int oldest;
  private int count;
  private double lastPeriods;
  private double lastThrottled;
  private double grownPeriods;
  private double grownThrottled;

  /** The counters now; a fall of one is a reset, and nothing is known until the next. */
  void counted(double nowPeriods, double nowThrottled, long tick) {
    if (nowPeriods < lastPeriods || nowThrottled < lastThrottled) {
      reset();
    }
    lastPeriods = nowPeriods;
    lastThrottled = nowThrottled;
    while (count > 1 && tick - ticks[(oldest + 1) % KEPT] >= MINUTE) {
      drop();
    }
    grownPeriods = count == 0 ? 0 : nowPeriods - periods[oldest];
    grownThrottled = count == 0 ? 0 : nowThrottled - throttled[oldest];
    int newest = (oldest + count + KEPT - 1) % KEPT;
    if (count == 0 || tick - ticks[newest] >= STEP) {
      keep(nowPeriods, nowThrottled, tick);
    }
  }

  private void keep(double nowPeriods, double nowThrottled, long tick) {
    if (count == KEPT) {
      drop();
    }
    int next = (oldest + count++) % KEPT;
    ticks[next] = tick;
    periods[next] = nowPeriods;
    throttled[next] = nowThrottled;
  }

  private void drop() {
    oldest = (oldest + 1) % KEPT;
    count--;
  }

  /** The container began anew, or its counters. */
  void reset() {
    count = 0;
    grownPeriods = 0;
    grownThrottled = 0;
  }

  /** Periods that the share is of. */
  double periods() {
    return grownPeriods;
  }

  /** From 0 to 1; absent when there was no period. */
  OptionalDouble share() {
    return grownPeriods > 0
        ? OptionalDouble.of(Math.min(1, grownThrottled / grownPeriods))
        : OptionalDouble.empty();
  }
}

package io.health4j;

import java.time.Duration;

/**
 * When a target's samples are due. Each target has a grid of its own: the points of many targets
 * lie spread over the interval, so that they do not fire together, and stay spread, since what
 * moves a sample (a late thread, an event, a paused process, a job with another interval) does not
 * move the grid. A fixed share of the interval, told from the target's id, does that without a
 * random number. Immutable.
 */
final class Cadence {

  /** 2⁶⁴ / the golden ratio: its multiples are spread evenly, also those of similar ids. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** From 0 to 1, 1 left out. */
  private final double phase;

  Cadence(String id) {
    long mixed = (id.hashCode() + 1L) * GOLDEN;
    mixed ^= mixed >>> 29;
    phase = ((mixed * GOLDEN) >>> 11) * 0x1p-53;
  }

  /** This target's share of something that all are spread over. Nanoseconds. */
  long spread(long nanos) {
    return (long) (phase * nanos);
  }

  /**
   * When the next sample is due: the first point of the interval's grid after this one's start, and
   * at most an interval after it.
   */
  long next(long startedAt, Duration interval) {
    long step = interval.toNanos();
    return startedAt + step - Math.floorMod(startedAt - spread(step), step);
  }
}

package io.health4j.report;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** How finely the past is kept. */
enum Tier {
  /** Sample by sample. */
  RAW(0, Double.BYTES),
  FIVE_MINUTES(TimeUnit.MINUTES.toNanos(5), Cells.BYTES),
  HOUR(TimeUnit.HOURS.toNanos(1), Cells.BYTES);

  /** All of them, from fine to coarse. */
  static final List<Tier> ALL = List.of(values());

  /** How long a bucket is, in nanoseconds; 0 for samples, which have no length. */
  final long width;

  /** What one series takes for each sample or bucket. */
  final int bytes;

  Tier(long width, int bytes) {
    this.width = width;
    this.bytes = bytes;
  }

  /** The last moment that belongs to what begins at a moment. */
  long end(long start) {
    return start + Math.max(0, width - 1);
  }

  /**
   * Where the bucket of a moment begins. Counted from the origin, since the distance to it does not
   * overflow, as a tick itself may.
   */
  static long start(long tick, long origin, long width) {
    return origin + Math.floorDiv(tick - origin, width) * width;
  }
}

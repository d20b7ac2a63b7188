package io.health4j.nvml;

import java.time.Duration;

/**
 * How much a counter of errors grew over the last while. Of what came between two samples nobody
 * knows when it came. For the sum all of it counts while the later sample is in the while, so that
 * no error is missed however far apart samples are; for the rate it is taken to have come evenly,
 * and only the part in the while counts, so that a long time before makes it neither higher nor
 * lower.
 *
 * <p>It takes the same room however often it is added to: samples closer together than a thirtieth
 * of the while count as one. Used by one thread at a time.
 */
final class Growth {

  private static final double NANOS = 1e9;
  private static final int STEPS = 30;

  private final Delta delta = new Delta();
  private final long length;
  private final long[] ticks = new long[STEPS + 2];
  private final long[] totals = new long[STEPS + 2];
  private int count;
  private long total;

  Growth(Duration length) {
    this.length = length.toNanos();
  }

  /** Takes what the counter was at a tick. */
  void add(long tick, long value) {
    total += delta.next(value);
    if (count < 2 || ticks[count - 1] - ticks[count - 2] >= length / STEPS) {
      append();
    }
    ticks[count - 1] = tick;
    totals[count - 1] = total;
  }

  /** When there is no room, the oldest one is older than the while. */
  private void append() {
    if (count == ticks.length) {
      count--;
      System.arraycopy(ticks, 1, ticks, 0, count);
      System.arraycopy(totals, 1, totals, 0, count);
    }
    count++;
  }

  /** By how much it grew. */
  double sum(long tick) {
    return count == 0 ? 0 : (double) (total - totals[Math.max(0, at(tick - length))]);
  }

  /** By how much it grew in so many seconds, on average, when it was last read. */
  double per(double unit, long tick) {
    if (sum(tick) == 0) {
      return 0;
    }
    double grown = total - totalAt(ticks[count - 1] - length);
    return grown * unit * NANOS / length;
  }

  private double totalAt(long tick) {
    int i = at(tick);
    if (i < 0) {
      return totals[0];
    }
    double share = (double) (tick - ticks[i]) / (ticks[i + 1] - ticks[i]);
    return totals[i] + share * (totals[i + 1] - totals[i]);
  }

  /** The last sample that is not after a tick; −1 when there is none. */
  private int at(long tick) {
    int i = count - 1;
    while (i >= 0 && ticks[i] - tick > 0) {
      i--;
    }
    return i;
  }
}

package io.health4j.nvml;

import java.time.Duration;

/**
 * A sum over the last while, in a fixed number of slots, so that it takes the same room however
 * often it is added to. It is exact to a slot, a sixtieth of its length: what was added is gone
 * after the length at the latest, and a slot earlier at the soonest. Used by one thread at a time.
 */
final class Window {

  private static final int SLOTS = 60;

  private final long slotNanos;
  private final double[] sums = new double[SLOTS];
  private long origin;
  private long newest;
  private boolean begun;

  Window(Duration length) {
    slotNanos = Math.max(1, length.toNanos() / SLOTS);
  }

  void add(long tick, double amount) {
    move(tick);
    sums[(int) (newest % SLOTS)] += amount;
  }

  double sum(long tick) {
    move(tick);
    double sum = 0;
    for (double slot : sums) {
      sum += slot;
    }
    return sum;
  }

  /** Ticks are counted from the first, since they may pass the end of a long. */
  private void move(long tick) {
    if (!begun) {
      begun = true;
      origin = tick;
    }
    long slot = Math.max(newest, (tick - origin) / slotNanos);
    for (long i = Math.max(newest + 1, slot - SLOTS + 1); i <= slot; i++) {
      sums[(int) (i % SLOTS)] = 0;
    }
    newest = slot;
  }
}

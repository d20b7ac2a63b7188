package io.health4j.nvml;

import java.time.Duration;

/**
 * How much a counter of errors grew over the last while. Where samples are further apart than that
 * while, what came between two of them counts in full, and the rate is that between the two. Used
 * by one thread at a time.
 */
final class Growth {

  private static final double NANOS = 1e9;

  private final Delta delta = new Delta();
  private final Window window;
  private final double seconds;
  private double gap;
  private long last;
  private boolean begun;

  Growth(Duration length) {
    window = new Window(length);
    seconds = length.toNanos() / NANOS;
  }

  void add(long tick, long value) {
    gap = begun ? (tick - last) / NANOS : 0;
    begun = true;
    last = tick;
    window.add(tick, (double) delta.next(value));
  }

  /** By how much it grew. */
  double sum(long tick) {
    return window.sum(tick);
  }

  /** By how much it grew in so many seconds, on average. */
  double per(double unit, long tick) {
    return window.sum(tick) * unit / Math.max(seconds, gap);
  }
}

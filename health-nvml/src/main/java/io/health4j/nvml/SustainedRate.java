package io.health4j.nvml;

/**
 * Whether a counter grew faster than a limit from each sample to the next for some time. One slower
 * sample, or a reset of the counter, begins the time anew. Used by one thread at a time.
 */
final class SustainedRate {

  private static final double NANOS = 1e9;

  private final double limit;
  private final double seconds;
  private final Delta delta = new Delta();
  private boolean begun;
  private boolean fast;
  private long since;
  private long last;
  private double rate;

  /** A limit a second, and for how many seconds. */
  SustainedRate(double limit, double seconds) {
    this.limit = limit;
    this.seconds = seconds;
  }

  /** Takes the counter of a tick; true when it was too fast for long enough. */
  boolean next(long value, long tick) {
    if (begun && tick == last) {
      return isOver();
    }
    long grown = delta.next(value);
    rate = begun ? grown * NANOS / (tick - last) : 0;
    since = fast ? since : last;
    fast = rate > limit;
    last = tick;
    begun = true;
    return isOver();
  }

  private boolean isOver() {
    return fast && last - since >= seconds * NANOS;
  }

  /** Per second, over the last two samples. */
  double rate() {
    return rate;
  }
}

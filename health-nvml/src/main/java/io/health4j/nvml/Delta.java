package io.health4j.nvml;

/**
 * How much a counter of errors grew from one sample to the next. A counter that fell was reset (a
 * driver was loaded anew, a GPU was reset): nothing is known of what it counted before, so that is
 * no growth at all. Used by one thread at a time.
 */
final class Delta {

  private long last = -1;

  /** The growth since the last call; 0 at the first, and when the counter fell. */
  long next(long value) {
    long grown = last < 0 || value < last ? 0 : value - last;
    last = value;
    return grown;
  }
}

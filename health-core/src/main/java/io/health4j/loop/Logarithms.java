package io.health4j.loop;

import java.util.Arrays;

/** Natural logarithms of counts: those of small ones, which are most, are worked out once. */
final class Logarithms {

  private static final double[] KNOWN = new double[1024];

  static {
    Arrays.setAll(KNOWN, count -> count == 0 ? 0 : Math.log(count));
  }

  private Logarithms() {}

  /** Of 0 it is 0, as 0 · ln 0 counts for nothing in an entropy. */
  static double of(int count) {
    return count < KNOWN.length ? KNOWN[count] : Math.log(count);
  }
}

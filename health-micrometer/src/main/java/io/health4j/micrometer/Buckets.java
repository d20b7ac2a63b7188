package io.health4j.micrometer;

import io.health4j.check.Distribution;

/**
 * A distribution as Prometheus reads histograms: how many values are no larger than each of some
 * bounds. Of the distribution's own steps every fourth is taken, so that bounds double from 1 µs to
 * 73 min: {@value #COUNT} series for a histogram, which is what most time-series databases can
 * bear.
 */
final class Buckets {

  private static final int STRIDE = 4;

  /** With the one that has no bound. */
  static final int COUNT = (Distribution.BUCKETS - 2) / STRIDE + 2;

  private Buckets() {}

  /** The bound of a bucket as the text of an {@code le} label, in seconds. */
  static String bound(int bucket) {
    return bucket == COUNT - 1 ? "+Inf" : Double.toString(Distribution.upperBound(bucket * STRIDE));
  }

  /** How many values lie below a bucket's bound. */
  static long cumulative(Distribution distribution, int bucket) {
    if (bucket == COUNT - 1) {
      return distribution.count();
    }
    long sum = 0;
    for (int i = 0; i <= bucket * STRIDE; i++) {
      sum += distribution.countIn(i);
    }
    return sum;
  }
}

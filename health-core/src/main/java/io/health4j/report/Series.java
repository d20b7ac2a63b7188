package io.health4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The past of one value in two primitive columns that are used as a ring. The ring grows by
 * doubling while the budget allows, then the oldest value makes room. Guarded by its owner.
 */
final class Series {

  static final int FIRST_CAPACITY = 16;

  /** A tick and a value. */
  static final int BYTES_PER_SAMPLE = Long.BYTES + Double.BYTES;

  private long[] ticks = new long[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private int start;
  private int size;

  boolean isFull() {
    return size == ticks.length;
  }

  int capacity() {
    return ticks.length;
  }

  void grow() {
    int old = ticks.length;
    long[] moreTicks = new long[old * 2];
    double[] moreValues = new double[old * 2];
    for (int i = 0; i < size; i++) {
      moreTicks[i] = ticks[(start + i) % old];
      moreValues[i] = values[(start + i) % old];
    }
    ticks = moreTicks;
    values = moreValues;
    start = 0;
  }

  void add(long tick, double value) {
    int at = (start + size) % ticks.length;
    ticks[at] = tick;
    values[at] = value;
    if (isFull()) {
      start = (start + 1) % ticks.length;
    } else {
      size++;
    }
  }

  List<Sample> since(long tick) {
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < size; i++) {
      int at = (start + i) % ticks.length;
      if (ticks[at] - tick >= 0) {
        samples.add(new Sample(ticks[at], values[at]));
      }
    }
    return samples;
  }

  @Override
  public String toString() {
    return "Series" + Arrays.asList(size, ticks.length);
  }
}

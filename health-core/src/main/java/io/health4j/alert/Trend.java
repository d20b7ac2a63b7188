package io.health4j.alert;

import java.util.Arrays;

/**
 * The slope of the straight line that fits the values of a window best (least squares), a second.
 *
 * <p>At most {@value #MAX_POINTS} points are kept. Where samples come more often, the latest takes
 * the place of the one before it until a {@value #MAX_POINTS}th of the window has passed, so the
 * points stay spread over the window, and the latest is always among them. Memory grows with the
 * points; nothing is allocated once they are all there.
 */
final class Trend implements Meter {

  static final int MAX_POINTS = 64;

  private static final int FIRST_POINTS = 8;
  private static final int LEAST_POINTS = 3;

  private final long window;
  private long[] ticks = new long[FIRST_POINTS];
  private double[] values = new double[FIRST_POINTS];
  private int first;
  private int size;

  Trend(long window) {
    this.window = window;
  }

  @Override
  public double add(long tick, double value, long interval) {
    while (size > 0 && tick - ticks[first] > window) {
      first = (first + 1) % ticks.length;
      size--;
    }
    boolean crowded = size > 1 && tick - ticks[place(size - 2)] < window / (MAX_POINTS - 1);
    put(crowded ? size - 1 : size, tick, value);
    boolean known = size >= LEAST_POINTS && tick - ticks[first] >= window / 2;
    return known ? slope(tick) : Double.NaN;
  }

  private void put(int point, long tick, double value) {
    if (point == ticks.length && point < MAX_POINTS) {
      grow();
    } else if (point == ticks.length) {
      first = place(1);
      point--;
    }
    ticks[place(point)] = tick;
    values[place(point)] = value;
    size = point + 1;
  }

  private void grow() {
    long[] oldTicks = ticks;
    double[] oldValues = values;
    ticks = Arrays.copyOf(ticks, oldTicks.length * 2);
    values = Arrays.copyOf(values, oldTicks.length * 2);
    for (int i = 0; i < size; i++) {
      ticks[i] = oldTicks[(first + i) % oldTicks.length];
      values[i] = oldValues[(first + i) % oldTicks.length];
    }
    first = 0;
  }

  private int place(int point) {
    return (first + point) % ticks.length;
  }

  /** From the distances to the means: large values and ticks lose no digits so. */
  private double slope(long now) {
    double meanTime = 0;
    double meanValue = 0;
    for (int i = 0; i < size; i++) {
      meanTime += seconds(i, now) / size;
      meanValue += values[place(i)] / size;
    }
    double together = 0;
    double spread = 0;
    for (int i = 0; i < size; i++) {
      double time = seconds(i, now) - meanTime;
      together += time * (values[place(i)] - meanValue);
      spread += time * time;
    }
    return together / spread;
  }

  private double seconds(int point, long now) {
    return (ticks[place(point)] - now) / 1e9;
  }
}

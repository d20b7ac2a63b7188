package io.health4j.report;

import java.time.Duration;

/**
 * What values came to, a cell for each bucket of a series, or for each series of a bucket. A cell
 * keeps the sum and the count rather than the mean, so that an hour made of twelve buckets, some of
 * them with gaps, has the mean of its samples and not a mean of means. Guarded by its owner.
 */
final class Cells {

  /** What a cell takes. */
  static final int BYTES = 4 * Double.BYTES + Integer.BYTES;

  /** Minimum, maximum, sum and last value. */
  private static final int PARTS = 4;

  private static final int MAX = 1;
  private static final int SUM = 2;
  private static final int LAST = 3;

  private double[] parts;
  private int[] counts;

  Cells(int capacity) {
    this.parts = new double[capacity * PARTS];
    this.counts = new int[capacity];
  }

  int capacity() {
    return counts.length;
  }

  int count(int cell) {
    return counts[cell];
  }

  void clear(int cell) {
    counts[cell] = 0;
  }

  void add(int cell, double value) {
    double[] to = parts;
    int at = cell * PARTS;
    if (counts[cell]++ == 0) {
      to[at] = value;
      to[at + MAX] = value;
      to[at + SUM] = value;
    } else {
      to[at] = Math.min(to[at], value);
      to[at + MAX] = Math.max(to[at + MAX], value);
      to[at + SUM] += value;
    }
    to[at + LAST] = value;
  }

  /** Adds what came later. */
  void merge(int cell, Cells from, int fromCell) {
    int at = cell * PARTS;
    int in = fromCell * PARTS;
    if (counts[cell] == 0) {
      System.arraycopy(from.parts, in, parts, at, PARTS);
    } else if (from.counts[fromCell] > 0) {
      parts[at] = Math.min(parts[at], from.parts[in]);
      parts[at + MAX] = Math.max(parts[at + MAX], from.parts[in + MAX]);
      parts[at + SUM] += from.parts[in + SUM];
      parts[at + LAST] = from.parts[in + LAST];
    }
    counts[cell] += from.counts[fromCell];
  }

  Rollup rollup(int cell, long tick, Duration width) {
    int at = cell * PARTS;
    double min = parts[at];
    double max = parts[at + MAX];
    // Rounding, or a sum beyond the largest double, must not carry the mean out of its values.
    double mean = Math.max(min, Math.min(max, parts[at + SUM] / counts[cell]));
    return new Rollup(tick, width, counts[cell], min, max, mean, parts[at + LAST]);
  }

  /** A longer row of the same cells. */
  Cells copy(int size, int capacity) {
    var copy = new Cells(capacity);
    System.arraycopy(parts, 0, copy.parts, 0, size * PARTS);
    System.arraycopy(counts, 0, copy.counts, 0, size);
    return copy;
  }

  /** Moves all cells, as the ring does whose slots they stand for. */
  void resize(Ring ring, int capacity) {
    parts = ring.copy(parts, PARTS, capacity);
    counts = ring.copy(counts, capacity);
  }
}

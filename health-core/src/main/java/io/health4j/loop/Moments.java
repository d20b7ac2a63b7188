package io.health4j.loop;

import io.health4j.loop.Diversity.Coordinates;

/**
 * The squared distances of points from their mean, summed, in one pass. Of a batch of points it
 * sums offsets from the mean so far, and their squares, and then moves the mean; each batch is as
 * large as all before it. With batches of one this is Welford's update (1962), which divides for
 * each value.
 *
 * <p>What keeps the digits: the first point is taken off all others before anything else, so it
 * does not matter how far from 0 they lie; and what the mean's move takes off a batch's squares is
 * at most half of them (m offsets whose sum is s have squares of at least s² / m, and s² / 2m is
 * taken off), so that no more than a bit is lost there.
 *
 * <p>Up to 64 dimensions are summed side by side, one individual after another, as in {@link
 * AlleleCounts}. Not thread-safe.
 */
final class Moments {

  private static final int WIDTH = 64;

  private final double[] firsts = new double[WIDTH];

  /** Offsets from the first, since a mean far from 0 would be rounded by more than it moves. */
  private final double[] means = new double[WIDTH];

  private final double[] sums = new double[WIDTH];
  private final double[] squares = new double[WIDTH];

  /** Of at least one individual. */
  double squaresAroundMean(int individuals, int dimensions, Coordinates coordinates) {
    double sum = 0;
    int width;
    for (int first = 0; first < dimensions; first += width) {
      width = Math.min(WIDTH, dimensions - first);
      sum += block(individuals, first, width, coordinates);
    }
    return sum;
  }

  private double block(int individuals, int first, int width, Coordinates coordinates) {
    for (int i = 0; i < width; i++) {
      firsts[i] = coordinates.at(0, first + i);
      means[i] = 0;
    }
    double sum = 0;
    int done = 1;
    while (done < individuals) {
      int end = done + Math.min(done, individuals - done);
      for (int individual = done; individual < end; individual++) {
        add(individual, first, width, coordinates);
      }
      done = end;
      sum += moveMeans(width, done);
    }
    return sum;
  }

  private void add(int individual, int first, int width, Coordinates coordinates) {
    double[] origin = firsts;
    double[] mean = means;
    double[] sum = sums;
    double[] square = squares;
    for (int i = 0; i < width; i++) {
      double offset = coordinates.at(individual, first + i) - origin[i] - mean[i];
      sum[i] += offset;
      square[i] += offset * offset;
    }
  }

  /** What the batch adds, now that there are this many points. */
  private double moveMeans(int width, int count) {
    double added = 0;
    for (int i = 0; i < width; i++) {
      double move = sums[i] / count;
      added += squares[i] - sums[i] * move;
      means[i] += move;
      sums[i] = 0;
      squares[i] = 0;
    }
    return added;
  }
}

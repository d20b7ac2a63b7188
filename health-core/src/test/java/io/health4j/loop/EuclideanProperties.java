package io.health4j.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The mean squared distance in one pass, against all pairs and against exact arithmetic. */
class EuclideanProperties {

  /** More than one block of them. */
  private static final int DIMENSIONS = 70;

  @Property(tries = 300)
  void squaredEuclidean_anyPoints_isThatOfAllPairs(
      @ForAll("origins") double origin,
      @ForAll @IntRange(min = 1, max = 20) int n,
      @ForAll long seed) {
    var random = new Random(seed);
    var points = new double[n][DIMENSIONS];
    for (double[] point : points) {
      Arrays.setAll(point, d -> origin + random.nextDouble() * 20 - 10);
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        for (int d = 0; d < DIMENSIONS; d++) {
          double difference = points[i][d] - points[j][d];
          sum += difference * difference;
        }
      }
    }
    double expected = n < 2 ? 0 : sum / (n * (n - 1) / 2.0);
    assertThat(Diversity.squaredEuclidean(n, DIMENSIONS, (i, d) -> points[i][d]))
        .isEqualTo(expected, within(expected * 1e-12));
  }

  @Provide
  Arbitrary<Double> origins() {
    return Arbitraries.of(0.0, 1.0, -1e6, 1e9, 1e12);
  }

  /**
   * Against exact arithmetic. What is asked for is as hard as it can be made: the spread is up to
   * 10¹² times smaller than the values, sorted, or all but one point are close together; only the
   * points' own last bits may be lost, and the errors of n sums.
   */
  @Property(tries = 300)
  void squaredEuclidean_spreadFarBelowTheValues_keepsItsDigits(
      @ForAll("origins") double origin,
      @ForAll("spreads") double spread,
      @ForAll("shapes") Shape shape,
      @ForAll @IntRange(min = 2, max = 300) int n,
      @ForAll long seed) {
    var points = shape.points(n, origin, spread * Math.max(1, Math.abs(origin)), seed);
    double expected = exactSquaredEuclidean(points);
    assertThat(Diversity.squaredEuclidean(n, 1, (i, d) -> points[i]))
        .isEqualTo(expected, within(expected * 1e-13));
  }

  enum Shape {
    RANDOM,
    SORTED,
    FIRST_FAR_OFF,
    LAST_FAR_OFF,
    TWO_CROWDS;

    double[] points(int n, double origin, double spread, long seed) {
      var points = new Random(seed).doubles(n, -1, 1).map(x -> origin + x * spread).toArray();
      switch (this) {
        case RANDOM -> {}
        case SORTED -> Arrays.sort(points);
        case FIRST_FAR_OFF -> points[0] = origin + 1e6 * spread;
        case LAST_FAR_OFF -> points[n - 1] = origin - 1e6 * spread;
        case TWO_CROWDS -> Arrays.setAll(points, i -> i < n / 2 ? -points[i] : points[i]);
      }
      return points;
    }
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Arbitraries.of(Shape.class);
  }

  @Provide
  Arbitrary<Double> spreads() {
    return Arbitraries.of(1.0, 1e-3, 1e-9, 1e-12);
  }

  private static double exactSquaredEuclidean(double[] points) {
    int n = points.length;
    var sum = BigDecimal.ZERO;
    var squares = BigDecimal.ZERO;
    for (double point : points) {
      var exact = new BigDecimal(point);
      sum = sum.add(exact);
      squares = squares.add(exact.multiply(exact));
    }
    var pairs = squares.multiply(BigDecimal.valueOf(n)).subtract(sum.multiply(sum));
    return pairs
        .multiply(BigDecimal.valueOf(2))
        .divide(BigDecimal.valueOf((long) n * (n - 1)), MathContext.DECIMAL64)
        .doubleValue();
  }
}

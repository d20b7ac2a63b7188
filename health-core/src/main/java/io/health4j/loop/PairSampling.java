package io.health4j.loop;

import io.health4j.loop.Diversity.Estimate;
import io.health4j.loop.Diversity.PairDistance;
import java.util.SplittableRandom;

/** The mean over pairs, one distance after another (Welford 1962). */
final class PairSampling {

  private final PairDistance distance;
  private int count;
  private double mean;
  private double squares;

  private PairSampling(PairDistance distance) {
    this.distance = distance;
  }

  static Estimate all(int individuals, PairDistance distance) {
    var all = new PairSampling(distance);
    for (int other = 1; other < individuals; other++) {
      for (int one = 0; one < other; one++) {
        all.add(one, other);
      }
    }
    return new Estimate(all.mean, Double.isFinite(all.mean) ? 0 : Double.NaN, all.count);
  }

  static Estimate some(int individuals, PairDistance distance, int pairs, long seed) {
    var some = new PairSampling(distance);
    var random = new SplittableRandom(seed);
    for (int i = 0; i < pairs; i++) {
      int one = random.nextInt(individuals);
      int other = random.nextInt(individuals - 1);
      other += other >= one ? 1 : 0;
      some.add(Math.min(one, other), Math.max(one, other));
    }
    double variance = some.squares / (pairs - 1);
    return new Estimate(some.mean, Math.sqrt(variance / pairs), pairs);
  }

  private void add(int one, int other) {
    double value = distance.between(one, other);
    double before = value - mean;
    mean += before / ++count;
    squares += before * (value - mean);
  }
}

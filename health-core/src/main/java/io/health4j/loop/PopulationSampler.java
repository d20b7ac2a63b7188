package io.health4j.loop;

import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.loop.Diversity.Alleles;
import io.health4j.loop.Diversity.Coordinates;
import io.health4j.loop.Diversity.PairDistance;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Measures a population on the loop's thread, when a sample is due, and within a budget. A
 * population beyond the budget is thinned out: evenly spread individuals stand for all, and of
 * genomes so long that {@link #FEWEST} of them are too many, evenly spread loci.
 *
 * <p>The alphabet is the largest that this probe has seen, as alleles that died out are a loss of
 * diversity and not a smaller world.
 */
final class PopulationSampler {

  /**
   * Alleles read for a sample, on the loop's thread. Measured on a small, busy machine: 2 to 6 ns
   * an allele from 0 to 255, so 1.5 ms in all, and up to 60 ns for others; but up to 100 ms for the
   * first sample of all, which begins before any of this is compiled.
   */
  static final int MOST_ALLELES = 250_000;

  /** Individuals that are kept when genomes are long: a mean over 4,950 pairs. */
  static final int FEWEST = 100;

  /**
   * Pairs whose distance is taken for a sample: the standard error is 1/32 of the distances'
   * standard deviation. This project's own judgement.
   */
  static final int PAIRS = 1000;

  /** Buffers of more numbers than this (about 1 MB) are not kept from one sample to the next. */
  private static final int KEPT_CAPACITY = 1 << 16;

  private static final Metric DIVERSITY =
      Metric.gauge("loop.diversity", "1", "How different the individuals of the population are.");

  private static final Metric ERROR =
      Metric.gauge("loop.diversity.error", "1", "Standard error of a measure that is sampled.");

  private static final Attributes UNIQUE = measure("unique");
  private static final Attributes ENTROPY = measure("entropy");
  private static final Attributes HAMMING = measure("hamming");
  private static final Attributes EUCLIDEAN = measure("euclidean");
  private static final Attributes PAIRWISE = measure("pairs");

  private final SampleSlot genomes = new SampleSlot();
  private final SampleSlot vectors = new SampleSlot();
  private final SampleSlot distances = new SampleSlot();
  private final SampleSlot islands = new SampleSlot();
  private @Nullable Census census;
  private int alphabet;

  /** Another one for each sample, so that no pairs are overlooked for ever. */
  private long seed;

  private static Attributes measure(String name) {
    return Attributes.of("loop.diversity.measure", name);
  }

  SampleSlot genomes() {
    return genomes;
  }

  SampleSlot vectors() {
    return vectors;
  }

  SampleSlot distances() {
    return distances;
  }

  SampleSlot islands() {
    return islands;
  }

  void population(int individuals, int loci, Alleles alleles) {
    if (genomes.due()) {
      genomes.take(individuals, () -> genomeSample(individuals, loci, alleles));
    }
  }

  void vectors(int individuals, int dimensions, Coordinates coordinates) {
    if (vectors.due()) {
      vectors.take(individuals, () -> vectorSample(individuals, dimensions, coordinates));
    }
  }

  void distances(int individuals, PairDistance distance) {
    if (distances.due()) {
      distances.take(individuals, () -> pairSample(individuals, distance));
    }
  }

  void islands(int count, IntUnaryOperator sizeOf) {
    if (islands.due()) {
      islands.take(count, () -> IslandSample.of(count, sizeOf));
    }
  }

  private PopulationSample genomeSample(int individuals, int loci, Alleles alleles) {
    if (individuals < 2 || loci < 1) {
      return PopulationSample.empty(individuals);
    }
    var thin = Thinning.of(individuals, loci);
    var kept = census;
    var counted = kept == null ? new Census() : kept;
    counted.take(thin.individuals(), thin.length(), thin.alleles(alleles));
    census = counted.capacity() <= KEPT_CAPACITY ? counted : null;
    alphabet = Math.max(alphabet, counted.alphabet());
    double hamming = counted.hamming(alphabet);
    var readings =
        List.of(
            Reading.of(DIVERSITY, counted.uniqueRatio(), UNIQUE),
            Reading.of(DIVERSITY, counted.entropy(alphabet), ENTROPY),
            Reading.of(DIVERSITY, hamming, HAMMING));
    return PopulationSample.judged(individuals, thin.individuals(), readings, hamming);
  }

  private static PopulationSample vectorSample(
      int individuals, int dimensions, Coordinates coordinates) {
    if (individuals < 2 || dimensions < 1) {
      return PopulationSample.empty(individuals);
    }
    var thin = Thinning.of(individuals, dimensions);
    int used = thin.individuals();
    double squared =
        Diversity.squaredEuclidean(used, thin.length(), thin.coordinates(coordinates))
            * thin.allLength()
            / thin.length();
    List<Reading> readings =
        Double.isFinite(squared) ? List.of(Reading.of(DIVERSITY, squared, EUCLIDEAN)) : List.of();
    return PopulationSample.unjudged(individuals, used, readings);
  }

  private PopulationSample pairSample(int individuals, PairDistance distance) {
    if (individuals < 2) {
      return PopulationSample.empty(individuals);
    }
    var estimate = Diversity.sampledPairs(individuals, distance, PAIRS, seed++);
    List<Reading> readings =
        Double.isFinite(estimate.mean()) && Double.isFinite(estimate.standardError())
            ? List.of(
                Reading.of(DIVERSITY, estimate.mean(), PAIRWISE),
                Reading.of(ERROR, estimate.standardError(), PAIRWISE))
            : List.of();
    return PopulationSample.unjudged(individuals, individuals, readings);
  }
}

package io.health4j.loop;

import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.loop.Diversity.Alleles;
import io.health4j.loop.Diversity.Coordinates;
import java.util.List;
import java.util.OptionalDouble;
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
   * Alleles read for a sample, on the loop's thread. Measured on a small shared machine: about 10
   * ns an allele from 0 to 255, so 3 ms in all, and up to 310 ns for large ints that hardly repeat.
   */
  static final int MOST_ALLELES = 250_000;

  /** Individuals that are kept when genomes are long: a mean over 4,950 pairs. */
  static final int FEWEST = 100;

  /** Buffers of more numbers than this (about 1 MB) are not kept from one sample to the next. */
  private static final int KEPT_CAPACITY = 1 << 16;

  private static final Metric DIVERSITY =
      Metric.gauge("loop.diversity", "1", "How different the individuals of the population are.");

  private static final Attributes UNIQUE = measure("unique");
  private static final Attributes ENTROPY = measure("entropy");
  private static final Attributes HAMMING = measure("hamming");
  private static final Attributes EUCLIDEAN = measure("euclidean");

  private final SampleSlot genomes = new SampleSlot();
  private final SampleSlot vectors = new SampleSlot();
  private @Nullable Census census;
  private int alphabet;

  private static Attributes measure(String name) {
    return Attributes.of("loop.diversity.measure", name);
  }

  SampleSlot genomes() {
    return genomes;
  }

  SampleSlot vectors() {
    return vectors;
  }

  void population(int individuals, int loci, Alleles alleles) {
    if (!genomes.due()) {
      return;
    }
    try {
      genomes.put(
          individuals < 2 || loci < 1
              ? PopulationSample.empty(individuals)
              : genomeSample(Thinning.of(individuals, loci), alleles));
    } catch (Throwable failure) { // the host's function failed, not its loop; the check tells
      genomes.put(PopulationSample.failed(individuals, failure));
    }
  }

  void vectors(int individuals, int dimensions, Coordinates coordinates) {
    if (!vectors.due()) {
      return;
    }
    try {
      vectors.put(
          individuals < 2 || dimensions < 1
              ? PopulationSample.empty(individuals)
              : vectorSample(Thinning.of(individuals, dimensions), coordinates));
    } catch (Throwable failure) { // as above
      vectors.put(PopulationSample.failed(individuals, failure));
    }
  }

  private PopulationSample genomeSample(Thinning thin, Alleles alleles) {
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
    return new PopulationSample(
        thin.allIndividuals(), thin.individuals(), readings, OptionalDouble.of(hamming), "");
  }

  private static PopulationSample vectorSample(Thinning thin, Coordinates coordinates) {
    int individuals = thin.individuals();
    double squared =
        Diversity.squaredEuclidean(individuals, thin.length(), thin.coordinates(coordinates))
            * thin.allLength()
            / thin.length();
    List<Reading> readings =
        Double.isFinite(squared) ? List.of(Reading.of(DIVERSITY, squared, EUCLIDEAN)) : List.of();
    return new PopulationSample(
        thin.allIndividuals(), individuals, readings, OptionalDouble.empty(), "");
  }
}

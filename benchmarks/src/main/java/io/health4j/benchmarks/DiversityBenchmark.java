package io.health4j.benchmarks;

import static io.health4j.benchmarks.Populations.LOCI;

import io.health4j.loop.Diversity;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the measures of diversity cost, beside the least that any of them must do: read each genome
 * once, or count alleles in the plainest loop. Either is shown in both orders, since an array for
 * each individual is read faster along the individual.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class DiversityBenchmark {

  private static final int ALPHABET = 256;

  /**
   * Reads all genomes, one individual after another.
   *
   * @param p the population
   * @return the sum of all alleles
   */
  @Benchmark
  public long readInts(Populations.Any p) {
    long sum = 0;
    for (int i = 0; i < p.individuals; i++) {
      for (int locus = 0; locus < LOCI; locus++) {
        sum += p.alleles.at(i, locus);
      }
    }
    return sum;
  }

  /**
   * Reads all genomes, one locus after another.
   *
   * @param p the population
   * @return the sum of all alleles
   */
  @Benchmark
  public long readIntsByLocus(Populations.Any p) {
    long sum = 0;
    for (int locus = 0; locus < LOCI; locus++) {
      for (int i = 0; i < p.individuals; i++) {
        sum += p.alleles.at(i, locus);
      }
    }
    return sum;
  }

  /**
   * Reads all vectors, one individual after another.
   *
   * @param p the population
   * @return the sum of all coordinates
   */
  @Benchmark
  public double readDoubles(Populations.Any p) {
    double sum = 0;
    for (int i = 0; i < p.individuals; i++) {
      for (int d = 0; d < LOCI; d++) {
        sum += p.coordinates.at(i, d);
      }
    }
    return sum;
  }

  /**
   * Reads all vectors, one dimension after another.
   *
   * @param p the population
   * @return the sum of all coordinates
   */
  @Benchmark
  public double readDoublesByDimension(Populations.Any p) {
    double sum = 0;
    for (int d = 0; d < LOCI; d++) {
      for (int i = 0; i < p.individuals; i++) {
        sum += p.coordinates.at(i, d);
      }
    }
    return sum;
  }

  /**
   * The plainest loop that yields the Hamming distance: the counts of one locus after another.
   *
   * @param p the population
   * @return ordered pairs that are equal, over all loci
   */
  @Benchmark
  public long countBare(Populations.Any p) {
    var counts = new int[ALPHABET];
    long equal = 0;
    for (int locus = 0; locus < LOCI; locus++) {
      Arrays.fill(counts, 0);
      for (int i = 0; i < p.individuals; i++) {
        counts[p.alleles.at(i, locus)]++;
      }
      equal += equalPairs(counts);
    }
    return equal;
  }

  /**
   * The same with the counts of all loci at once, one individual after another.
   *
   * @param p the population
   * @return ordered pairs that are equal, over all loci
   */
  @Benchmark
  public long countBareByIndividual(Populations.Any p) {
    var counts = new int[LOCI][ALPHABET];
    for (int i = 0; i < p.individuals; i++) {
      for (int locus = 0; locus < LOCI; locus++) {
        counts[locus][p.alleles.at(i, locus)]++;
      }
    }
    long equal = 0;
    for (int[] each : counts) {
      equal += equalPairs(each);
    }
    return equal;
  }

  private static long equalPairs(int[] counts) {
    long equal = 0;
    for (int count : counts) {
      equal += (long) count * (count - 1);
    }
    return equal;
  }

  /**
   * The Hamming measure.
   *
   * @param p the population
   * @return the measure
   */
  @Benchmark
  public double hamming(Populations.Any p) {
    return Diversity.hamming(p.individuals, LOCI, p.alleles);
  }

  /**
   * The share of distinct genomes.
   *
   * @param p the population
   * @return the measure
   */
  @Benchmark
  public double unique(Populations.Any p) {
    return Diversity.uniqueRatio(p.individuals, LOCI, p.alleles);
  }

  /**
   * The mean squared Euclidean distance.
   *
   * @param p the population
   * @return the measure
   */
  @Benchmark
  public double euclid(Populations.Any p) {
    return Diversity.squaredEuclidean(p.individuals, LOCI, p.coordinates);
  }

  /**
   * The Hamming distance of all pairs, pair by pair.
   *
   * @param p the population
   * @return loci that differ, over all pairs
   */
  @Benchmark
  public long naiveHamming(Populations.Few p) {
    long differing = 0;
    for (int i = 0; i < p.individuals; i++) {
      for (int j = 0; j < i; j++) {
        for (int locus = 0; locus < LOCI; locus++) {
          differing += p.alleles.at(i, locus) == p.alleles.at(j, locus) ? 0 : 1;
        }
      }
    }
    return differing;
  }

  /**
   * The squared Euclidean distance of all pairs, pair by pair.
   *
   * @param p the population
   * @return the sum over all pairs
   */
  @Benchmark
  public double naiveEuclid(Populations.Few p) {
    double sum = 0;
    for (int i = 0; i < p.individuals; i++) {
      for (int j = 0; j < i; j++) {
        for (int d = 0; d < LOCI; d++) {
          double difference = p.coordinates.at(i, d) - p.coordinates.at(j, d);
          sum += difference * difference;
        }
      }
    }
    return sum;
  }
}

package io.health4j.loop;

import io.health4j.loop.Diversity.Alleles;
import java.util.Arrays;

/**
 * One pass over a population that yields all measures of its genomes. It goes locus by locus, so
 * that the counts of only one locus are kept, while each individual's hash grows by one allele. The
 * buffers stay for the next pass. Not thread-safe.
 */
final class Census {

  /** An odd constant with evenly mixed bits, 2⁶⁴ / the golden ratio, as in SplitMix64. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final AlleleCounts counts = new AlleleCounts();
  private long[] hashes = {};
  private int individuals;
  private int loci;

  void take(int newIndividuals, int newLoci, Alleles alleles) {
    individuals = newIndividuals;
    loci = newLoci;
    counts.clear();
    if (hashes.length < individuals) {
      hashes = new long[individuals];
    }
    Arrays.fill(hashes, 0, individuals, 0);
    for (int locus = 0; locus < loci && individuals > 0; locus++) {
      for (int i = 0; i < individuals; i++) {
        int allele = alleles.at(i, locus);
        counts.add(allele);
        hashes[i] = mix(hashes[i], allele);
      }
      counts.endLocus(individuals);
    }
    Arrays.sort(hashes, 0, individuals);
  }

  /** How many distinct alleles the whole population has. */
  int alphabet() {
    return counts.distinct();
  }

  /** How many numbers the buffers hold, to tell when they are too large to be kept. */
  int capacity() {
    return Math.max(hashes.length, counts.capacity());
  }

  double uniqueRatio() {
    if (individuals == 0) {
      return Double.NaN;
    }
    int distinct = 1;
    for (int i = 1; i < individuals; i++) {
      distinct += hashes[i] == hashes[i - 1] ? 0 : 1;
    }
    return (double) distinct / individuals;
  }

  double entropy(int alphabet) {
    int symbols = Math.min(individuals, alphabet);
    if (symbols < 2) {
      return individuals == 0 ? Double.NaN : 0;
    }
    return Math.min(1, counts.entropySum() / loci / Math.log(symbols));
  }

  double hamming(int alphabet) {
    if (individuals < 2 || loci == 0 || alphabet < 2) {
      return individuals == 0 ? Double.NaN : 0;
    }
    return counts.differingSum() / loci / (1 - 1.0 / alphabet);
  }

  /**
   * Takes one more allele into a genome's hash. For one allele this is a bijection, so that genomes
   * that differ keep differing while what follows is equal; the finisher is Stafford's 13th
   * variant.
   */
  private static long mix(long hash, int allele) {
    long z = hash + (allele + 1L) * GOLDEN;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}

package io.health4j.loop;

import io.health4j.loop.Diversity.Alleles;
import java.util.Arrays;

/**
 * One pass over a population that yields all measures of its genomes, or only those that compare
 * pairs. The buffers stay for the next pass. Not thread-safe.
 */
final class Census {

  private final AlleleCounts counts = new AlleleCounts();
  private long[] hashes = {};
  private int individuals;
  private int loci;

  /** All measures. */
  void take(int newIndividuals, int newLoci, Alleles alleles) {
    begin(newIndividuals, newLoci);
    hashes = hashes.length < individuals ? new long[individuals] : hashes;
    Arrays.fill(hashes, 0, individuals, 0);
    int width;
    for (int first = 0; first < loci && individuals > 0; first += width) {
      width = Math.min(AlleleCounts.WIDTH, loci - first);
      for (int i = 0; i < individuals; i++) {
        hashes[i] += counts.addAndHash(i, first, width, alleles);
      }
      counts.end(individuals, width, true);
    }
    Arrays.sort(hashes, 0, individuals);
  }

  /** The alphabet and {@link #hamming} alone, in less than half the time. */
  void takePairs(int newIndividuals, int newLoci, Alleles alleles) {
    begin(newIndividuals, newLoci);
    int width;
    for (int first = 0; first < loci && individuals > 0; first += width) {
      width = Math.min(AlleleCounts.WIDTH, loci - first);
      for (int i = 0; i < individuals; i++) {
        counts.add(i, first, width, alleles);
      }
      counts.end(individuals, width, false);
    }
  }

  private void begin(int newIndividuals, int newLoci) {
    individuals = newIndividuals;
    loci = newLoci;
    counts.begin(loci);
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
}

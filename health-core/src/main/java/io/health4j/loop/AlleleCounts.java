package io.health4j.loop;

import io.health4j.loop.Diversity.Alleles;
import java.util.Arrays;

/**
 * Counts the alleles at up to {@link #WIDTH} neighbouring loci at once, one individual after
 * another. Genomes mostly lie in memory one by one, so that reading a locus of all of them would
 * fetch a line of the cache for each allele; and where a population has converged, to add to one
 * count again and again would wait for the last sum each time, while neighbouring loci do not wait
 * for each other. The width keeps the counts of small alphabets in the fastest cache, of others in
 * the next.
 *
 * <p>Alleles from 0 to 255 have a plain array for each locus, all others go to {@link
 * LargeAlleles}. Not thread-safe.
 */
final class AlleleCounts {

  static final int WIDTH = 128;
  private static final int SMALL = 256;

  private int[][] counts = {};
  private final LargeAlleles large = new LargeAlleles();

  /** Not 0 where an allele was seen, at any locus. */
  private final int[] seen = new int[SMALL];

  /** All small alleles of these loci, or-ed: none is above it. */
  private int bits;

  private boolean used;
  private double differingSum;
  private double entropySum;

  /**
   * Forgets all, also what a pass left that did not reach its end.
   *
   * @param loci how long the genomes are
   */
  void begin(int loci) {
    if (used) {
      for (int[] each : counts) {
        Arrays.fill(each, 0);
      }
      Arrays.fill(seen, 0);
      large.clear();
    }
    used = true;
    int width = Math.min(WIDTH, loci);
    counts = counts.length < width ? new int[width][SMALL] : counts;
    bits = 0;
    differingSum = 0;
    entropySum = 0;
  }

  /** Counts what one individual has at the loci from {@code first}. */
  void add(int individual, int first, int width, Alleles alleles) {
    int or = 0;
    for (int i = 0; i < width; i++) {
      or |= add(i, alleles.at(individual, first + i));
    }
    bits |= or;
  }

  /** The same, and a hash of this part of its genome. */
  long addAndHash(int individual, int first, int width, Alleles alleles) {
    int or = 0;
    long hash = 0;
    for (int i = 0; i < width; i++) {
      int allele = alleles.at(individual, first + i);
      or |= add(i, allele);
      hash += GenomeHash.of(first + i, allele);
    }
    bits |= or;
    return hash;
  }

  private int add(int place, int allele) {
    int[] row = counts[place];
    if (allele >= 0 && allele < row.length) {
      row[allele]++;
      return allele;
    }
    large.add(place, allele);
    return 0;
  }

  /** Adds these loci to the sums, and starts the next. */
  void end(int individuals, int width, boolean entropy) {
    int end = 2 * Integer.highestOneBit(bits | 1);
    for (int place = 0; place < width; place++) {
      int[] row = counts[place];
      for (int allele = 0; allele < end; allele++) {
        seen[allele] |= row[allele];
      }
      long pairs = (long) individuals * (individuals - 1);
      long equal = equalPairs(row, end);
      entropySum += entropy ? entropy(row, end, individuals) : 0;
      Arrays.fill(row, 0, end, 0);
      if (!large.isEmpty(place)) {
        int[] others = large.take(place);
        equal += equalPairs(others, others.length);
        entropySum += entropy ? entropy(others, others.length, individuals) : 0;
      }
      differingSum += pairs == 0 ? 0 : (double) (pairs - equal) / pairs;
    }
    bits = 0;
  }

  private static long equalPairs(int[] counts, int end) {
    long equal = 0;
    for (int i = 0; i < end; i++) {
      equal += (long) counts[i] * (counts[i] - 1);
    }
    return equal;
  }

  private static double entropy(int[] counts, int end, int individuals) {
    double log = Logarithms.of(individuals);
    double sum = 0;
    for (int i = 0; i < end; i++) {
      sum += counts[i] * (log - Logarithms.of(counts[i]));
    }
    return sum / individuals;
  }

  /** How many alleles were seen, at all loci together. */
  int distinct() {
    int distinct = large.distinct();
    for (int each : seen) {
      distinct += each == 0 ? 0 : 1;
    }
    return distinct;
  }

  /** How many numbers the buffers hold that grow. */
  int capacity() {
    return large.capacity();
  }

  /** The share of pairs that differ at a locus, summed over the loci. */
  double differingSum() {
    return differingSum;
  }

  /** The Shannon entropy at a locus in nats, summed over the loci. */
  double entropySum() {
    return entropySum;
  }
}

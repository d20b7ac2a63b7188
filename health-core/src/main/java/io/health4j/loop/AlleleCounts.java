package io.health4j.loop;

import java.util.Arrays;

/**
 * Counts the alleles at one locus after another. Every allele of the population gets a number when
 * it is first seen, by a plain array for 0 to 255 and by an open-addressed table for all others;
 * the counts of the current locus lie at these numbers, and only those that the locus touched are
 * reset after it. So a locus costs as much as it has individuals, however large the alphabet is,
 * and the size of the alphabet comes for free. Not thread-safe.
 */
final class AlleleCounts {

  private static final int SMALL = 256;
  private static final int INITIAL = 64;

  /** Number + 1 of each small allele; 0 when it was not seen. */
  private final int[] small = new int[SMALL];

  /** Number + 1 of another allele, where its hash points or later; twice as long as the rest. */
  private int[] table = new int[2 * INITIAL];

  private int[] alleles = new int[INITIAL];
  private int[] counts = new int[INITIAL];
  private int[] touched = new int[INITIAL];
  private int distinct;
  private int touchedCount;
  private double differingSum;
  private double entropySum;

  /** Forgets all, also what a pass left that did not reach its end. */
  void clear() {
    Arrays.fill(small, 0);
    Arrays.fill(table, 0);
    Arrays.fill(counts, 0, distinct, 0);
    distinct = 0;
    touchedCount = 0;
    differingSum = 0;
    entropySum = 0;
  }

  void add(int allele) {
    int number = numberOf(allele);
    if (counts[number]++ == 0) {
      touched[touchedCount++] = number;
    }
  }

  /** Adds the current locus to the sums, and starts the next. */
  void endLocus(int individuals) {
    long pairs = (long) individuals * (individuals - 1);
    long equalPairs = 0;
    for (int i = 0; i < touchedCount; i++) {
      long count = counts[touched[i]];
      counts[touched[i]] = 0;
      equalPairs += count * (count - 1);
      double share = (double) count / individuals;
      entropySum -= share * Math.log(share);
    }
    differingSum += pairs == 0 ? 0 : (double) (pairs - equalPairs) / pairs;
    touchedCount = 0;
  }

  /** How many alleles were seen, at all loci together. */
  int distinct() {
    return distinct;
  }

  int capacity() {
    return alleles.length;
  }

  /** The share of pairs that differ at a locus, summed over the loci. */
  double differingSum() {
    return differingSum;
  }

  /** The Shannon entropy at a locus in nats, summed over the loci. */
  double entropySum() {
    return entropySum;
  }

  private int numberOf(int allele) {
    if (allele >= 0 && allele < SMALL) {
      if (small[allele] == 0) {
        small[allele] = append(allele) + 1;
      }
      return small[allele] - 1;
    }
    int slot = slotOf(allele);
    if (table[slot] != 0) {
      return table[slot] - 1;
    }
    int number = append(allele);
    table[slotOf(allele)] = number + 1; // the table may just have grown
    return number;
  }

  private int slotOf(int allele) {
    int mask = table.length - 1;
    int slot = spread(allele) & mask;
    while (table[slot] != 0 && alleles[table[slot] - 1] != allele) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private int append(int allele) {
    if (distinct == alleles.length) {
      grow();
    }
    alleles[distinct] = allele;
    return distinct++;
  }

  private void grow() {
    int length = alleles.length * 2;
    alleles = Arrays.copyOf(alleles, length);
    counts = Arrays.copyOf(counts, length);
    touched = Arrays.copyOf(touched, length);
    table = new int[2 * length];
    for (int number = 0; number < distinct; number++) {
      if (alleles[number] < 0 || alleles[number] >= SMALL) {
        table[slotOf(alleles[number])] = number + 1;
      }
    }
  }

  /**
   * Lets the low bits depend on all bits, since alleles may be multiples of a large power of two.
   */
  private static int spread(int allele) {
    int h = (allele ^ allele >>> 16) * 0x9E3779B9;
    return h ^ h >>> 15;
  }
}

package io.health4j.loop;

import java.util.Arrays;

/**
 * Counts the alleles that are not from 0 to 255. They are put aside, and counted one locus after
 * another: every allele of the population gets a number when it is first seen, by an open-addressed
 * table; the counts of a locus lie at these numbers, and only those that the locus touched are
 * reset after it. So a locus costs as much as it has individuals, however large the alphabet is,
 * and the size of the alphabet comes for free. Not thread-safe.
 */
final class LargeAlleles {

  private static final int INITIAL = 64;

  private final int[][] aside = new int[AlleleCounts.WIDTH][0];
  private final int[] sizes = new int[AlleleCounts.WIDTH];

  /** Number + 1 of an allele, where its hash points or later; twice as long as the rest. */
  private int[] table = new int[2 * INITIAL];

  private int[] alleles = new int[INITIAL];
  private int[] counts = new int[INITIAL];
  private int[] touched = new int[INITIAL];
  private int distinct;

  /** Forgets all. */
  void clear() {
    Arrays.fill(sizes, 0);
    Arrays.fill(table, 0);
    Arrays.fill(counts, 0, distinct, 0);
    distinct = 0;
  }

  void add(int place, int allele) {
    int size = sizes[place];
    if (size == aside[place].length) {
      aside[place] = Arrays.copyOf(aside[place], Math.max(INITIAL, size + (size >> 1)));
    }
    aside[place][size] = allele;
    sizes[place] = size + 1;
  }

  boolean isEmpty(int place) {
    return sizes[place] == 0;
  }

  /** How often each allele is there that was added at this place, which is empty then. */
  int[] take(int place) {
    int kinds = 0;
    for (int i = 0; i < sizes[place]; i++) {
      int number = numberOf(aside[place][i]);
      if (counts[number]++ == 0) {
        touched[kinds++] = number;
      }
    }
    var taken = new int[kinds];
    for (int i = 0; i < kinds; i++) {
      taken[i] = counts[touched[i]];
      counts[touched[i]] = 0;
    }
    sizes[place] = 0;
    return taken;
  }

  /** How many alleles were taken, at all loci together. */
  int distinct() {
    return distinct;
  }

  /** How many numbers the largest buffers hold. */
  int capacity() {
    int capacity = alleles.length;
    for (int[] each : aside) {
      capacity += each.length;
    }
    return capacity;
  }

  private int numberOf(int allele) {
    int slot = slotOf(allele);
    if (table[slot] == 0) {
      if (distinct == alleles.length) {
        grow();
        slot = slotOf(allele);
      }
      alleles[distinct] = allele;
      table[slot] = ++distinct;
    }
    return table[slot] - 1;
  }

  private int slotOf(int allele) {
    int mask = table.length - 1;
    int slot = spread(allele) & mask;
    while (table[slot] != 0 && alleles[table[slot] - 1] != allele) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    int length = alleles.length * 2;
    alleles = Arrays.copyOf(alleles, length);
    counts = Arrays.copyOf(counts, length);
    touched = Arrays.copyOf(touched, length);
    table = new int[2 * length];
    for (int number = 0; number < distinct; number++) {
      table[slotOf(alleles[number])] = number + 1;
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

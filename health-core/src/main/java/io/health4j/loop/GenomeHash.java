package io.health4j.loop;

/**
 * A 64-bit hash of a genome: the sum of one random-looking number for each locus and allele there
 * (Zobrist, "A New Hashing Method with Application for Game Playing", 1970). The numbers are made
 * rather than looked up, by the finisher of SplitMix64 in Stafford's 13th variant, a bijection. As
 * they do not depend on each other, a processor makes several at a time, and loci may come in any
 * order.
 */
final class GenomeHash {

  /** An odd constant with evenly mixed bits, 2⁶⁴ / the golden ratio, as in SplitMix64. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private GenomeHash() {}

  /** The part of one locus; the parts are to be added. */
  static long of(int locus, int allele) {
    long z = (((long) locus << 32) | (allele & 0xFFFFFFFFL)) * GOLDEN;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}

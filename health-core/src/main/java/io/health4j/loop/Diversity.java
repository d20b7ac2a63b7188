package io.health4j.loop;

/**
 * How different the individuals of a population are. Four measures, each exact and in one pass over
 * the population, and one for any other distance, by sampling:
 *
 * <table>
 * <caption>The measures</caption>
 * <tr><th>measure<th>0<th>1
 * <tr><td>{@link #uniqueRatio unique}<td>never reached<td>no two genomes are equal
 * <tr><td>{@link #entropy entropy}<td>one genome only<td>at each locus all alleles are equally common
 * <tr><td>{@link #hamming hamming}<td>one genome only<td>two individuals differ as two random ones do
 * <tr><td>{@link #squaredEuclidean squaredEuclidean}<td>one point only<td>means nothing: it has a unit
 * <tr><td>{@link #sampledPairs sampledPairs}<td>no distance<td>means nothing: as the distance says
 * </table>
 *
 * <p>One individual is not diverse: it has one unique genome (ratio 1) and 0 in the other measures,
 * and so has a population whose genomes have no loci. Of no individuals each measure is NaN.
 *
 * <p>All functions are pure and thread-safe; they call the given function on the caller's thread,
 * and the measures in one pass once for each individual and locus, in no particular order. What it
 * throws reaches the caller.
 */
public final class Diversity {

  private Diversity() {}

  /** The genomes of a population of discrete genes. */
  @FunctionalInterface
  public interface Alleles {

    /**
     * What one individual has at one locus.
     *
     * @param individual from 0 to the number of individuals − 1
     * @param locus from 0 to the number of loci − 1
     * @return any int; equal ints are the same allele. 0 to 255 are counted fastest
     */
    int at(int individual, int locus);
  }

  /** The places of a population of real-valued genes. */
  @FunctionalInterface
  public interface Coordinates {

    /**
     * Where one individual is along one dimension.
     *
     * @param individual from 0 to the number of individuals − 1
     * @param dimension from 0 to the number of dimensions − 1
     * @return the coordinate
     */
    double at(int individual, int dimension);
  }

  /** How far two individuals of a population are apart. */
  @FunctionalInterface
  public interface PairDistance {

    /**
     * The distance of two individuals.
     *
     * @param one from 0 to the number of individuals − 2
     * @param other above {@code one}, up to the number of individuals − 1
     * @return the distance, the same from either side
     */
    double between(int one, int other);
  }

  /**
   * A mean over pairs.
   *
   * @param mean the mean distance; not finite when a distance was not, NaN when there is nobody
   * @param standardError how far {@code mean} is off: less than twice this in about 95 of 100
   *     samples, unless few pairs make most of the mean. 0 when all pairs were looked at, NaN when
   *     {@code mean} is not finite
   * @param pairs how many pairs were looked at
   */
  public record Estimate(double mean, double standardError, int pairs) {}

  /**
   * The share of distinct genomes. Genomes are told apart by a 64-bit hash: two different ones
   * count as one with a chance of about n² / 2⁶⁵ in the whole population, 3 · 10⁻⁸ for a million
   * individuals.
   *
   * @param individuals how many there are, at least 0
   * @param loci how long each genome is, at least 0
   * @param alleles the genomes
   * @return distinct genomes / individuals, above 0 and at most 1; NaN for no individuals
   * @throws IllegalArgumentException for a negative count
   */
  public static double uniqueRatio(int individuals, int loci, Alleles alleles) {
    return census(individuals, loci, alleles).uniqueRatio();
  }

  /**
   * How evenly alleles are spread: the Shannon entropy of the alleles at a locus as a share of the
   * largest that is possible, ln(min(individuals, alphabet)), and of that the mean over all loci.
   * The alphabet is the number of distinct alleles in the whole population.
   *
   * @param individuals how many there are, at least 0
   * @param loci how long each genome is, at least 0
   * @param alleles the genomes
   * @return from 0 to 1; 0 when all genomes are equal; NaN for no individuals
   * @throws IllegalArgumentException for a negative count
   */
  public static double entropy(int individuals, int loci, Alleles alleles) {
    var census = census(individuals, loci, alleles);
    return census.entropy(census.alphabet());
  }

  /**
   * The mean Hamming distance of all pairs, as a share of what a random population is expected to
   * have, with as many alleles as were seen in the whole population. Late in a search, when alleles
   * have died out, {@link #hamming(int, int, int, Alleles)} is the stricter measure.
   *
   * @param individuals how many there are, at least 0
   * @param loci how long each genome is, at least 0
   * @param alleles the genomes
   * @return from 0, when all genomes are equal, over 1, as diverse as chance, to 2, two opposites;
   *     NaN for no individuals
   * @throws IllegalArgumentException for a negative count
   */
  public static double hamming(int individuals, int loci, Alleles alleles) {
    var census = pairs(individuals, loci, alleles);
    return census.hamming(census.alphabet());
  }

  /**
   * The mean Hamming distance of all pairs, as a share of what a random population is expected to
   * have: loci · (1 − 1/alphabet). It is found from the counts of alleles at each locus, since c of
   * them that are equal make c · (c − 1) of all n · (n − 1) ordered pairs agree there.
   *
   * @param individuals how many there are, at least 0
   * @param loci how long each genome is, at least 0
   * @param alphabet how many alleles a locus can have; at least 2, and at least as many as there
   *     are
   * @param alleles the genomes
   * @return from 0, when all genomes are equal, over 1, as diverse as chance, to 2, two opposites;
   *     NaN for no individuals
   * @throws IllegalArgumentException for a negative count, or an alphabet that is too small
   */
  public static double hamming(int individuals, int loci, int alphabet, Alleles alleles) {
    var census = pairs(individuals, loci, alleles);
    requireAtLeast(Math.max(2, census.alphabet()), "alphabet", alphabet);
    return census.hamming(alphabet);
  }

  /**
   * The mean squared Euclidean distance of all pairs: twice the sum of each dimension's unbiased
   * variance. Sums are taken around the mean so far (after Welford 1962), so that a spread far
   * smaller than the values keeps its digits.
   *
   * @param individuals how many there are, at least 0
   * @param dimensions how many coordinates each has, at least 0
   * @param coordinates the places
   * @return at least 0, in the square of the coordinates' unit; 0 for one individual, NaN for none;
   *     NaN or infinite when a coordinate is, or when a square overflows
   * @throws IllegalArgumentException for a negative count
   */
  public static double squaredEuclidean(int individuals, int dimensions, Coordinates coordinates) {
    requireCounts(individuals, "dimensions", dimensions);
    if (individuals == 0) {
      return Double.NaN;
    }
    double sum = new Moments().squaresAroundMean(individuals, dimensions, coordinates);
    return individuals == 1 ? 0 : 2 * sum / (individuals - 1);
  }

  /**
   * The mean of any distance over all pairs, estimated from some, of which each is drawn from all
   * with equal chances; one may be drawn twice. When there are no more pairs than asked for, all
   * are taken once, and the mean is exact.
   *
   * @param individuals how many there are, at least 0
   * @param distance the distance, called once for each pair that is looked at
   * @param pairs how many to look at, at least 2; the standard error falls with its square root
   * @param seed the same seed draws the same pairs
   * @return the mean and its standard error; 0 for one individual, NaN for none
   * @throws IllegalArgumentException for a negative count, or less than 2 pairs
   */
  public static Estimate sampledPairs(
      int individuals, PairDistance distance, int pairs, long seed) {
    requireAtLeast(0, "individuals", individuals);
    requireAtLeast(2, "pairs", pairs);
    if (individuals == 0) {
      return new Estimate(Double.NaN, Double.NaN, 0);
    }
    return (long) individuals * (individuals - 1) / 2 <= pairs
        ? PairSampling.all(individuals, distance)
        : PairSampling.some(individuals, distance, pairs, seed);
  }

  private static Census census(int individuals, int loci, Alleles alleles) {
    requireCounts(individuals, "loci", loci);
    var census = new Census();
    census.take(individuals, loci, alleles);
    return census;
  }

  private static Census pairs(int individuals, int loci, Alleles alleles) {
    requireCounts(individuals, "loci", loci);
    var census = new Census();
    census.takePairs(individuals, loci, alleles);
    return census;
  }

  private static void requireCounts(int individuals, String name, int length) {
    requireAtLeast(0, "individuals", individuals);
    requireAtLeast(0, name, length);
  }

  private static void requireAtLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
    }
  }
}

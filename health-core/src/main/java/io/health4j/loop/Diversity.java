package io.health4j.loop;

/**
 * How different the individuals of a population are. Four measures, each in one pass over the
 * population, none by sampling:
 *
 * <table>
 * <caption>The measures</caption>
 * <tr><th>measure<th>0<th>1
 * <tr><td>{@link #uniqueRatio unique}<td>never reached<td>no two genomes are equal
 * <tr><td>{@link #entropy entropy}<td>one genome only<td>at each locus all alleles are equally common
 * <tr><td>{@link #hamming hamming}<td>one genome only<td>two individuals differ as two random ones do
 * <tr><td>{@link #squaredEuclidean squaredEuclidean}<td>one point only<td>means nothing: it has a unit
 * </table>
 *
 * <p>One individual is not diverse: it has one unique genome (ratio 1) and 0 in the other measures,
 * and so has a population whose genomes have no loci. Of no individuals each measure is NaN.
 *
 * <p>All functions are pure and thread-safe; they call the given function once for each individual
 * and locus, locus by locus, on the caller's thread. What it throws reaches the caller.
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
    var census = census(individuals, loci, alleles);
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
    var census = census(individuals, loci, alleles);
    int least = Math.max(2, census.alphabet());
    if (alphabet < least) {
      throw new IllegalArgumentException(
          "alphabet must be at least " + least + ", was " + alphabet);
    }
    return census.hamming(alphabet);
  }

  /**
   * The mean squared Euclidean distance of all pairs: twice the sum of each dimension's unbiased
   * variance. Sums are taken around the first individual and then around the running mean (Welford
   * 1962), so that a spread far smaller than the values keeps its digits.
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
    double sum = 0;
    for (int d = 0; d < dimensions; d++) {
      sum += squaresAroundMean(individuals, d, coordinates);
    }
    return individuals == 1 ? 0 : 2 * sum / (individuals - 1);
  }

  private static double squaresAroundMean(int individuals, int dimension, Coordinates coordinates) {
    double first = coordinates.at(0, dimension);
    double mean = 0;
    double squares = 0;
    for (int i = 1; i < individuals; i++) {
      double offset = coordinates.at(i, dimension) - first;
      double before = offset - mean;
      mean += before / (i + 1);
      squares += before * (offset - mean);
    }
    return squares;
  }

  private static Census census(int individuals, int loci, Alleles alleles) {
    requireCounts(individuals, "loci", loci);
    var census = new Census();
    census.take(individuals, loci, alleles);
    return census;
  }

  private static void requireCounts(int individuals, String name, int length) {
    if (individuals < 0) {
      throw new IllegalArgumentException("individuals must be at least 0, was " + individuals);
    }
    if (length < 0) {
      throw new IllegalArgumentException(name + " must be at least 0, was " + length);
    }
  }
}

package io.health4j.loop;

import io.health4j.loop.Diversity.Alleles;
import io.health4j.loop.Diversity.Coordinates;
import java.util.Arrays;

/**
 * Which individuals and loci of a population are looked at.
 *
 * @param allIndividuals how many there are
 * @param allLength how many loci or dimensions each has
 * @param individuals how many are looked at
 * @param length how many loci or dimensions of each
 */
record Thinning(int allIndividuals, int allLength, int individuals, int length) {

  /** All of them when the budget suffices. */
  static Thinning of(int individuals, int length) {
    int most = PopulationSampler.MOST_ALLELES;
    int used = Math.min(individuals, Math.max(PopulationSampler.FEWEST, most / length));
    return new Thinning(individuals, length, used, Math.min(length, most / used));
  }

  Alleles alleles(Alleles alleles) {
    if (isAll()) {
      return alleles;
    }
    int[] rows = spread(individuals, allIndividuals);
    int[] columns = spread(length, allLength);
    return (individual, locus) -> alleles.at(rows[individual], columns[locus]);
  }

  Coordinates coordinates(Coordinates coordinates) {
    if (isAll()) {
      return coordinates;
    }
    int[] rows = spread(individuals, allIndividuals);
    int[] columns = spread(length, allLength);
    return (individual, dimension) -> coordinates.at(rows[individual], columns[dimension]);
  }

  /** Which one of all is the i-th that is looked at. */
  int individual(int i) {
    return place(i, individuals, allIndividuals);
  }

  private boolean isAll() {
    return individuals == allIndividuals && length == allLength;
  }

  /** Worked out once, since a division costs more than the rest of reading an allele. */
  private static int[] spread(int used, int all) {
    var places = new int[used];
    Arrays.setAll(places, i -> place(i, used, all));
    return places;
  }

  private static int place(int i, int used, int all) {
    return (int) ((long) i * all / used);
  }
}

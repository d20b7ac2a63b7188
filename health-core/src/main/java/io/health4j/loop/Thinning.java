package io.health4j.loop;

import io.health4j.loop.Diversity.Alleles;
import io.health4j.loop.Diversity.Coordinates;

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
    return isAll() ? alleles : (i, locus) -> alleles.at(individual(i), place(locus));
  }

  Coordinates coordinates(Coordinates coordinates) {
    return isAll()
        ? coordinates
        : (i, dimension) -> coordinates.at(individual(i), place(dimension));
  }

  private boolean isAll() {
    return individuals == allIndividuals && length == allLength;
  }

  private int individual(int i) {
    return (int) ((long) i * allIndividuals / individuals);
  }

  private int place(int i) {
    return (int) ((long) i * allLength / length);
  }
}

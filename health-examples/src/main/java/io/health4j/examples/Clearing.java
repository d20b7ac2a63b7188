package io.health4j.examples;

import io.jenetics.BitChromosome;
import io.jenetics.BitGene;
import io.jenetics.Optimize;
import io.jenetics.Phenotype;
import io.jenetics.Selector;
import io.jenetics.util.ISeq;
import io.jenetics.util.Seq;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses survivors that are good and far apart: the best one clears a circle around itself, the
 * best of the rest does the same, and so on; where there are too few circles their radius is
 * halved. After Pétrowski's clearing (1996). Without it this search has one family left after some
 * seconds, and its diversity, rightly, raises a warning.
 */
final class Clearing implements Selector<BitGene, Integer> {

  private final int radius;

  Clearing(int radius) {
    this.radius = radius;
  }

  private static final class Candidate {

    private final Phenotype<BitGene, Integer> phenotype;
    private final byte[] genes;

    Candidate(Phenotype<BitGene, Integer> phenotype) {
      this.phenotype = phenotype;
      this.genes = phenotype.genotype().chromosome().as(BitChromosome.class).toByteArray();
    }

    Phenotype<BitGene, Integer> phenotype() {
      return phenotype;
    }

    boolean isNear(Candidate other, int radius) {
      int distance = 0;
      for (int i = 0; i < genes.length && distance < radius; i++) {
        distance += Integer.bitCount((genes[i] ^ other.genes[i]) & 0xff);
      }
      return distance < radius;
    }
  }

  @Override
  public ISeq<Phenotype<BitGene, Integer>> select(
      Seq<Phenotype<BitGene, Integer>> population, int count, Optimize optimize) {
    List<Candidate> left =
        population.stream()
            .sorted((one, other) -> optimize.compare(other.fitness(), one.fitness()))
            .map(Candidate::new)
            .toList();
    var chosen = new ArrayList<Candidate>(count);
    int circle = radius;
    while (chosen.size() < count && !left.isEmpty()) {
      left = choose(left, chosen, count, circle);
      circle /= 2;
    }
    return chosen.stream().map(Candidate::phenotype).collect(ISeq.toISeq());
  }

  /**
   * Moves those that are near to none of the chosen; answers the others. A circle of 0 takes all.
   */
  private static List<Candidate> choose(
      List<Candidate> from, List<Candidate> chosen, int count, int circle) {
    var others = new ArrayList<Candidate>();
    for (Candidate candidate : from) {
      if (chosen.size() < count && chosen.stream().noneMatch(c -> c.isNear(candidate, circle))) {
        chosen.add(candidate);
      } else {
        others.add(candidate);
      }
    }
    return others;
  }
}

package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenetics.BitChromosome;
import io.jenetics.BitGene;
import io.jenetics.Genotype;
import io.jenetics.Optimize;
import io.jenetics.Phenotype;
import io.jenetics.util.ISeq;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClearingTest {

  private static Phenotype<BitGene, Integer> individual(String bits, int fitness) {
    return Phenotype.of(Genotype.of(BitChromosome.of(bits)), 1, fitness);
  }

  private static List<Integer> chosen(
      int radius, int count, List<Phenotype<BitGene, Integer>> population) {
    return new Clearing(radius)
        .select(ISeq.of(population), count, Optimize.MAXIMUM).stream()
            .map(Phenotype::fitness)
            .toList();
  }

  private final List<Phenotype<BitGene, Integer>> population =
      List.of(
          individual("11110000", 5),
          individual("00000000", 9),
          individual("00000001", 8),
          individual("00001111", 4));

  @Test
  void select_nearOnes_onlyTheBestOfThem() {
    assertThat(chosen(4, 3, population)).containsExactly(9, 5, 4);
  }

  @Test
  void select_noRadius_isTheBest() {
    assertThat(chosen(0, 2, population)).containsExactly(9, 8);
  }

  @Test
  void select_tooFewFarOnes_takesNearerOnes() {
    assertThat(chosen(8, 4, population)).containsExactlyInAnyOrder(9, 8, 5, 4);
  }

  @Test
  void select_clones_stillFillsThePlaces() {
    var clones = List.of(individual("00", 1), individual("00", 1), individual("00", 1));

    assertThat(chosen(1, 2, clones)).hasSize(2);
  }
}

package io.health4j.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.health4j.loop.Diversity.Alleles;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiversityTest {

  private static Alleles of(int[]... genomes) {
    return (individual, locus) -> genomes[individual][locus];
  }

  /** Independent alleles, each equally likely, spread over all ints when the alphabet is large. */
  private static int[][] random(int individuals, int loci, int alphabet, int stride) {
    var random = new Random(42);
    var genomes = new int[individuals][loci];
    for (int[] genome : genomes) {
      for (int locus = 0; locus < loci; locus++) {
        genome[locus] = random.nextInt(alphabet) * stride;
      }
    }
    return genomes;
  }

  @Test
  void uniqueRatio_twoOfFourEqual_isThreeQuarters() {
    var genomes = of(new int[] {1, 2}, new int[] {2, 1}, new int[] {1, 2}, new int[] {1, 1});
    assertThat(Diversity.uniqueRatio(4, 2, genomes)).isEqualTo(0.75);
  }

  @Test
  void uniqueRatio_orderOfAllelesDiffers_areDistinct() {
    assertThat(Diversity.uniqueRatio(2, 2, of(new int[] {0, 1}, new int[] {1, 0}))).isEqualTo(1);
  }

  @Test
  void uniqueRatio_allPairsOfManyAlleles_tellsAllApart() {
    Alleles pairs = (individual, locus) -> locus == 0 ? individual / 1000 : individual % 1000;
    assertThat(Diversity.uniqueRatio(1_000_000, 2, pairs)).isEqualTo(1);
  }

  @Test
  void entropy_twoAllelesHalfEach_isOne() {
    var genomes = of(new int[] {7, 0}, new int[] {7, 1}, new int[] {8, 0}, new int[] {8, 1});
    assertThat(Diversity.entropy(2, 2, of(new int[] {0, 1}, new int[] {1, 0}))).isEqualTo(1);
    // Four alleles in all, two at each locus: ln 2 / ln 4.
    assertThat(Diversity.entropy(4, 2, genomes)).isEqualTo(0.5, within(1e-12));
  }

  @Test
  void hamming_byHand_isMeanOfPairsOverChance() {
    // Distances 1, 2 and 1 of 2 loci; chance is 2 · (1 − 1/2).
    var genomes = of(new int[] {0, 0}, new int[] {0, 1}, new int[] {1, 1});
    assertThat(Diversity.hamming(3, 2, genomes)).isEqualTo(4.0 / 3, within(1e-12));
    assertThat(Diversity.hamming(3, 2, 4, genomes)).isEqualTo(4.0 / 3 / 1.5, within(1e-12));
  }

  @Test
  void hamming_twoOpposites_isTwo() {
    assertThat(Diversity.hamming(2, 1, of(new int[] {0}, new int[] {1}))).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 256, 5000})
  void hammingAndEntropy_randomPopulation_areAboutOne(int alphabet) {
    int loci = 400_000 / 1000;
    var genomes = of(random(1000, loci, alphabet, alphabet > 256 ? 400_000 : 1));
    assertThat(Diversity.hamming(1000, loci, genomes)).isEqualTo(1, within(0.01));
    // 1,000 individuals cannot show 5,000 alleles evenly: ln 1000 is not reached.
    double floor = alphabet == 5000 ? 0.95 : alphabet == 256 ? 0.97 : 0.99;
    assertThat(Diversity.entropy(1000, loci, genomes)).isBetween(floor, 1.0);
  }

  @Test
  void allMeasures_convergedPopulation_areAboutZero() {
    Alleles oneMutant = (individual, locus) -> individual == 17 && locus == 3 ? 1 : 0;
    assertThat(Diversity.uniqueRatio(1000, 100, oneMutant)).isEqualTo(0.002);
    assertThat(Diversity.entropy(1000, 100, oneMutant)).isBetween(1e-9, 0.001);
    assertThat(Diversity.hamming(1000, 100, oneMutant)).isBetween(1e-9, 0.001);
  }

  @Test
  void allMeasures_constantPopulation_areExactlyZero() {
    Alleles constant = (individual, locus) -> -5;
    assertThat(Diversity.uniqueRatio(50, 3, constant)).isEqualTo(0.02);
    assertThat(Diversity.entropy(50, 3, constant)).isZero();
    assertThat(Diversity.hamming(50, 3, constant)).isZero();
    assertThat(Diversity.hamming(50, 3, 4, constant)).isZero();
    assertThat(Diversity.squaredEuclidean(50, 3, (i, d) -> 0.1)).isZero();
  }

  @Test
  void allMeasures_oneIndividual_isNotDiverse() {
    Alleles some = (individual, locus) -> locus;
    assertThat(Diversity.uniqueRatio(1, 9, some)).isEqualTo(1);
    assertThat(Diversity.entropy(1, 9, some)).isZero();
    assertThat(Diversity.hamming(1, 9, some)).isZero();
    assertThat(Diversity.squaredEuclidean(1, 9, (i, d) -> d)).isZero();
  }

  @Test
  void allMeasures_noLoci_isNotDiverse() {
    assertThat(Diversity.uniqueRatio(4, 0, of())).isEqualTo(0.25);
    assertThat(Diversity.entropy(4, 0, of())).isZero();
    assertThat(Diversity.hamming(4, 0, of())).isZero();
    assertThat(Diversity.squaredEuclidean(4, 0, (i, d) -> d)).isZero();
  }

  @Test
  void allMeasures_noIndividuals_areNaN() {
    assertThat(Diversity.uniqueRatio(0, 9, of())).isNaN();
    assertThat(Diversity.entropy(0, 9, of())).isNaN();
    assertThat(Diversity.hamming(0, 9, of())).isNaN();
    assertThat(Diversity.hamming(0, 9, 2, of())).isNaN();
    assertThat(Diversity.squaredEuclidean(0, 9, (i, d) -> d)).isNaN();
  }

  @Test
  void squaredEuclidean_byHand_isMeanOfPairs() {
    double[][] points = {{0, 0}, {3, 4}, {0, 8}};
    // 25, 64 and 9 + 16.
    assertThat(Diversity.squaredEuclidean(3, 2, (i, d) -> points[i][d]))
        .isEqualTo(114.0 / 3, within(1e-12));
  }

  @Test
  void squaredEuclidean_meanFarLargerThanSpread_keepsItsDigits() {
    var random = new Random(7);
    var points = random.doubles(1000, -1e-3, 1e-3).map(x -> 1e9 + x).toArray();
    double naive = 0;
    for (double a : points) {
      for (double b : points) {
        naive += (a - b) * (a - b); // exact enough: the difference of close doubles is exact
      }
    }
    double expected = naive / (1000.0 * 999);
    assertThat(Diversity.squaredEuclidean(1000, 1, (i, d) -> points[i]))
        .isEqualTo(expected, within(expected * 1e-9));
  }

  @Test
  void squaredEuclidean_notFinite_isNotFinite() {
    assertThat(Diversity.squaredEuclidean(3, 1, (i, d) -> i == 1 ? Double.NaN : 1)).isNaN();
    assertThat(Diversity.squaredEuclidean(3, 1, (i, d) -> i == 0 ? Double.NaN : 1)).isNaN();
    assertThat(Double.isFinite(Diversity.squaredEuclidean(2, 1, (i, d) -> i * 1e200))).isFalse();
  }

  @Test
  void anyMeasure_negativeCount_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Diversity.uniqueRatio(-1, 2, of()))
        .withMessage("individuals must be at least 0, was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Diversity.entropy(1, -2, of()))
        .withMessage("loci must be at least 0, was -2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Diversity.squaredEuclidean(1, -3, (i, d) -> d))
        .withMessage("dimensions must be at least 0, was -3");
  }

  @Test
  void hamming_alphabetSmallerThanSeen_isRefused() {
    var genomes = of(new int[] {0}, new int[] {1}, new int[] {2});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Diversity.hamming(3, 1, 2, genomes))
        .withMessage("alphabet must be at least 3, was 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Diversity.hamming(0, 1, 1, genomes))
        .withMessage("alphabet must be at least 2, was 1");
  }
}

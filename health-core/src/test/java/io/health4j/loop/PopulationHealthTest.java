package io.health4j.loop;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static io.health4j.loop.Watched.diversity;
import static io.health4j.loop.Watched.finding;
import static io.health4j.loop.Watched.status;
import static io.health4j.loop.Watched.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.health4j.check.Threshold;
import io.health4j.loop.Diversity.Alleles;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a population is measured, how much of it, and what the check makes of it. */
class PopulationHealthTest {

  private static final Alleles DIVERSE = (individual, locus) -> individual >> locus & 1;
  private static final Alleles CONSTANT = (individual, locus) -> 1;

  /** Of 100 individuals, this many differ from all others, who are equal: hamming ≈ 2 · share. */
  private static Alleles mutants(int count) {
    return (individual, locus) -> individual < count ? 1 : 0;
  }

  @Test
  void population_first_isMeasuredAtOnce() {
    var result = Watched.probe().population(8, 3, DIVERSE).check();
    assertThat(value(result, "loop.population.size")).hasValue(8.0);
    assertThat(diversity(result, "unique")).hasValue(1.0);
    assertThat(diversity(result, "entropy").orElseThrow()).isEqualTo(1, within(1e-12));
    assertThat(diversity(result, "hamming").orElseThrow())
        .isEqualTo(Diversity.hamming(8, 3, DIVERSE), within(1e-12));
    assertThat(result.status()).isEqualTo(HEALTHY);
  }

  @Test
  void population_untilTheNextCheck_isNotReadAgain() {
    var reads = new AtomicInteger();
    Alleles counted = (individual, locus) -> reads.incrementAndGet();
    var watched = Watched.probe().population(5, 4, counted).population(5, 4, counted);
    assertThat(reads).hasValue(20);
    watched.check();
    watched.population(5, 4, counted).population(5, 4, counted);
    assertThat(reads).hasValue(40);
  }

  @Test
  void population_betweenChecks_stillTellsItsSize() {
    var watched = Watched.probe().population(8, 3, DIVERSE).population(9, 3, DIVERSE);
    assertThat(value(watched.check(), "loop.population.size")).hasValue(9.0);
  }

  @Test
  void population_converging_warnsAndKeepsItsStatusInBetween() {
    var watched = Watched.probe().population(100, 5, mutants(50));
    assertThat(watched.check().status()).isEqualTo(HEALTHY);
    watched.population(100, 5, mutants(6)); // 0.23
    assertThat(status(watched.check(), "diversity-low")).isEqualTo(HEALTHY);
    watched.population(100, 5, mutants(3)); // 0.118
    assertThat(status(watched.check(), "diversity-low")).isEqualTo(HEALTHY);
    watched.population(100, 5, mutants(2)); // 0.079
    var finding = finding(watched.check(), "diversity-low").orElseThrow();
    assertThat(finding.status()).isEqualTo(WARNING);
    assertThat(finding.value().orElseThrow())
        .isEqualTo(Diversity.hamming(100, 5, 2, mutants(2)), within(1e-12));
    assertThat(finding.limit()).hasValue(0.1);
    watched.population(100, 5, mutants(3));
    assertThat(status(watched.check(), "diversity-low")).isEqualTo(WARNING);
    watched.population(100, 5, mutants(6));
    assertThat(status(watched.check(), "diversity-low")).isEqualTo(HEALTHY);
  }

  @Test
  void population_thatLostAlleles_isHeldAgainstAllItEverHad() {
    var watched = Watched.probe().population(100, 5, (individual, locus) -> individual);
    watched.check();
    var result = watched.population(100, 5, mutants(50)).check();
    assertThat(diversity(result, "hamming").orElseThrow())
        .isEqualTo(Diversity.hamming(100, 5, 100, mutants(50)), within(1e-12));
    assertThat(diversity(result, "entropy").orElseThrow())
        .isEqualTo(Math.log(2) / Math.log(100), within(1e-12));
  }

  @Test
  void diversity_thresholdOfOnesOwn_isUsed() {
    var watched = Watched.probe(b -> b.diversity(Threshold.below(0.9, 0.5)));
    var result = watched.population(100, 5, mutants(2)).check();
    assertThat(status(result, "diversity-low")).isEqualTo(CRITICAL);
    assertThat(finding(result, "diversity-low").orElseThrow().limitSource())
        .isEqualTo("configured");
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "1, 5", "5, 0"})
  void population_withoutPairsOrLoci_hasNoDiversity(int individuals, int loci) {
    var result = Watched.probe().population(individuals, loci, CONSTANT).check();
    assertThat(value(result, "loop.population.size")).hasValue((double) individuals);
    assertThat(value(result, "loop.diversity")).isEmpty();
    assertThat(result.status()).isEqualTo(HEALTHY);
  }

  @Test
  void population_whoseFunctionThrows_isUnknownUntilOneIsRead() {
    var watched = Watched.probe().population(8, 3, DIVERSE);
    watched.check();
    int[] tooShort = {1, 2, 3};
    watched.population(8, 3, (individual, locus) -> tooShort[individual]);
    var result = watched.check();
    assertThat(result.status()).isEqualTo(UNKNOWN);
    assertThat(value(result, "loop.diversity")).isEmpty();
    assertThat(finding(result, "diversity-low").orElseThrow().remedy())
        .contains("ArrayIndexOutOfBoundsException");
    assertThat(watched.population(8, 3, DIVERSE).check().status()).isEqualTo(HEALTHY);
  }

  @Test
  void population_askedForAndNotShownForAWindow_isDropped() {
    var watched = Watched.probe(b -> b.window(30)).population(8, 3, DIVERSE);
    watched.check(); // asks at iteration 1
    watched.succeed(30);
    assertThat(diversity(watched.check(), "hamming")).isPresent();
    watched.succeed(1);
    assertThat(diversity(watched.check(), "hamming")).isEmpty();
    watched.population(8, 3, DIVERSE);
    assertThat(diversity(watched.check(), "hamming")).isPresent();
  }

  @Test
  void population_beyondTheBudget_readsEvenlySpreadIndividuals() {
    int individuals = 500_000;
    Set<Integer> read = new HashSet<>();
    var reads = new AtomicInteger();
    var watched =
        Watched.probe()
            .population(
                individuals,
                20,
                (individual, locus) -> {
                  reads.incrementAndGet();
                  read.add(individual);
                  return individual * 4 / individuals; // four even kinds, in runs
                });
    var result = watched.check();
    assertThat(reads).hasValue(PopulationSampler.MOST_ALLELES);
    assertThat(read).hasSize(12_500).contains(0, 40, 499_960).doesNotContain(1, 499_999);
    assertThat(result.message()).contains("diversity of 12500 of 500000 individuals");
    assertThat(diversity(result, "hamming").orElseThrow()).isEqualTo(1, within(1e-4));
    assertThat(value(result, "loop.population.size")).hasValue(500_000.0);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 250, 1000, 250",
    "250000, 1, 250000, 1",
    "1000, 251, 996, 251",
    "1000, 1000000, 100, 2500",
    "2, 2147483647, 2, 125000",
    "2147483647, 2147483647, 100, 2500",
    "2147483647, 1, 250000, 1"
  })
  void thinning_anySize_keepsToTheBudget(int n, int loci, int usedIndividuals, int usedLoci) {
    var thin = Thinning.of(n, loci);
    assertThat(thin.individuals()).isEqualTo(usedIndividuals);
    assertThat(thin.length()).isEqualTo(usedLoci);
    Alleles bounds =
        (individual, locus) -> {
          assertThat(individual).isBetween(0, n - 1);
          assertThat(locus).isBetween(0, loci - 1);
          return individual;
        };
    assertThat(thin.alleles(bounds).at(0, 0)).isZero();
    assertThat(thin.alleles(bounds).at(usedIndividuals - 1, usedLoci - 1)).isGreaterThan(0);
    int lastLocus = (int) ((usedLoci - 1L) * loci / usedLoci);
    assertThat(thin.alleles((individual, locus) -> locus).at(0, usedLoci - 1)).isEqualTo(lastLocus);
    assertThat(thin.coordinates((individual, dimension) -> dimension).at(0, usedLoci - 1))
        .isEqualTo(lastLocus);
  }

  @Test
  void population_withAHugeAlphabet_isMeasuredAgainAfterwards() {
    var watched = Watched.probe().population(1000, 200, (i, locus) -> i * 200 + locus);
    assertThat(diversity(watched.check(), "hamming").orElseThrow()).isEqualTo(1, within(1e-4));
    assertThat(diversity(watched.population(8, 3, CONSTANT).check(), "hamming")).hasValue(0.0);
  }

  @Test
  void vectors_areReadButNotJudged() {
    var watched = Watched.probe().vectors(4, 2, (individual, dimension) -> individual % 2);
    var result = watched.check();
    // 4 of 6 pairs differ, by 1 in each of 2 dimensions.
    assertThat(diversity(result, "euclidean").orElseThrow()).isEqualTo(8.0 / 6, within(1e-12));
    assertThat(diversity(result, "hamming")).isEmpty();
    watched.vectors(4, 2, (individual, dimension) -> 7);
    result = watched.check();
    assertThat(diversity(result, "euclidean")).hasValue(0.0);
    assertThat(result.status()).isEqualTo(HEALTHY);
  }

  @Test
  void vectors_ofTooManyDimensions_areScaledUp() {
    var watched = Watched.probe().vectors(200, 40_000, (individual, dimension) -> individual % 2);
    double all = 40_000 * 2 * 0.25 * 200 / 199;
    // 100 evenly spread of 200 are all even: spread over individuals / 2 instead.
    assertThat(diversity(watched.check(), "euclidean")).hasValue(0.0);
    watched.vectors(200, 40_000, (individual, dimension) -> individual / 2 % 2);
    assertThat(diversity(watched.check(), "euclidean").orElseThrow())
        .isEqualTo(all, within(all * 0.01));
  }

  @Test
  void vectors_notFinite_haveNoReading() {
    var result = Watched.probe().vectors(4, 2, (individual, dimension) -> Double.NaN).check();
    assertThat(diversity(result, "euclidean")).isEmpty();
    assertThat(result.status()).isEqualTo(HEALTHY);
  }

  @Test
  void vectors_whoseFunctionThrows_areUnknown() {
    var watched = Watched.probe().vectors(4, 2, (i, d) -> Double.parseDouble("secret"));
    var result = watched.check();
    assertThat(result.status()).isEqualTo(UNKNOWN);
    assertThat(result.toString()).contains("NumberFormatException").doesNotContain("secret");
  }

  @Test
  void vectorsAndPopulation_inOneIteration_areBothMeasured() {
    var watched = Watched.probe();
    try (var it = watched.probe.begin()) {
      it.population(8, 3, DIVERSE);
      it.vectors(8, 3, (individual, dimension) -> individual);
    }
    var result = watched.check();
    assertThat(diversity(result, "hamming")).isPresent();
    assertThat(diversity(result, "euclidean")).isPresent();
  }
}

package io.health4j.loop;

import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.loop.Watched.diversity;
import static io.health4j.loop.Watched.finding;
import static io.health4j.loop.Watched.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.health4j.loop.Diversity.Estimate;
import io.health4j.loop.Diversity.PairDistance;
import java.util.Arrays;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Any distance, by pairs: estimated, exact when there are few, and as a probe shows it. */
class PairSamplingTest {

  /** On a line, one apart: the mean over all pairs is (n + 1) / 3. */
  private static final PairDistance LINE = (one, other) -> other - one;

  private static Watched show(Watched watched, int individuals, PairDistance distance) {
    try (var it = watched.probe.begin()) {
      it.distances(individuals, distance);
      it.succeeded();
    }
    return watched;
  }

  @Test
  void sampledPairs_asManyAsThereAre_isExact() {
    var seen = new HashSet<Integer>();
    PairDistance noting = (one, other) -> seen.add(one * 10 + other) ? other - one : Double.NaN;
    var estimate = Diversity.sampledPairs(5, noting, 10, 1);
    assertThat(estimate).isEqualTo(new Estimate(2, 0, 10));
    assertThat(seen).hasSize(10).contains(1, 34).doesNotContain(10, 11);
  }

  @Test
  void sampledPairs_fewer_drawsDistinctIndividualsInOrder() {
    var pairs = new HashSet<Integer>();
    var estimate =
        Diversity.sampledPairs(
            5,
            (one, other) -> {
              assertThat(one).isBetween(0, other - 1);
              assertThat(other).isBetween(1, 4);
              pairs.add(one * 10 + other);
              return 1;
            },
            9,
            3);
    assertThat(estimate).isEqualTo(new Estimate(1, 0, 9));
    assertThat(pairs).hasSizeGreaterThan(3);
  }

  @Test
  void sampledPairs_anyPair_isEquallyLikely() {
    var counts = new int[25];
    int each = 9;
    int seeds = 5000;
    for (int seed = 0; seed < seeds; seed++) {
      Diversity.sampledPairs(5, (one, other) -> counts[one * 5 + other]++, each, seed);
    }
    double expected = seeds * each / 10.0; // each of 10 pairs, with a standard deviation of 64
    assertThat(Arrays.stream(counts).filter(count -> count > 0).boxed())
        .hasSize(10)
        .allSatisfy(count -> assertThat((double) count).isEqualTo(expected, within(256.0)));
  }

  @Test
  void sampledPairs_sameSeed_isTheSame() {
    var first = Diversity.sampledPairs(1000, LINE, 50, 7);
    assertThat(Diversity.sampledPairs(1000, LINE, 50, 7)).isEqualTo(first);
    assertThat(Diversity.sampledPairs(1000, LINE, 50, 8)).isNotEqualTo(first);
  }

  @Test
  void sampledPairs_manySamples_areWithinTwoErrorsAsOftenAsToldAndOnAverageRight() {
    int individuals = 1000;
    double exact = (individuals + 1) / 3.0;
    int samples = 2000;
    int within = 0;
    double sum = 0;
    for (int seed = 0; seed < samples; seed++) {
      var estimate = Diversity.sampledPairs(individuals, LINE, 200, seed);
      within += Math.abs(estimate.mean() - exact) < 2 * estimate.standardError() ? 1 : 0;
      sum += estimate.mean();
    }
    assertThat(within / (double) samples).isBetween(0.94, 0.97);
    // A mean of 2,000 whose own standard errors are about 236 / √200.
    assertThat(sum / samples).isEqualTo(exact, within(3 * 236 / Math.sqrt(200.0 * samples)));
  }

  @Test
  void sampledPairs_fourTimesThePairs_halveTheError() {
    var few = Diversity.sampledPairs(10_000, LINE, 1000, 1);
    var more = Diversity.sampledPairs(10_000, LINE, 4000, 1);
    assertThat(more.standardError() / few.standardError()).isEqualTo(0.5, within(0.05));
  }

  @Test
  void sampledPairs_nobodyOrAlone_areAsInTheOtherMeasures() {
    assertThat(Diversity.sampledPairs(0, LINE, 2, 1))
        .isEqualTo(new Estimate(Double.NaN, Double.NaN, 0));
    assertThat(Diversity.sampledPairs(1, LINE, 2, 1)).isEqualTo(new Estimate(0, 0, 0));
    assertThat(Diversity.sampledPairs(2, LINE, 2, 1)).isEqualTo(new Estimate(1, 0, 1));
  }

  @Test
  void sampledPairs_oneNotFinite_hasNoMeanAndNoError() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (int pairs : new int[] {20, 100}) {
        int[] calls = {0};
        PairDistance once = (one, other) -> calls[0]++ == 5 ? bad : 1;
        var estimate = Diversity.sampledPairs(10, once, pairs, 1);
        assertThat(Double.isFinite(estimate.mean())).isFalse();
        assertThat(estimate.standardError()).isNaN();
      }
    }
  }

  @Test
  void sampledPairs_manyIndividuals_doNotOverflow() {
    var estimate = Diversity.sampledPairs(Integer.MAX_VALUE, LINE, 1000, 1);
    assertThat(estimate.mean()).isEqualTo(Integer.MAX_VALUE / 3.0, within(1e8));
  }

  @Test
  void sampledPairs_badArguments_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Diversity.sampledPairs(-1, LINE, 2, 1))
        .withMessage("individuals must be at least 0, was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Diversity.sampledPairs(5, LINE, 1, 1))
        .withMessage("pairs must be at least 2, was 1");
  }

  @Test
  void distances_few_areExact() {
    var result = show(Watched.probe(), 5, LINE).check();
    assertThat(diversity(result, "pairs")).hasValue(2.0);
    assertThat(value(result, "loop.diversity.error")).hasValue(0.0);
    assertThat(value(result, "loop.population.size")).hasValue(5.0);
    assertThat(result.status()).isEqualTo(HEALTHY);
    assertThat(result.message()).isEmpty();
  }

  @Test
  void distances_many_areSampledOnceACheckFromOtherPairs() {
    var calls = new AtomicInteger();
    PairDistance counted =
        (one, other) -> {
          calls.incrementAndGet();
          return other - one;
        };
    var watched = show(show(Watched.probe(), 10_000, counted), 10_000, counted);
    assertThat(calls).hasValue(PopulationSampler.PAIRS);
    var first = watched.check();
    double error = value(first, "loop.diversity.error").orElseThrow();
    assertThat(error).isEqualTo(10_000 / Math.sqrt(18) / Math.sqrt(1000), within(5.0));
    assertThat(diversity(first, "pairs").orElseThrow()).isEqualTo(10_001 / 3.0, within(4 * error));
    var second = show(watched, 10_000, counted).check();
    assertThat(diversity(second, "pairs")).isNotEqualTo(diversity(first, "pairs"));
  }

  @Test
  void distances_notFinite_haveNoReadings() {
    var result = show(Watched.probe(), 5, (one, other) -> one == 1 ? Double.NaN : 1).check();
    assertThat(diversity(result, "pairs")).isEmpty();
    assertThat(value(result, "loop.diversity.error")).isEmpty();
    assertThat(result.status()).isEqualTo(HEALTHY);
  }

  @Test
  void distances_ofOne_haveNoReadings() {
    var result = show(Watched.probe(), 1, LINE).check();
    assertThat(diversity(result, "pairs")).isEmpty();
    assertThat(result.status()).isEqualTo(HEALTHY);
  }

  @Test
  void distances_whoseFunctionThrows_areUnknown() {
    var result = show(Watched.probe(), 5, (one, other) -> Double.parseDouble("secret")).check();
    assertThat(result.status()).isEqualTo(UNKNOWN);
    assertThat(finding(result, "diversity-low").orElseThrow().remedy())
        .contains("NumberFormatException");
  }

  @Test
  void distances_afterTheEndOfTheIteration_areIgnored() {
    var watched = Watched.probe();
    var it = watched.probe.begin();
    it.close();
    it.distances(5, LINE);
    assertThat(value(watched.check(), "loop.population.size")).isEmpty();
  }
}

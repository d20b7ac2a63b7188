package io.health4j.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoublePredicate;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What the recommended rule and simpler ones come to on series that nobody looked at while the rule
 * was made: that was done on the seeds below 2,000.
 */
class NoiseGateTargetsTest {

  private static final double LIMIT = NoisySeries.LIMIT;

  private static AlertScore score(Supplier<DoublePredicate> rule) {
    var score = new AlertScore();
    LongStream.range(2_000, 2_200)
        .mapToObj(NoisySeries::of)
        .forEach(rows -> add(score, rows, rule));
    return score;
  }

  private static void add(AlertScore score, double[] rows, Supplier<DoublePredicate> rule) {
    var over = new boolean[rows.length];
    var firing = new boolean[rows.length];
    DoublePredicate fires = rule.get();
    for (int i = 0; i < rows.length; i++) {
      over[i] = rows[i] > LIMIT;
      firing[i] = fires.test(rows[i]);
    }
    score.add(over, firing);
  }

  private static AlertScore score(double clear, int bad, int last, int keep) {
    var rule = AlertRule.reading("r", "x").above(LIMIT, clear).samples(bad, last);
    var built = rule.keepFiring(keep).undamped().build();
    return score(() -> fires(new Life(built)));
  }

  private static DoublePredicate fires(Life life) {
    return row -> {
      life.add(0, row, 1);
      return life.isActive();
    };
  }

  @Test
  void noiseGate_seriesNotSeenBefore_meetsAllTargetsAtOnce() {
    AlertScore auto = score(() -> new NoiseGate(1, LIMIT, LIMIT)::add);
    assertThat(auto.breaches()).isGreaterThan(2_000);
    assertThat(auto.wrong()).as("wrong: %s", auto).isLessThanOrEqualTo(0.20);
    assertThat(auto.missed()).as("missed: %s", auto).isLessThan(0.01);
    assertThat(auto.latest()).as("latest: %s", auto).isLessThanOrEqualTo(5);
    assertThat(auto.outside()).as("outside: %s", auto).isLessThanOrEqualTo(0.35);
  }

  @Test
  void noisyRule_inItsLife_isTheGate() {
    var rule = AlertRule.reading("r", "x").above(LIMIT, LIMIT).noisy().undamped().build();
    assertThat(score(() -> fires(new Life(rule))))
        .hasToString(score(() -> new NoiseGate(1, LIMIT, LIMIT)::add).toString());
  }

  @Test
  void simpleRules_onTheseSeries_areAsWrongAsOnRealOnes() {
    assertThat(score(LIMIT, 1, 1, 1).wrong()).as("naive").isCloseTo(0.91, within(0.04));
    assertThat(score(LIMIT, 5, 5, 10).wrong()).as("for 5").isCloseTo(0.44, within(0.04));
    assertThat(score(LIMIT, 8, 10, 10).wrong()).as("8 of 10").isCloseTo(0.25, within(0.04));
  }

  @Test
  void constantsAlone_onTheseSeries_areNoSolution() {
    AlertScore constants = score(0.95 * LIMIT, 6, 6, 15);
    assertThat(constants.wrong()).as("wrong").isCloseTo(0.235, within(0.04));
    assertThat(constants.outside()).as("outside").isCloseTo(0.52, within(0.06));
  }

  @Test
  void of_sameSeed_isTheSameSeriesWithGaps() {
    assertThat(NoisySeries.of(7)).isEqualTo(NoisySeries.of(7)).isNotEqualTo(NoisySeries.of(8));
    assertThat(NoisySeries.of(7).length).isLessThan(NoisySeries.ROWS);
    assertThat(DoubleStream.of(NoisySeries.of(7))).allMatch(row -> row >= 0 && row <= 1);
  }
}

package io.health4j.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.alert.AlertBacktest.Firing;
import io.health4j.check.Status;
import io.health4j.report.History;
import io.health4j.report.Sample;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Of a rule above 0.8 until 0.7: 0.9 is bad, 0.75 neither, 0.5 good. */
class AlertBacktestTest {

  private static final Duration INTERVAL = Rig.INTERVAL;

  private static AlertBacktest backtest(RuleBuilder rule) {
    return AlertBacktest.of(rule.build(), INTERVAL);
  }

  /** Adds values at ticks 0, 1, 2 … intervals. */
  private static AlertBacktest feed(AlertBacktest backtest, String series, double... values) {
    for (int i = 0; i < values.length; i++) {
      backtest.add(series, at(i), values[i]);
    }
    return backtest;
  }

  private static long at(int row) {
    return row * INTERVAL.toNanos();
  }

  private static Firing firing(String series, int fired, int resolved) {
    return new Firing(series, at(fired), OptionalLong.of(at(resolved)));
  }

  private static Firing firing(String series, int fired) {
    return new Firing(series, at(fired), OptionalLong.empty());
  }

  @Test
  void add_nothing_firesNothing() {
    assertThat(backtest(Rig.load()).firings()).isEmpty();
    assertThat(backtest(Rig.load()).firings("x")).isEmpty();
    assertThat(backtest(Rig.load()).series()).isEmpty();
  }

  @Test
  void firings_ofEachAlert_areItsFirstBadAndItsLastGoodRow() {
    var backtest = feed(backtest(Rig.load().undamped()), "x", 0.5, 0.9, 0.75, 0.5, 0.9, 0.9, 0.5);
    assertThat(backtest.firings()).containsExactly(firing("x", 1, 3), firing("x", 4, 6));
  }

  @Test
  void firings_firesAtTheEnd_hasNoEnd() {
    var backtest = feed(backtest(Rig.load().undamped()), "x", 0.9, 0.5, 0.9);
    assertThat(backtest.firings("x")).containsExactly(firing("x", 0, 1), firing("x", 2));
  }

  @Test
  void firings_holdAndKeep_countRows() {
    var rule = Rig.load().undamped().samples(3, 3).keepFiring(2);
    var backtest = feed(backtest(rule), "x", 0.9, 0.9, 0.5, 0.9, 0.9, 0.9, 0.5, 0.9, 0.5, 0.5);
    assertThat(backtest.firings()).containsExactly(firing("x", 5, 9));
  }

  @Test
  void firings_holdOfTime_breaksAtAGap() {
    var backtest = backtest(Rig.load().undamped().holdFor(INTERVAL.multipliedBy(2)));
    backtest.add("x", at(0), 0.9);
    backtest.add("x", at(1), 0.9);
    backtest.add("x", at(5), 0.9);
    backtest.add("x", at(6), 0.9);
    backtest.add("x", at(7), 0.9);
    assertThat(backtest.firings()).containsExactly(firing("x", 7));
  }

  @Test
  void firings_noisyRule_isThatOfItsGate() {
    var backtest = backtest(Rig.load().undamped().noisy());
    for (int i = 0; i < 40; i++) {
      backtest.add("x", at(i), i < 20 ? 0.9 : 0.5);
    }
    assertThat(backtest.firings()).containsExactly(firing("x", 5, 29));
  }

  @Test
  void firings_damped_staysWhereTheRuleFlaps() {
    var damped = feed(backtest(Rig.load()), "x", 0.9, 0.5, 0.9, 0.5, 0.9, 0.5);
    assertThat(damped.firings()).containsExactly(firing("x", 0));
  }

  @Test
  void firings_unknownValue_neitherFiresNorResolves() {
    var backtest =
        feed(backtest(Rig.load().undamped()), "x", Double.NaN, 0.9, Double.NaN, Double.NaN, 0.5);
    assertThat(backtest.firings()).containsExactly(firing("x", 1, 4));
  }

  @Test
  void add_seriesMixed_eachIsByItself() {
    var backtest = backtest(Rig.load().undamped().samples(2, 2));
    for (int i = 0; i < 4; i++) {
      backtest.add("z", at(i), 0.9);
      backtest.add("a", at(i), i % 2 == 0 ? 0.9 : 0.5);
      backtest.add("m", at(i), i < 2 ? 0.9 : 0.5);
    }
    assertThat(backtest.series()).containsExactly("z", "a", "m");
    assertThat(backtest.firings()).containsExactly(firing("z", 1), firing("m", 1, 2));
  }

  @Test
  void add_acrossTheClocksOverflow_goesOn() {
    long last = Long.MAX_VALUE;
    var backtest = backtest(Rig.load().undamped());
    backtest.add("x", List.of(new Sample(last, 0.9), new Sample(last + 1, 0.5)));
    assertThat(backtest.firings())
        .containsExactly(new Firing("x", last, OptionalLong.of(Long.MIN_VALUE)));
  }

  @Test
  void add_tickNotAfterTheOneBefore_isRefused() {
    var backtest = backtest(Rig.load());
    backtest.add("x", 5, 0.9);
    backtest.add("y", 4, 0.9);
    assertThatThrownBy(() -> backtest.add("x", 5, 0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tick of series 'x' must be after 5, was 5");
  }

  @Test
  void add_history_takesEachSiblingFromTheAskedMoment() {
    var history = new History(History.DEFAULT_BYTES);
    var rig = new Rig();
    for (int i = 0; i < 6; i++) {
      rig.pass(Rig.INTERVAL);
      var readings = Rig.known(Rig.load("0", i % 2 == 0 ? 0.9 : 0.5), Rig.load("1", 0.1 + i / 5.0));
      history.record(rig.health("a", Status.HEALTHY, readings));
    }
    var backtest = backtest(Rig.load().undamped());
    backtest.add(history, "a", rig.tick - 3 * Rig.INTERVAL.toNanos());
    assertThat(backtest.series()).containsExactly("a{device=0}", "a{device=1}");
    assertThat(backtest.firings("a{device=0}")).hasSize(2);
    assertThat(backtest.firings("a{device=1}"))
        .containsExactly(
            new Firing("a{device=1}", rig.tick - Rig.INTERVAL.toNanos(), OptionalLong.empty()));
  }

  @Test
  void add_historyOfScores_isTheTargets() {
    var history = new History(History.DEFAULT_BYTES);
    var rig = new Rig();
    history.record(rig.health("a", Status.CRITICAL, Rig.known(Rig.load("0", 0.1))));
    var backtest = backtest(AlertRule.score("low").below(0.7));
    backtest.add(history, "a", rig.tick);
    assertThat(backtest.firings()).containsExactly(new Firing("a", rig.tick, OptionalLong.empty()));
  }

  @Test
  void add_historyOfATargetThatIsNotThere_addsNothing() {
    var backtest = backtest(AlertRule.rate("r", Rig.LOAD).above(1));
    backtest.add(new History(0), "a", 0);
    assertThat(backtest.series()).isEmpty();
  }

  @Test
  void of_ruleOnMoreThanOneSeries_isRefused() {
    assertThatThrownBy(() -> backtest(AlertRule.status("s", Status.WARNING)))
        .hasMessage("rule must be on a score or a reading, was on state WARNING or worse");
    assertThatThrownBy(() -> backtest(AlertRule.share("s", Status.WARNING).above(0.5)))
        .hasMessageStartingWith("rule must be on a score or a reading, was on share");
    assertThatThrownBy(() -> backtest(Rig.load().holdFor(5, "loop.iterations")))
        .hasMessage("rule must hold for samples or time, was for progress of loop.iterations");
  }

  @Test
  void of_intervalOutOfRange_isRefused() {
    assertThatThrownBy(() -> AlertBacktest.of(Rig.load().build(), Duration.ZERO))
        .hasMessage("interval must be from 1ms to 24h, was 0ns");
  }
}

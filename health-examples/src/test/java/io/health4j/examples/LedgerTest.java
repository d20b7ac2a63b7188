package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthEvent;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.score.Score;
import io.health4j.state.Transition;
import io.health4j.test.ManualTicker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private final ManualTicker ticker = new ManualTicker();
  private final Ledger ledger = new Ledger(ticker);

  private void sampled(String worker, Status settled, String condition) {
    List<CheckOutcome> outcomes =
        List.of(
            Made.outcome(
                "check",
                true,
                CheckResult.builder().finding(Finding.of(condition, "", Status.CRITICAL)).build()));
    ledger.on(
        new HealthEvent.Sampled(
            ManualTicker.WALL_START,
            Made.health(ticker, worker, settled, Score.of(0, outcomes), outcomes)));
  }

  private void changed(String worker, Status from, Status to) {
    var at = ManualTicker.WALL_START;
    Score score = Score.of(0.5, List.of());
    ledger.on(
        new HealthEvent.StateChanged(
            at, new Transition(Target.of(worker), from, to, at, score, List.of(), List.of())));
  }

  private void pass(long millis) {
    ticker.advance(Duration.ofMillis(millis));
  }

  @Test
  void named_settledWithItsCondition_countsTheTimeOnce() {
    ledger.began("a", Mishap.HANG);
    pass(4_500);
    sampled("a", Status.WARNING, "heartbeat-missed");
    pass(5_000);

    sampled("a", Status.CRITICAL, "heartbeat-missed");

    assertThat(ledger.lines())
        .contains(
            "hang        1 made, 1 named by the monitor after 4.5 s (median), 4.5 s (longest)");
  }

  @Test
  void named_severalTimes_tellsMedianLongestAndWhoCameBack() {
    for (int seconds = 1; seconds <= 5; seconds++) {
      String worker = "w" + seconds;
      ledger.began(worker, Mishap.FAIL);
      pass(seconds * 1_000L);
      sampled(worker, Status.CRITICAL, "task-errors");
    }
    ledger.ended("w1");

    assertThat(ledger.lines())
        .contains(
            "fail        5 made, 5 named by the monitor after 3.0 s (median), 5.0 s (longest);"
                + " 1 came back");
  }

  @Test
  void named_otherConditionOrNotSettledOrOtherWorker_isNot() {
    ledger.began("a", Mishap.VANISH);

    sampled("a", Status.CRITICAL, "task-errors");
    sampled("a", Status.HEALTHY, "heartbeat-missed");
    sampled("b", Status.CRITICAL, "heartbeat-missed");

    assertThat(ledger.lines()).contains("vanish      1 made, 0 named by the monitor");
  }

  @Test
  void named_afterItPassed_isNot() {
    ledger.began("a", Mishap.VANISH);
    ledger.ended("a");

    sampled("a", Status.CRITICAL, "heartbeat-missed");

    assertThat(ledger.lines()).contains("vanish      1 made, 0 named by the monitor; 1 came back");
  }

  @Test
  void restarted_endsTheTroubleAndIsCountedApart() {
    ledger.began("a", Mishap.HANG);
    ledger.began("b", Mishap.HANG);
    ledger.restarted("a");
    ledger.ended("b");
    ledger.restarted("b"); // too late, it is over

    assertThat(ledger.lines())
        .contains("hang        2 made, 0 named by the monitor; 1 restarted; 1 came back");
    assertThat(ledger.isWell("a")).isFalse(); // of late
    pass(10_000);
    assertThat(ledger.isWell("a")).isTrue();
  }

  @Test
  void signOff_isNothingToName() {
    ledger.began("a", Mishap.SIGN_OFF);
    ledger.ended("a");

    assertThat(ledger.lines())
        .contains("sign off    1 made, and watched no longer; 1 came back", "hang        0 made");
  }

  @Test
  void accused_wellWorkerFalls_isToldByName() {
    changed("a", Status.HEALTHY, Status.WARNING);
    changed("a", Status.WARNING, Status.CRITICAL);

    assertThat(ledger.lines())
        .contains("accused     2 though nothing was wrong: a WARNING, a CRITICAL");
  }

  @Test
  void accused_many_tellsTheFirstFive() {
    for (int i = 0; i < 7; i++) {
      changed("w" + i, Status.HEALTHY, Status.WARNING);
    }

    assertThat(ledger.lines())
        .last()
        .asString()
        .startsWith("accused     7 though")
        .endsWith("w4 WARNING, ...");
  }

  @Test
  void accused_illOrIllOfLateOrRising_isNot() {
    ledger.began("a", Mishap.FAIL);
    changed("a", Status.HEALTHY, Status.WARNING);
    ledger.ended("a");
    pass(9_900);
    changed("a", Status.WARNING, Status.CRITICAL);
    changed("b", Status.CRITICAL, Status.WARNING);
    changed("c", Status.HEALTHY, Status.UNKNOWN);

    assertThat(ledger.lines()).contains("accused     none of those that were well");
    pass(100);
    changed("a", Status.HEALTHY, Status.WARNING);
    assertThat(ledger.lines()).contains("accused     1 though nothing was wrong: a WARNING");
  }

  @Test
  void isWell_followsWhatWasDone() {
    assertThat(ledger.isWell("a")).isTrue();
    ledger.began("a", Mishap.HANG);
    pass(60_000);
    assertThat(ledger.isWell("a")).isFalse();
    ledger.ended("a");
    assertThat(ledger.isWell("a")).isFalse();
    pass(10_000);
    assertThat(ledger.isWell("a")).isTrue();
  }
}

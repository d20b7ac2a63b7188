package io.health4j.check;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.time.FakeTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskHealthTest {

  private final FakeTicker ticker = new FakeTicker();
  private final TaskStats stats =
      TaskStats.builder().ticker(ticker).expect("eval", ofSeconds(2)).build();
  private final CheckRunner runner = new CheckRunner(stats.health(), ticker);

  private void tasks(String type, int succeeded, int failed, Duration each) {
    for (int i = 0; i < succeeded + failed; i++) {
      stats.record(type, each, i < succeeded);
    }
  }

  private CheckResult after(int succeeded, int failed) throws Exception {
    tasks("train", succeeded, failed, ofMillis(1));
    return runner.run();
  }

  private CheckResult after(Duration mean) throws Exception {
    tasks("eval", 20, 0, mean);
    return runner.run();
  }

  @Test
  void check_noTasks_isHealthy() throws Exception {
    assertThat(runner.run().status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_fewerThanTheSample_isNotJudged() throws Exception {
    assertThat(after(0, 19).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_windowGrowsOverChecks_isJudgedWhenFull() throws Exception {
    after(0, 10);
    after(0, 9);

    assertThat(after(0, 1).status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void check_errorRates_reachEachLevel() throws Exception {
    assertThat(after(20, 0).status()).isEqualTo(Status.HEALTHY);
    assertThat(after(19, 1).status()).as("5 % is not above 5 %").isEqualTo(Status.HEALTHY);
    assertThat(after(18, 2).status()).as("10 % is not above 10 %").isEqualTo(Status.WARNING);
    assertThat(after(17, 3).status()).isEqualTo(Status.CRITICAL);
    assertThat(after(100, 0).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_tooManyErrors_findsTheType() throws Exception {
    tasks("fine", 20, 0, ofMillis(1));

    assertThat(after(5, 15).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.condition()).isEqualTo("task-errors");
              assertThat(finding.subject()).isEqualTo("train");
              assertThat(finding.value()).hasValue(0.75);
              assertThat(finding.limit()).hasValue(0.1);
              assertThat(finding.limitSource()).isEqualTo("default");
              assertThat(finding.remedy()).isNotBlank();
            });
  }

  @Test
  void check_newWindow_forgetsTheOld() throws Exception {
    after(0, 100);

    assertThat(after(20, 0).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_verdict_standsUntilTheNextFullWindow() throws Exception {
    assertThat(after(17, 3).status()).isEqualTo(Status.CRITICAL);
    assertThat(after(19, 0).status()).as("19 are no window").isEqualTo(Status.CRITICAL);
    assertThat(after(1, 0).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_noFurtherWindow_verdictLapses() throws Exception {
    assertThat(after(0, 20).status()).isEqualTo(Status.CRITICAL);
    assertThat(runner.runAfter(ofMinutes(5).minusNanos(1)).status()).isEqualTo(Status.CRITICAL);
    assertThat(runner.runAfter(Duration.ofNanos(1)).status()).isEqualTo(Status.HEALTHY);
    assertThat(runner.runAfter(ofMinutes(500)).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_trickleWithoutFullWindow_verdictLapsesAllTheSame() throws Exception {
    after(0, 20);
    ticker.advance(ofMinutes(3));
    assertThat(after(0, 5).status()).isEqualTo(Status.CRITICAL);
    ticker.advance(ofMinutes(2));

    assertThat(after(0, 5).status()).isEqualTo(Status.HEALTHY);
    assertThat(after(0, 10).status()).as("full at last").isEqualTo(Status.CRITICAL);
  }

  @Test
  void check_processStoodStill_verdictDoesNotLapseOfIt() throws Exception {
    after(0, 20);
    long due = ticker.read();
    ticker.advance(ofMinutes(10));
    runner.lost.observe(due, ticker.read());

    assertThat(runner.run().status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void check_standingVerdict_isNotLoosenedByHysteresis() throws Exception {
    assertThat(after(18, 2).status()).isEqualTo(Status.WARNING);
    for (int i = 0; i < 3; i++) {
      assertThat(runner.run().status()).isEqualTo(Status.WARNING);
    }
  }

  @Test
  void check_meanUpToTwiceTheExpected_isHealthy() throws Exception {
    assertThat(after(ofSeconds(4)).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_meanAboveTwiceTheExpected_isSlow() throws Exception {
    var result = after(ofMillis(4_500));

    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.condition()).isEqualTo("task-slow");
              assertThat(finding.subject()).isEqualTo("eval");
              assertThat(finding.value()).hasValue(4.5);
              assertThat(finding.limit()).hasValue(4);
              assertThat(finding.limitSource()).isEqualTo("configured");
              assertThat(finding.remedy()).isNotBlank();
            });
  }

  @Test
  void check_slowType_leavesFurtherBackThanItEntered() throws Exception {
    after(ofMillis(4_500));

    assertThat(after(ofMillis(3_900)).status()).isEqualTo(Status.WARNING);
    assertThat(after(ofMillis(3_700)).status()).isEqualTo(Status.HEALTHY);
    assertThat(after(ofMillis(3_900)).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_verySlow_isNoMoreThanAWarning() throws Exception {
    assertThat(after(ofMinutes(10)).status()).isEqualTo(Status.WARNING);
  }

  @Test
  void check_typeOfWhichNothingIsExpected_isNeverSlow() throws Exception {
    tasks("train", 20, 0, ofMinutes(10));

    assertThat(runner.run().status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_slowAndFailing_findsBoth() throws Exception {
    tasks("eval", 10, 10, ofSeconds(9));

    var result = runner.run();

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings())
        .extracting(Finding::condition)
        .containsExactly("task-errors", "task-slow");
  }

  @Test
  void check_otherTypes_areJudgedTogether() throws Exception {
    TaskStats small = TaskStats.builder().ticker(ticker).maxTypes(1).minimumSample(2).build();
    small.record("a", 1L, true);
    small.record("b", 1L, false);
    small.record("c", 1L, false);

    var result = new CheckRunner(small.health(), ticker).run();

    assertThat(result.findings()).extracting(Finding::subject).containsExactly("other");
  }

  @Test
  void health_twoChecks_haveTheirOwnWindows() throws Exception {
    var second = new CheckRunner(stats.health(), ticker);

    assertThat(after(0, 20).status()).isEqualTo(Status.CRITICAL);
    assertThat(second.run().status()).isEqualTo(Status.CRITICAL);
  }
}

package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.report.TargetHealth;
import io.health4j.score.Score;
import io.health4j.test.ManualTicker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTableTest {

  private static final int WIDTH = 100;

  private final ManualTicker ticker = new ManualTicker();
  private final StatusTable table = new StatusTable(Paint.PLAIN, WIDTH);

  private TargetHealth health(Status status, Score score, CheckOutcome... outcomes) {
    return Made.health(ticker, Watch.SEARCH, status, score, List.of(outcomes));
  }

  private List<String> render(TargetHealth health) {
    return table.render(Made.report(ticker, health));
  }

  @Test
  void render_healthy_showsStateScoreAgeShareAndReadings() {
    var outcomes = List.of(Made.loop(0.31), Made.results(CheckResult.healthy("can be written")));
    var health = Made.health(ticker, Watch.SEARCH, Status.HEALTHY, Score.of(1, outcomes), outcomes);
    ticker.advance(Duration.ofMillis(1_500));

    assertThat(render(health))
        .containsExactly(
            "  check     status       age  weight     readings",
            "search      HEALTHY    1.5 s  score 1.00, HEALTHY for 1.5 s",
            "  loop      HEALTHY    1.5 s  50% vital  gen 12,345, diversity 0.31, success 100%",
            "  results   HEALTHY    1.5 s  50%        can be written");
  }

  @Test
  void render_warning_saysBelowItWhatIsWrongAndWhatToDo() {
    var outcome = Made.loop(0.031);

    assertThat(render(health(Status.WARNING, Score.of(0.5, List.of(outcome)), outcome)))
        .contains(
            "            ! diversity-low 0.031 (limit 0.10): Lower the selection pressure, raise"
                + " the mutation",
            "            rate, or bring in fresh individuals.");
  }

  @Test
  void render_unknownCheck_saysWhy() {
    var outcome = Made.results(CheckResult.unknown("still running after 6s"));

    assertThat(render(health(Status.UNKNOWN, Score.none("too little", List.of(outcome)), outcome)))
        .contains("            ! still running after 6s")
        .anyMatch(line -> line.startsWith("  results   UNKNOWN"));
  }

  @Test
  void render_staleTarget_isUnknownWithoutScore() {
    var outcome = Made.loop(0.5);
    var health = health(Status.HEALTHY, Score.of(1, List.of(outcome)), outcome);
    ticker.advance(Duration.ofSeconds(7));

    assertThat(render(health).get(1))
        .startsWith("search      UNKNOWN    7.0 s  no score: stale")
        .doesNotContain("HEALTHY");
  }

  @Test
  void render_longMessages_noLineIsWiderThanTheTable() {
    var outcome = Made.results(CheckResult.healthy("x".repeat(300)));
    var broken = Made.results(CheckResult.of(Status.CRITICAL, "y".repeat(300)));

    assertThat(
            render(
                health(
                    Status.CRITICAL,
                    Score.none("z".repeat(300), List.of(outcome, broken)),
                    outcome,
                    broken)))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(WIDTH));
  }

  @Test
  void render_colours_changeNothingButTheColours() {
    var outcome = Made.loop(0.01);
    var report =
        Made.report(ticker, health(Status.WARNING, Score.of(0.5, List.of(outcome)), outcome));

    var coloured = new StatusTable(Paint.COLOURS, WIDTH).render(report);

    assertThat(String.join("\n", coloured)).contains("\u001b[33m");
    assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")))
        .containsExactlyElementsOf(table.render(report));
  }
}

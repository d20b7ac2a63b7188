package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Metric;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.report.HealthReport;
import io.health4j.report.TargetHealth;
import io.health4j.score.Score;
import io.health4j.test.ManualTicker;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorstTableTest {

  private static final int WIDTH = 100;

  private final ManualTicker ticker = new ManualTicker();
  private final WorstTable table = new WorstTable(Paint.PLAIN, WIDTH);

  private TargetHealth health(String id, Status status, double score, CheckOutcome... outcomes) {
    List<CheckOutcome> all =
        outcomes.length > 0 ? List.of(outcomes) : List.of(Made.results(CheckResult.healthy("ok")));
    return Made.health(ticker, id, status, Score.of(score, all), all);
  }

  private static CheckOutcome wrong(String check, Status status, String condition) {
    return Made.outcome(
        check,
        false,
        CheckResult.builder()
            .finding(
                Finding.of(condition, "", status)
                    .value(12)
                    .limit(6, "configured")
                    .remedy("Do something."))
            .build());
  }

  private static List<String> ids(List<String> lines) {
    return lines.stream().skip(1).map(line -> line.split(" ", 2)[0]).toList();
  }

  @Test
  void render_mixed_statusThenScoreThenTimeThenName() {
    TargetHealth longest = health("long", Status.CRITICAL, 0.5);
    ticker.advance(Duration.ofSeconds(1));
    var none = Score.none("too little is known", List.of());
    HealthReport report =
        Made.report(
            ticker,
            health("well", Status.HEALTHY, 1),
            Made.health(ticker, "unknown", Status.UNKNOWN, none, List.of()),
            health("warned", Status.WARNING, 0.1),
            health("b", Status.CRITICAL, 0.5),
            health("a", Status.CRITICAL, 0.5),
            longest,
            Made.health(ticker, "unscored", Status.CRITICAL, none, List.of()),
            health("dead", Status.CRITICAL, 0));

    assertThat(ids(table.render(report, 20)))
        .containsExactly("unscored", "dead", "long", "a", "b", "warned", "unknown", "well");
    assertThat(WorstTable.worst(report).orElseThrow().target()).isEqualTo(Target.of("unscored"));
    assertThat(WorstTable.counts(report))
        .isEqualTo("8 workers: 1 HEALTHY, 1 UNKNOWN, 1 WARNING, 5 CRITICAL");
  }

  @Test
  void render_failing_tellsScoreTimesAndTheWorstFinding() {
    var health =
        health(
            "worker-017",
            Status.CRITICAL,
            0.2,
            wrong("tasks", Status.WARNING, "task-errors"),
            wrong("heartbeat", Status.CRITICAL, "heartbeat-missed"));
    ticker.advance(Duration.ofMillis(1_500));

    assertThat(table.render(Made.report(ticker, health), 5))
        .containsExactly(
            "worker      status   score     for   age  what is wrong, or readings",
            "worker-017  CRITICAL  0.20    1.5s  1.5s  heartbeat-missed 12 (limit 6);"
                + " task-errors 12 (limit 6)");
  }

  @Test
  void render_longNames_keepTheColumns() {
    var report =
        Made.report(
            ticker,
            health("w", Status.CRITICAL, 0),
            health("worker-with-a-name", Status.HEALTHY, 1));

    assertThat(table.render(report, 5))
        .extracting(line -> line.substring(20, 28).strip())
        .containsExactly("status", "CRITICAL", "HEALTHY");
  }

  @Test
  void render_healthy_showsItsReadings() {
    var beat =
        CheckResult.builder().reading(Metric.gauge("health.heartbeat.age", "s", ""), 0.21).build();

    assertThat(WorstTable.wrong(health("a", Status.HEALTHY, 1, Made.outcome("beat", true, beat))))
        .isEqualTo("last beat 0.2 s ago");
  }

  @Test
  void wrong_withoutFindings_saysWhy() {
    var unknown = Made.results(CheckResult.unknown("timed out after 1s"));
    TargetHealth stale = health("stale", Status.HEALTHY, 1);
    TargetHealth late = stale.readAt(ticker.read() + Duration.ofSeconds(7).toNanos());

    assertThat(WorstTable.wrong(health("a", Status.UNKNOWN, 1, unknown)))
        .isEqualTo("results: timed out after 1s");
    assertThat(WorstTable.wrong(late)).startsWith("stale: no sample for 7s");
    assertThat(WorstTable.wrong(health("rising", Status.CRITICAL, 1)))
        .startsWith("well in the last");
    assertThat(
            WorstTable.wrong(
                TargetHealth.unsampled(
                    Target.of("new"), ManualTicker.WALL_START, 0, Duration.ofSeconds(1))))
        .isEqualTo("not sampled yet");
  }

  @Test
  void render_moreThanFit_countsTheRestThatIsNotHealthy() {
    HealthReport report =
        new HealthReport(
            ticker.wall().instant(),
            ticker.read(),
            Stream.concat(
                    Stream.of(health("well", Status.HEALTHY, 1)),
                    IntStream.range(0, 9).mapToObj(i -> health("w" + i, Status.WARNING, 0.5)))
                .toList());

    assertThat(table.render(report, 5))
        .hasSize(5)
        .last()
        .isEqualTo("and 6 more that are not HEALTHY");
    assertThat(table.render(report, 10)).hasSize(10).last().asString().startsWith("w8 ");
    assertThat(table.render(report, 15)).hasSize(11).last().asString().startsWith("well ");
  }

  @Test
  void render_longTexts_areCutToTheWidth() {
    var health =
        health(
            "worker-017",
            Status.WARNING,
            0.5,
            Made.results(CheckResult.of(Status.WARNING, "y".repeat(300))));

    assertThat(table.render(Made.report(ticker, health), 5).get(1)).hasSize(WIDTH).endsWith("y..");
  }

  @Test
  void render_colours_changeNothingButTheColours() {
    var report = Made.report(ticker, health("a", Status.WARNING, 0.5));

    List<String> coloured = new WorstTable(Paint.COLOURS, WIDTH).render(report, 5);

    assertThat(coloured.get(1)).contains("\u001b[33mWARNING");
    assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")))
        .containsExactlyElementsOf(table.render(report, 5));
  }
}

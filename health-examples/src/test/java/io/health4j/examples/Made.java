package io.health4j.examples;

import io.health4j.HealthSource;
import io.health4j.MetricsBinder;
import io.health4j.check.Attributes;
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
import io.health4j.time.Ticker;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Made-up health. */
final class Made {

  static final String REMEDY =
      "Lower the selection pressure, raise the mutation rate, or bring in fresh individuals.";

  private Made() {}

  static CheckOutcome outcome(String check, boolean vital, CheckResult result) {
    return new CheckOutcome(check, 50, vital, result, 1_000_000);
  }

  static CheckOutcome loop(double diversity) {
    var result =
        CheckResult.builder()
            .reading(Metric.counter("loop.iterations", "{iteration}", ""), 12_345)
            .reading(
                Metric.gauge("loop.diversity", "1", ""),
                0.9,
                Attributes.of("loop.diversity.measure", "unique"))
            .reading(
                Metric.gauge("loop.diversity", "1", ""),
                diversity,
                Attributes.of("loop.diversity.measure", "hamming"))
            .reading(Metric.gauge("loop.success.ratio", "1", ""), 1);
    if (diversity < 0.1) {
      result.finding(
          Finding.of("diversity-low", "", Status.WARNING)
              .value(diversity)
              .limit(0.1, "default")
              .remedy(REMEDY));
    }
    return outcome("loop", true, result.build());
  }

  static CheckOutcome results(CheckResult result) {
    return outcome("results", false, result);
  }

  static TargetHealth health(ManualTicker ticker, Status status, Score score) {
    return health(ticker, Watch.SEARCH, status, score, List.of());
  }

  static TargetHealth health(
      ManualTicker ticker, String id, Status status, Score score, List<CheckOutcome> outcomes) {
    return new TargetHealth(
        Target.of(id),
        status,
        ticker.wall().instant(),
        status,
        0,
        score,
        outcomes,
        ticker.wall().instant(),
        ticker.read(),
        Duration.ofSeconds(2),
        false);
  }

  static HealthReport report(ManualTicker ticker, TargetHealth... targets) {
    return new HealthReport(ticker.wall().instant(), ticker.read(), List.of(targets));
  }

  /** A stage of 100 columns and 30 rows that hands on what the log tells. */
  static Stage stage(Ticker ticker, Consumer<String> told) {
    return stage(ticker, told, 30);
  }

  static Stage stage(Ticker ticker, Consumer<String> told, int rows) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    long startTick = ticker.read();
    return new Stage(
        new Terminal(nowhere, false, rows, Terminal.WIDTH, false, Paint.PLAIN),
        ticker,
        startTick,
        new EventLog(ticker, startTick, told),
        new NoMetrics(),
        "http://127.0.0.1:9464/metrics");
  }

  private static final class NoMetrics implements MetricsBinder {

    @Override
    public void bindTo(HealthSource source) {}

    @Override
    public void close() {}
  }
}

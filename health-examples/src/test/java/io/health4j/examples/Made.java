package io.health4j.examples;

import io.health4j.HealthSource;
import io.health4j.MetricsBinder;
import io.health4j.alert.Alert;
import io.health4j.alert.Severity;
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
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

  /** An alert of a rule on the score, which fired so many seconds before it came into its state. */
  static Alert alert(String target, Alert.State state, int secondsAgo) {
    return alert(target, state, secondsAgo, "score of " + target + " is 0.5");
  }

  static Alert alert(String target, Alert.State state, int secondsAgo, String message) {
    Instant since = ManualTicker.WALL_START;
    boolean fired = state != Alert.State.PENDING;
    return alert(target, state, fired ? since.minusSeconds(secondsAgo) : null, message, "");
  }

  /** One that never fired. */
  static Alert unfired(String target, Alert.State state) {
    return alert(target, state, null, "", "");
  }

  static Alert muted(Alert alert, String by) {
    return alert(alert.target().id(), alert.state(), alert.firedAt(), alert.message(), by);
  }

  private static Alert alert(
      String target, Alert.State state, @Nullable Instant firedAt, String message, String mutedBy) {
    Instant since = ManualTicker.WALL_START;
    return new Alert(
        "0123456789abcdef",
        "score-low",
        Target.of(target),
        "",
        Attributes.none(),
        Attributes.none(),
        Severity.WARNING,
        state,
        OptionalDouble.of(0.5),
        OptionalDouble.of(0.7),
        message,
        since,
        since,
        firedAt,
        state.isOver() ? since : null,
        false,
        "",
        mutedBy,
        List.of());
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

package io.health4j.examples;

import io.health4j.alert.AlertBacktest;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Tries a rule on recorded values, and prints the alerts that it would have raised. */
final class Backtest {

  /** Rules of rows alone don't look at it. */
  private static final Duration ANY_INTERVAL = Duration.ofMinutes(1);

  private Backtest() {}

  /**
   * Reads everything, then prints.
   *
   * @throws UsageException with one line for the user; nothing was printed then
   */
  static void run(BacktestOptions options, OutputStream out) {
    var backtest = AlertBacktest.of(options.rule(), ANY_INTERVAL);
    boolean hasSeries = Recording.read(options.file(), backtest::add);
    var csv = new PrintStream(new BufferedOutputStream(out), false, StandardCharsets.ISO_8859_1);
    print(backtest, hasSeries, csv);
    csv.flush();
  }

  private static void print(AlertBacktest backtest, boolean hasSeries, PrintStream csv) {
    csv.print((hasSeries ? "series," : "") + "fired_at,resolved_at\n");
    for (String series : backtest.series()) {
      for (var firing : backtest.firings(series)) {
        var line = new StringBuilder(hasSeries ? series + "," : "");
        line.append(Recording.seconds(firing.firedTick())).append(',');
        firing.resolvedTick().ifPresent(tick -> line.append(Recording.seconds(tick)));
        csv.print(line.append('\n'));
      }
    }
  }
}

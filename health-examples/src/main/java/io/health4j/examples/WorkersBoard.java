package io.health4j.examples;

import io.health4j.HealthSource;
import io.health4j.MonitorStatistics.CheckStatistics;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Status;
import io.health4j.report.HealthReport;
import io.health4j.report.TargetHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts what is known now of the workers into lines. */
final class WorkersBoard {

  /** Lines of a table where no terminal says how many fit. */
  private static final int LOG_ROWS = 15;

  private static final int FEWEST_ROWS = 4;
  private static final int MOST_EVENTS = 5;

  /** On a small terminal the table comes first: one row of so many is for an event. */
  private static final int ROWS_PER_EVENT = 8;

  private static final int LAST_EVENTS = 20;

  private final String title;
  private final HealthSource source;
  private final Tally tally;
  private final Ledger ledger;
  private final Stage stage;
  private final Terminal terminal;
  private final AlertBoard alerts;

  WorkersBoard(String title, HealthSource source, Tally tally, Ledger ledger, Stage stage) {
    this.title = title;
    this.source = source;
    this.tally = tally;
    this.ledger = ledger;
    this.stage = stage;
    this.terminal = stage.terminal();
    this.alerts = new AlertBoard(source, terminal);
  }

  /** All of it, for a terminal: the table takes the rows that the rest leaves. */
  List<String> page() {
    HealthReport report = source.report();
    var lines = new ArrayList<String>();
    String name = terminal.paint().bold("Health4j demo: workers");
    lines.add(name + "  " + Texts.span(stage.running()) + ", Ctrl-C ends it");
    lines.addAll(Texts.wrap(title, terminal.columns()));
    lines.add("");
    lines.add(terminal.paint().bold(WorstTable.counts(report)));
    addState(lines, report);
    lines.addAll(alerts.page(0));
    lines.add("");
    int events = Math.min(MOST_EVENTS, terminal.rows() / ROWS_PER_EVENT);
    int left = terminal.rows() - lines.size() - events - 1;
    lines.addAll(
        new WorstTable(terminal.paint(), terminal.columns())
            .render(report, Math.max(FEWEST_ROWS, left)));
    lines.add("");
    lines.addAll(stage.events().latest(events, terminal.columns()));
    return lines;
  }

  private void addState(List<String> lines, HealthReport report) {
    add(lines, "tasks", tally.toString());
    add(lines, "slowest", slowest(report));
    add(lines, "monitor", Texts.cost(source.statistics(), stage.running()));
  }

  private void add(List<String> lines, String label, String text) {
    lines.addAll(Texts.fold(Texts.label(label) + text, terminal.columns()));
  }

  /** The check that took longest in the last samples, and how long any ever took. */
  private String slowest(HealthReport report) {
    record Call(TargetHealth health, CheckOutcome outcome) {}
    Optional<Call> slowest =
        report.targets().stream()
            .flatMap(health -> health.outcomes().stream().map(each -> new Call(health, each)))
            .max(Comparator.comparing(call -> call.outcome.durationNanos()));
    Optional<Duration> ever =
        source.statistics().checks().stream()
            .map(CheckStatistics::longest)
            .max(Comparator.naturalOrder());
    return slowest
        .map(
            call ->
                Texts.format(
                    "check %.2f ms, %s of %s; the longest ever took %.1f ms",
                    millis(call.outcome.durationNanos()),
                    call.outcome.check(),
                    call.health.target().id(),
                    millis(ever.orElse(Duration.ZERO).toNanos())))
        .orElse("no check was called yet");
  }

  private static double millis(long nanos) {
    return (double) nanos / 1e6;
  }

  /** The most of it in one line, for a log. */
  String line() {
    HealthReport report = source.report();
    return WorstTable.counts(report)
        + WorstTable.worst(report)
            .filter(health -> health.status() != Status.HEALTHY)
            .map(health -> "; worst " + health.target().id() + ": " + WorstTable.wrong(health))
            .orElse("");
  }

  /** The worst, for a log. */
  List<String> table() {
    return new WorstTable(terminal.paint(), terminal.columns()).render(source.report(), LOG_ROWS);
  }

  /** What is told at the end. */
  List<String> summary() {
    HealthReport report = source.report();
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("Summary after " + Texts.span(stage.running()));
    addState(lines, report);
    lines.addAll(alerts.summary(0));
    ledger.lines().forEach(line -> lines.addAll(Texts.fold(line, terminal.columns())));
    lines.add("Last state of " + WorstTable.counts(report));
    lines.addAll(new WorstTable(Paint.PLAIN, terminal.columns()).render(report, LOG_ROWS));
    lines.add("Events");
    lines.addAll(stage.events().summary(LAST_EVENTS, terminal.columns()));
    return lines;
  }
}

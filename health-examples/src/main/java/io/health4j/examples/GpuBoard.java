package io.health4j.examples;

import io.health4j.HealthSource;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.report.TargetHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts what is known now of the GPUs into lines. */
final class GpuBoard {

  private static final int EVENTS = 5;
  private static final int ALERTS = 3;

  private final String title;
  private final HealthSource source;
  private final GpuTale tale;
  private final Stage stage;
  private final Terminal terminal;
  private final AlertBoard alerts;

  GpuBoard(String title, HealthSource source, GpuTale tale, Stage stage) {
    this.title = title;
    this.source = source;
    this.tale = tale;
    this.stage = stage;
    this.terminal = stage.terminal();
    this.alerts = new AlertBoard(source, terminal);
  }

  /** All of it, for a terminal. */
  List<String> page() {
    var lines = new ArrayList<String>();
    String name = terminal.paint().bold("Health4j demo: GPUs");
    lines.add(name + "  " + Texts.span(stage.running()) + ", Ctrl-C ends it");
    lines.addAll(Texts.wrap(title, terminal.columns()));
    lines.add("");
    lines.add(terminal.paint().bold(Texts.fit(line(), terminal.columns())));
    lines.addAll(table());
    lines.add("");
    lines.addAll(alerts.page(ALERTS));
    String cost = Texts.cost(source.statistics(), stage.running());
    lines.addAll(Texts.fold(Texts.label("monitor") + cost, terminal.columns()));
    tale.found().forEach(found -> add(lines, "trouble", found));
    lines.add("");
    lines.addAll(stage.events().latest(EVENTS, terminal.columns()));
    return lines;
  }

  private void add(List<String> lines, String label, String text) {
    lines.addAll(Texts.fold(Texts.label(label) + text, terminal.columns()));
  }

  private Optional<TargetHealth> health() {
    return source.report().target(GpuWatch.TARGET);
  }

  private Optional<CheckResult> result() {
    return health().stream()
        .flatMap(health -> health.outcomes().stream())
        .filter(outcome -> outcome.check().equals(GpuWatch.CHECK))
        .findFirst()
        .map(CheckOutcome::result);
  }

  /** State, score, and what the check says, in one line. */
  String line() {
    String message = result().map(GpuTexts::worst).orElse("not sampled yet");
    return health()
        .map(
            health ->
                health.target().id()
                    + " "
                    + health.status()
                    + ", "
                    + Texts.score(health.score())
                    + (message.isEmpty() ? "" : "; " + message))
        .orElse(message);
  }

  /** A line for each GPU, and what is wrong below. */
  List<String> table() {
    return result().map(result -> table(result, terminal.paint())).orElse(List.of());
  }

  private List<String> table(CheckResult result, Paint paint) {
    var lines = new ArrayList<>(new GpuTable(paint, terminal.columns()).render(result));
    lines.addAll(GpuTexts.troubles(result, paint, terminal.columns()));
    return lines;
  }

  /** What is told at the end. */
  List<String> summary() {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("Summary after " + Texts.span(stage.running()));
    add(lines, "monitor", Texts.cost(source.statistics(), stage.running()));
    tale.summary().forEach(text -> add(lines, "trouble", text));
    lines.addAll(alerts.page(ALERTS));
    add(lines, "last state", line());
    result().ifPresent(result -> lines.addAll(table(result, Paint.PLAIN)));
    lines.add("Events");
    lines.addAll(stage.events().summary(Integer.MAX_VALUE, terminal.columns()));
    return lines;
  }
}

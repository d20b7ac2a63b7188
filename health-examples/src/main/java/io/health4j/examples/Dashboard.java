package io.health4j.examples;

import io.health4j.HealthSource;
import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.report.HealthReport;
import io.health4j.report.History;
import io.health4j.report.TargetHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts what is known now into lines. */
final class Dashboard {

  private static final int EVENTS = 5;
  private static final int ALERTS = 3;

  private final String title;
  private final HealthSource source;
  private final Search search;
  private final TroubleFinder finder;
  private final Stage stage;
  private final Terminal terminal;
  private final StatusTable table;
  private final Sparkline sparkline;
  private final AlertBoard alerts;

  Dashboard(String title, HealthSource source, Search search, TroubleFinder finder, Stage stage) {
    this.title = title;
    this.source = source;
    this.search = search;
    this.finder = finder;
    this.stage = stage;
    this.terminal = stage.terminal();
    this.table = new StatusTable(terminal.paint(), terminal.columns());
    this.alerts = new AlertBoard(source, terminal);
    this.sparkline = new Sparkline(terminal.unicode());
  }

  /** All of it, for a terminal. */
  List<String> page() {
    var lines = new ArrayList<String>();
    lines.add(
        terminal.paint().bold("Health4j demo")
            + "  "
            + Texts.span(stage.running())
            + ", Ctrl-C ends it");
    lines.addAll(Texts.wrap(title, terminal.columns()));
    lines.add("");
    lines.addAll(table());
    lines.add("");
    lines.addAll(alerts.page(ALERTS));
    lines.add(Texts.fit(Texts.label("champion") + champion(), terminal.columns()));
    var scores =
        source.history().query(Watch.SEARCH, History.SCORE, Attributes.none(), stage.startTick());
    lines.add(Texts.label("score") + sparkline.of(scores, terminal.columns() - Texts.INDENT));
    String cost = Texts.cost(source.statistics(), stage.running());
    lines.add(Texts.fit(Texts.label("monitor") + cost, terminal.columns()));
    finder.found().ifPresent(found -> addFound(lines, found));
    lines.add("");
    lines.addAll(stage.events().latest(EVENTS, terminal.columns()));
    return lines;
  }

  private void addFound(List<String> lines, String found) {
    Texts.fold(Texts.label("trouble") + found, terminal.columns())
        .forEach(line -> lines.add(terminal.paint().bold(line)));
  }

  String champion() {
    Search.Progress now = search.progress();
    if (now.champions() == 0) {
      return "none yet";
    }
    var age = Duration.ofNanos(stage.ticker().read() - now.championTick());
    return Texts.format(
        "%,d of %,d clauses; %,d updates, the last %s ago; %,.0f generations a second",
        now.satisfied(),
        search.clauses(),
        now.champions(),
        Texts.span(age),
        (double) now.generations() / Texts.seconds(stage.running().toNanos()));
  }

  /** The state of every check. */
  List<String> table() {
    return table.render(source.report());
  }

  /** The most of it in one line, for a log. */
  String line() {
    HealthReport report = source.report();
    var text = new StringBuilder();
    for (TargetHealth health : report.targets()) {
      text.append(text.isEmpty() ? "" : ", ").append(health.target().id());
      text.append(' ').append(health.status());
      health.score().value().ifPresent(score -> text.append(Texts.format(" %.2f", score)));
    }
    Search.Progress now = search.progress();
    text.append(Texts.format("; %,d clauses, gen %,d", now.satisfied(), now.generations()));
    diversity(report).ifPresent(diversity -> text.append(", ").append(diversity));
    return text.toString();
  }

  private static Optional<String> diversity(HealthReport report) {
    return report.target(Watch.SEARCH).stream()
        .flatMap(health -> health.outcomes().stream())
        .filter(outcome -> outcome.check().equals(Trouble.DIVERSITY.check()))
        .findFirst()
        .flatMap((CheckOutcome outcome) -> Readings.of(outcome, Readings.DIVERSITY));
  }
}

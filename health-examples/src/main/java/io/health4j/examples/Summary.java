package io.health4j.examples;

import io.health4j.HealthSource;
import io.health4j.check.Attributes;
import io.health4j.report.History;
import io.health4j.report.Sample;
import io.health4j.report.TargetHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What is told at the end. */
final class Summary {

  private static final long MINUTE = 60_000_000_000L;

  /** Minutes listed one by one. */
  private static final int MOST_MINUTES = 10;

  /** Active alerts that are told one by one. */
  private static final int MOST_ALERTS = 10;

  private final HealthSource source;
  private final Dashboard dashboard;
  private final TroubleFinder finder;
  private final Search search;
  private final Optional<Trouble> trouble;
  private final Stage stage;
  private final Terminal terminal;

  Summary(
      HealthSource source,
      Dashboard dashboard,
      TroubleFinder finder,
      Search search,
      Optional<Trouble> trouble,
      Stage stage) {
    this.source = source;
    this.dashboard = dashboard;
    this.finder = finder;
    this.search = search;
    this.trouble = trouble;
    this.stage = stage;
    this.terminal = stage.terminal();
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("Summary after " + Texts.span(stage.running()));
    lines.add(Texts.label("iterations") + Texts.format("%,d", search.progress().generations()));
    addFolded(lines, "champion", dashboard.champion());
    addFolded(lines, "monitor", Texts.cost(source.statistics(), stage.running()));
    trouble.ifPresent(which -> addTrouble(lines, which));
    lines.addAll(new AlertBoard(source, terminal).summary(MOST_ALERTS));
    for (TargetHealth health : source.report().targets()) {
      addScores(lines, health);
    }
    lines.add("Last state");
    lines.addAll(new StatusTable(Paint.PLAIN, terminal.columns()).render(source.report()));
    lines.add("Events");
    lines.addAll(stage.events().summary(Integer.MAX_VALUE, terminal.columns()));
    return lines;
  }

  private void addTrouble(List<String> lines, Trouble which) {
    String text =
        which.option()
            + ": "
            + finder
                .found()
                .orElse("not found: it begins after 10 s, and takes its time to settle");
    addFolded(lines, "trouble", text);
  }

  private void addFolded(List<String> lines, String label, String text) {
    lines.addAll(Texts.fold(Texts.label(label) + text, terminal.columns()));
  }

  private void addScores(List<String> lines, TargetHealth health) {
    List<Sample> scores =
        source
            .history()
            .query(health.target().id(), History.SCORE, Attributes.none(), stage.startTick());
    lines.add(
        Texts.label(health.target().id())
            + new Sparkline(terminal.unicode()).of(scores, terminal.columns() - Texts.INDENT));
    var minutes = new TreeMap<Long, List<Sample>>();
    for (Sample sample : scores) {
      long minute = (sample.tick() - stage.startTick()) / MINUTE;
      minutes.computeIfAbsent(minute, key -> new ArrayList<>()).add(sample);
    }
    minutes.entrySet().stream()
        .skip(Math.max(0, minutes.size() - MOST_MINUTES))
        .forEach(minute -> lines.add(minute(minute.getKey() + 1, minute.getValue())));
  }

  private static String minute(long number, List<Sample> scores) {
    var statistics = scores.stream().mapToDouble(Sample::value).summaryStatistics();
    return Texts.format(
        "%sscore in minute %d: lowest %.2f, mean %.2f, last %.2f",
        Texts.label(""),
        number,
        statistics.getMin(),
        statistics.getAverage(),
        scores.get(scores.size() - 1).value());
  }
}

package io.health4j.examples;

import io.health4j.HealthSource;
import io.health4j.report.TargetHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Puts what is known now of the search and its containers into lines. */
final class ContainersBoard {

  private static final int EVENTS = 8;
  private static final int LAST_EVENTS = 40;
  private static final int ALERTS = 3;
  private static final int LAST_ALERTS = 10;

  private final String title;
  private final HealthSource source;
  private final SandboxLoop loop;
  private final HostKill kill;
  private final Stage stage;
  private final Terminal terminal;
  private final AlertBoard alerts;
  private volatile OptionalInt left = OptionalInt.empty();

  ContainersBoard(String title, HealthSource source, SandboxLoop loop, HostKill kill, Stage stage) {
    this.title = title;
    this.source = source;
    this.loop = loop;
    this.kill = kill;
    this.stage = stage;
    this.terminal = stage.terminal();
    this.alerts = new AlertBoard(source, terminal);
  }

  /** What the engine has at the end; empty when it does not say. */
  void left(OptionalInt count) {
    left = count;
  }

  /** Whether the engine said that nothing is left. */
  boolean isClean() {
    return left.equals(OptionalInt.of(0));
  }

  /** All of it, for a terminal. */
  List<String> page() {
    var lines = new ArrayList<String>();
    String name = terminal.paint().bold("Health4j demo: containers");
    lines.add(name + "  " + Texts.span(stage.running()) + ", Ctrl-C ends it");
    lines.addAll(Texts.wrap(title, terminal.columns()));
    lines.add("");
    addState(lines);
    add(lines, "behind", behind());
    lines.addAll(alerts.page(ALERTS));
    lines.add("");
    lines.addAll(table());
    lines.add("");
    lines.addAll(stage.events().latest(EVENTS, terminal.columns()));
    return lines;
  }

  private void addState(List<String> lines) {
    add(lines, "search", search());
    add(lines, "sandboxes", sandboxes());
    add(lines, "monitor", Texts.cost(source.statistics(), stage.running()));
  }

  private void add(List<String> lines, String label, String text) {
    lines.addAll(Texts.fold(Texts.label(label) + text, terminal.columns()));
  }

  private String search() {
    SandboxLoop.Progress now = loop.progress();
    return Texts.format(
        "%,d iterations, %,d threw; best %,d", now.iterations(), now.thrown(), now.best());
  }

  private String sandboxes() {
    SandboxTally tally = loop.tally();
    return Texts.format("%,d started, ", tally.started().sum()) + tally.crashes();
  }

  /** While it runs those that are in use and those that are orphans are one number. */
  private String behind() {
    SandboxTally tally = loop.tally();
    return Texts.format(
        "%,d there now; %,d orphans removed",
        tally.orphaned() - tally.removed().sum(), tally.removed().sum());
  }

  /** The most of it in one line, for a log. */
  String line() {
    String states =
        source.report().targets().stream()
            .map((TargetHealth health) -> health.target().id() + " " + health.status())
            .collect(Collectors.joining(", "));
    return states + "; " + search() + "; " + sandboxes() + "; " + behind();
  }

  /** The state of every check. */
  List<String> table() {
    return new StatusTable(terminal.paint(), terminal.columns()).render(source.report());
  }

  /** What is told at the end. */
  List<String> summary() {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("Summary after " + Texts.span(stage.running()));
    addState(lines);
    add(lines, "orphaned", orphaned());
    add(lines, "removed", Texts.format("%,d by the clean-up", loop.tally().removed().sum()));
    add(lines, "left", left());
    lines.addAll(alerts.summary(LAST_ALERTS));
    lines.add("Last state");
    lines.addAll(new StatusTable(Paint.PLAIN, terminal.columns()).render(source.report()));
    lines.add("Events");
    lines.addAll(stage.events().summary(LAST_EVENTS, terminal.columns()));
    return lines;
  }

  private String orphaned() {
    long all = loop.tally().orphaned();
    return Texts.format(
        "%,d: %,d by iterations that threw, %,d by a host that was killed",
        all, all - kill.left(), kill.left());
  }

  private String left() {
    OptionalInt count = left;
    return count.isEmpty() ? "unknown: the engine does not say" : "= " + count.getAsInt();
  }
}

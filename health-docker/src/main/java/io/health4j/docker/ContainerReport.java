package io.health4j.docker;

import io.health4j.check.Attributes;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Metric;
import io.health4j.check.Occurrence;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/** One answer of a check of containers, while it is made. Used by one thread. */
final class ContainerReport {

  /** What happened beyond this in one look is counted only (this project's own judgement). */
  static final int MOST_OCCURRENCES = 100;

  /** How many findings the line for people names (this project's own judgement). */
  static final int MOST_NAMED = 5;

  private final ContainerSettings settings;
  private final long tick;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Reading> readings = new ArrayList<>();
  private final List<Occurrence> occurrences = new ArrayList<>();
  private final StringJoiner message = new StringJoiner("; ");
  private long untold;

  ContainerReport(ContainerSettings settings, long tick) {
    this.settings = settings;
    this.tick = tick;
  }

  /** When the look began. */
  long tick() {
    return tick;
  }

  void find(ContainerCondition condition, Finding finding) {
    if (settings.looksAt(condition)) {
      findings.add(finding);
    }
  }

  void read(Metric metric, double value, Attributes attributes) {
    readings.add(Reading.of(metric, value, attributes));
  }

  void read(Metric metric, OptionalDouble value, Attributes attributes) {
    if (value.isPresent()) {
      read(metric, value.getAsDouble(), attributes);
    }
  }

  /** Tells what happened, once. */
  void tell(String name, String text, OptionalDouble value, Attributes attributes) {
    if (occurrences.size() < MOST_OCCURRENCES) {
      occurrences.add(new Occurrence(name, text, value, attributes, tick));
    } else {
      untold++;
    }
  }

  /** Adds to the line for people. */
  void say(String text) {
    message.add(text);
  }

  CheckResult build() {
    if (untold > 0) {
      say(untold + " more events are not told");
    }
    nameWorst();
    Status worst = Status.HEALTHY;
    for (Finding finding : findings) {
      worst = worst.worse(finding.status());
    }
    return new CheckResult(worst, message.toString(), readings, findings, occurrences, null);
  }

  private void nameWorst() {
    findings.stream()
        .filter(finding -> !finding.subject().isEmpty())
        .sorted(Comparator.comparing(Finding::status).reversed())
        .limit(MOST_NAMED)
        .forEach(finding -> say(finding.condition() + " " + finding.subject()));
    if (findings.size() > MOST_NAMED) {
      say("and " + (findings.size() - MOST_NAMED) + " more");
    }
  }
}

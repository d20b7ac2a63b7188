package io.health4j.dashboards;

import io.health4j.alert.AlertRule;
import io.health4j.alert.AlertRule.Kind;
import io.health4j.alert.AlertRules;
import io.health4j.alert.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A scale of colours. The numbers are those of the alert rules and limits that ship, asked for in
 * the code, so that a dashboard turns red where an alert fires, also after a default changed.
 */
record Steps(List<Step> steps) {

  static final String GREEN = "green";
  static final String BLUE = "blue";
  static final String ORANGE = "orange";
  static final String RED = "red";

  /** A colour, from a value on; without a value, from the lowest on. */
  record Step(@Nullable Double from, String color) {}

  Steps {
    steps = List.copyOf(steps);
  }

  /** All is well, whatever the value. */
  static Steps none() {
    return rising(GREEN);
  }

  /** The first colour, to which others are added. */
  static Steps rising(String color) {
    return new Steps(List.of(new Step(null, color)));
  }

  /** These, and another colour from a value on. */
  Steps at(double from, String color) {
    return new Steps(Stream.concat(steps.stream(), Stream.of(new Step(from, color))).toList());
  }

  /** Two levels of a limit that ships, where larger is worse. */
  static Steps levels(double warning, double critical) {
    return none().at(warning, ORANGE).at(critical, RED);
  }

  /** The same of what is left of 1: where a share is bad above 0.9, what is left is below 0.1. */
  Steps left() {
    Steps left = rising(steps.get(steps.size() - 1).color());
    for (int i = steps.size() - 1; i > 0; i--) {
      double used = Objects.requireNonNull(steps.get(i).from());
      left = left.at(rounded(1 - used), steps.get(i - 1).color());
    }
    return left;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }

  boolean isPlain() {
    return steps.size() == 1;
  }

  /**
   * The limits of the rules that ship for a reading.
   *
   * @throws IllegalArgumentException when there is no such rule
   */
  static Steps reading(String metric) {
    return of(Kind.READING, metric);
  }

  /** The limits of the rules that ship for a target's score. */
  static Steps score() {
    return of(Kind.SCORE, "");
  }

  private static Steps of(Kind kind, String of) {
    List<AlertRule> rules =
        Stream.of(
                AlertRules.autonomousLoop(),
                AlertRules.workers(),
                AlertRules.node(),
                AlertRules.monitor())
            .flatMap(List::stream)
            .filter(rule -> rule.terms().kind() == kind && rule.terms().of().equals(of))
            .sorted(Comparator.comparingDouble(rule -> rule.terms().limit()))
            .toList();
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("no rule that ships is about " + kind + " " + of);
    }
    return rules.get(0).terms().above() ? upwards(rules) : downwards(rules);
  }

  private static Steps upwards(List<AlertRule> rules) {
    Steps steps = none();
    for (AlertRule rule : rules) {
      steps = steps.at(rule.terms().limit(), color(rule.severity()));
    }
    return steps;
  }

  private static Steps downwards(List<AlertRule> rules) {
    var colors = new ArrayList<>(rules.stream().map(rule -> color(rule.severity())).toList());
    colors.add(GREEN);
    Steps steps = rising(colors.get(0));
    for (int i = 0; i < rules.size(); i++) {
      steps = steps.at(rules.get(i).terms().limit(), colors.get(i + 1));
    }
    return steps;
  }

  private static String color(Severity severity) {
    return switch (severity) {
      case INFO -> BLUE;
      case WARNING -> ORANGE;
      case CRITICAL -> RED;
    };
  }
}

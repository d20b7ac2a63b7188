package io.health4j.examples;

import io.health4j.check.CheckOutcome;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.report.HealthReport;
import io.health4j.report.TargetHealth;
import io.health4j.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report of many targets: how many are how well, and a line for each of the worst. Of those of
 * one status the one with the lowest score comes first, then the one that has been so for longest.
 * No score comes before any. Pure.
 */
final class WorstTable {

  private static final Comparator<TargetHealth> WORST_FIRST =
      Comparator.comparing(TargetHealth::status)
          .reversed()
          .thenComparing(health -> health.score().value().orElse(Double.NEGATIVE_INFINITY))
          .thenComparing(TargetHealth::since)
          .thenComparing(health -> health.target().id());

  private static final Duration MOST_SECONDS = Duration.ofMinutes(2);
  private static final int SHORTEST_NAME = 6;
  private static final String STATUS = "%-8s";
  private static final String REST = " %5s %7s %5s  %s";

  private static final String HEADER =
      Texts.format(STATUS + REST, "status", "score", "for", "age", "what is wrong, or readings");

  private final Paint paint;
  private final int width;

  /**
   * How tables are made.
   *
   * @param width columns; no line is longer, but for the colours
   */
  WorstTable(Paint paint, int width) {
    this.paint = paint;
    this.width = width;
  }

  /** {@code 200 workers: 190 HEALTHY, 3 WARNING, 7 CRITICAL}. */
  static String counts(HealthReport report) {
    var counts = new EnumMap<Status, Integer>(Status.class);
    report.targets().forEach(health -> counts.merge(health.status(), 1, Integer::sum));
    return Texts.format("%,d workers: ", report.targets().size())
        + counts.entrySet().stream()
            .map(each -> Texts.format("%,d %s", each.getValue(), each.getKey()))
            .collect(Collectors.joining(", "));
  }

  /** The first of the table. */
  static Optional<TargetHealth> worst(HealthReport report) {
    return report.targets().stream().min(WORST_FIRST);
  }

  /**
   * The table.
   *
   * @param most lines, with the header; at least 2
   */
  List<String> render(HealthReport report, int most) {
    List<TargetHealth> sorted = report.targets().stream().sorted(WORST_FIRST).toList();
    long failing = sorted.stream().filter(health -> health.status() != Status.HEALTHY).count();
    int rows = Math.min(failing > most - 1 ? most - 2 : most - 1, sorted.size());
    String name = "%-" + nameWidth(sorted) + "s  ";
    var lines = new ArrayList<String>();
    lines.add(paint.faint(Texts.fit(Texts.format(name, "worker") + HEADER, width)));
    sorted.subList(0, rows).forEach(health -> lines.add(row(report, health, name)));
    if (failing > rows) {
      lines.add(Texts.format("and %,d more that are not HEALTHY", failing - rows));
    }
    return lines;
  }

  private static int nameWidth(List<TargetHealth> all) {
    return all.stream()
        .mapToInt(health -> health.target().id().length())
        .reduce(SHORTEST_NAME, Math::max);
  }

  private String row(HealthReport report, TargetHealth health, String nameFormat) {
    String name = Texts.format(nameFormat, health.target().id());
    String status = Texts.format(STATUS, health.status());
    String rest =
        Texts.format(
            REST,
            health.score().value().isPresent() ? health.score() : "none",
            span(Duration.between(health.since(), report.at())),
            span(health.age(report.tick())),
            wrong(health));
    return name
        + paint.status(health.status(), status)
        + Texts.fit(rest, width - name.length() - status.length());
  }

  /** In seconds as long as those are easy to compare. */
  private static String span(Duration span) {
    return span.compareTo(MOST_SECONDS) < 0
        ? Texts.format("%.1fs", Math.max(0, Texts.seconds(span.toNanos())))
        : Durations.text(span);
  }

  /** What is wrong, the worst first; of a healthy target its readings. */
  static String wrong(TargetHealth health) {
    if (health.stale() || health.outcomes().isEmpty()) {
      return health.score().reason();
    }
    String troubles =
        health.outcomes().stream()
            .sorted(Comparator.comparing(CheckOutcome::status).reversed())
            .flatMap(WorstTable::troubles)
            .collect(Collectors.joining("; "));
    if (!troubles.isEmpty()) {
      return troubles;
    }
    return health.status() == Status.HEALTHY
        ? health.outcomes().stream().map(Readings::of).collect(Collectors.joining(", "))
        : "well in the last sample, and not yet for long enough";
  }

  private static Stream<String> troubles(CheckOutcome outcome) {
    List<Finding> findings = outcome.result().findings();
    if (outcome.status() == Status.HEALTHY) {
      return Stream.empty();
    }
    return findings.isEmpty()
        ? Stream.of(outcome.check() + ": " + outcome.result().message())
        : findings.stream().map(Texts::brief);
  }
}

package io.health4j.examples;

import io.health4j.check.CheckOutcome;
import io.health4j.report.HealthReport;
import io.health4j.report.TargetHealth;
import io.health4j.score.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A report as a table: a line for each target and each of its checks, and below a check that is not
 * well what is wrong and what to do. Pure.
 */
final class StatusTable {

  private static final String HEADER =
      Texts.format("  %-9s %-8s  %6s  %-10s %s", "check", "status", "age", "weight", "readings");
  private static final int INDENT = 13;

  private final Paint paint;
  private final int width;

  /**
   * How tables are made.
   *
   * @param width columns; no line is longer, but for the colours
   */
  StatusTable(Paint paint, int width) {
    this.paint = paint;
    this.width = width;
  }

  List<String> render(HealthReport report) {
    var lines = new ArrayList<String>();
    lines.add(paint.faint(HEADER));
    for (TargetHealth health : report.targets()) {
      lines.add(target(report, health));
      List<Score.Contribution> shares = health.score().contributions();
      for (int i = 0; i < health.outcomes().size(); i++) {
        addCheck(lines, report, health, health.outcomes().get(i), shares.get(i).share());
      }
    }
    return lines;
  }

  private String target(HealthReport report, TargetHealth health) {
    String name = Texts.format("%-11s ", health.target().id());
    String status = Texts.format("%-8s", health.status());
    Duration since = Duration.between(health.since(), report.at());
    String rest =
        Texts.format(
            "  %6s  %s, %s for %s",
            age(report, health),
            Texts.score(health.score()),
            health.status(),
            Texts.span(since.isNegative() ? Duration.ZERO : since));
    return paint.bold(name)
        + paint.status(health.status(), status)
        + fit(rest, width - name.length() - status.length());
  }

  private void addCheck(
      List<String> lines,
      HealthReport report,
      TargetHealth health,
      CheckOutcome outcome,
      double share) {
    String name = Texts.format("  %-9s ", outcome.check());
    String status = Texts.format("%-8s", outcome.status());
    String weight = Texts.format("%.0f%%%s", share * 100, outcome.vital() ? " vital" : "");
    String rest =
        Texts.format("  %6s  %-10s %s", age(report, health), weight, Readings.of(outcome));
    lines.add(
        name
            + paint.status(outcome.status(), status)
            + fit(rest, width - name.length() - status.length()));
    for (String trouble : Texts.troubles(outcome)) {
      for (String line : Texts.wrap("! " + trouble, width - INDENT)) {
        lines.add(
            " ".repeat(INDENT - 1) + paint.status(outcome.status(), fit(line, width - INDENT)));
      }
    }
  }

  private static String age(HealthReport report, TargetHealth health) {
    return Texts.format("%.1f s", Texts.seconds(health.age(report.tick()).toNanos()));
  }

  private static String fit(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width));
  }
}

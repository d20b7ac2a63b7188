package io.health4j.examples;

import io.health4j.MonitorStatistics;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.score.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers and findings as people read them. */
final class Texts {

  /** The width of the first column: of a time, or of a label. */
  static final int INDENT = 12;

  private Texts() {}

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static double seconds(long nanos) {
    return (double) nanos / 1e9;
  }

  /** {@code 7.9 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
  static String span(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 60) {
      return format("%.1f s", seconds(span.toNanos()));
    }
    return seconds < 3600
        ? format("%d min %d s", seconds / 60, seconds % 60)
        : format("%d h %d min", seconds / 3600, seconds / 60 % 60);
  }

  static String bytes(double bytes) {
    return bytes < 1e6
        ? format("%.0f KB", bytes / 1e3)
        : bytes < 1e10 ? format("%.0f MB", bytes / 1e6) : format("%.0f GB", bytes / 1e9);
  }

  /** A line of a log: when, since the start, and what. */
  static String stamped(Duration since, String text) {
    return format("%8.1f s  ", seconds(since.toNanos())) + text;
  }

  /** A line whose first column is kept free where it must be broken. */
  static List<String> fold(String line, int width) {
    if (line.length() <= width) {
      return List.of(line);
    }
    var folded = new ArrayList<String>();
    for (String part : wrap(line.substring(INDENT), width - INDENT)) {
      folded.add((folded.isEmpty() ? line.substring(0, INDENT) : " ".repeat(INDENT)) + part);
    }
    return folded;
  }

  /** The first column of a line that is no log. */
  static String label(String text) {
    return format("%-11s ", text);
  }

  /** Cuts off what is too long for its place. */
  static String fit(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 2)) + "..";
  }

  static String score(Score score) {
    return score.value().isPresent() ? "score " + score : "no score: " + score.reason();
  }

  /** {@code diversity-low 0.03 (limit 0.1): Lower the …}. */
  static String finding(Finding finding) {
    return brief(finding) + (finding.remedy().isEmpty() ? "" : ": " + finding.remedy());
  }

  /** As {@link #finding}, without what to do about it. */
  static String brief(Finding finding) {
    var text = new StringBuilder(finding.condition());
    text.append(finding.subject().isEmpty() ? "" : " " + finding.subject());
    finding.value().ifPresent(value -> text.append(' ').append(number(value)));
    finding.limit().ifPresent(limit -> text.append(" (limit ").append(number(limit)).append(')'));
    return text.toString();
  }

  private static String number(double value) {
    if (value == Math.rint(value)) {
      return format("%,.0f", value);
    }
    return Math.abs(value) >= 10 ? format("%,.1f", value) : format("%.2g", value);
  }

  /** What the monitor takes on its own threads. */
  static String cost(MonitorStatistics now, Duration running) {
    double cpu = seconds(now.cpuTime().toNanos());
    return format(
        "%.2f s CPU = %.2f%% of one core, %,d samples, %s of history, %d timed out, %d stuck",
        cpu,
        100 * cpu / seconds(running.toNanos()),
        now.samples(),
        bytes((double) now.historyBytes()),
        now.checks().stream().mapToLong(MonitorStatistics.CheckStatistics::timeouts).sum(),
        now.stuckThreads());
  }

  /** What is wrong with a check, one thing a line; nothing when it is well. */
  static List<String> troubles(CheckOutcome outcome) {
    if (outcome.status() == Status.HEALTHY) {
      return List.of();
    } else if (outcome.result().findings().isEmpty()) {
      return List.of(outcome.result().message());
    }
    return outcome.result().findings().stream().map(Texts::finding).toList();
  }

  /** Breaks a text at blanks into lines of at most so many characters. */
  static List<String> wrap(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** What went wrong, in a line. */
  static String firstLine(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank()
        ? thrown.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElse("");
  }
}

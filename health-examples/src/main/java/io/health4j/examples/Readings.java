package io.health4j.examples;

import io.health4j.check.CheckOutcome;
import io.health4j.check.Reading;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** The few readings of each check that tell most, in the order in which they are shown. */
final class Readings {

  static final String DIVERSITY = "diversity";

  private record Shown(
      String label, String metric, String attribute, String value, DoubleFunction<String> text) {

    static Shown of(String label, String metric, DoubleFunction<String> text) {
      return new Shown(label, metric, "", "", text);
    }

    String in(Reading reading) {
      return label + " " + text.apply(reading.value());
    }

    boolean is(Reading reading) {
      return reading.metric().name().equals(metric)
          && (attribute.isEmpty() || value.equals(reading.attributes().get(attribute)));
    }
  }

  private static final List<Shown> ALL =
      List.of(
          Shown.of("gen", "loop.iterations", Readings::count),
          new Shown(
              DIVERSITY, "loop.diversity", "loop.diversity.measure", "hamming", Readings::plain),
          Shown.of("success", "loop.success.ratio", Readings::percent),
          Shown.of("stale", "loop.champion.staleness", Readings::count),
          Shown.of("kept", "health.heap.utilization", Readings::percent),
          Shown.of("used", "jvm.memory.used", Texts::bytes),
          Shown.of("of", "jvm.memory.limit", Texts::bytes),
          Shown.of("busy", "system.cpu.utilization", Readings::percent),
          new Shown(
              "used",
              "system.memory.utilization",
              "system.memory.state",
              "used",
              Readings::percent),
          Shown.of("of", "system.memory.limit", Texts::bytes),
          Shown.of("used", "system.filesystem.utilization", Readings::percent),
          Shown.of("cpu", "process.cpu.utilization", Readings::percent),
          Shown.of("memory", "process.memory.usage", Texts::bytes),
          Shown.of("threads", "process.thread.count", Readings::count),
          Shown.of("files", "process.unix.file_descriptor.count", Readings::count),
          Shown.of("last beat", "health.heartbeat.age", Readings::ago),
          new Shown("done", "health.task.finished", "outcome", "succeeded", Readings::count),
          new Shown("failed", "health.task.finished", "outcome", "failed", Readings::count),
          Shown.of("waiting", "health.queue.depth", Readings::count));

  private Readings() {}

  /** A check's key readings; of a check that says more in words than in numbers, its message. */
  static String of(CheckOutcome outcome) {
    List<Reading> readings = outcome.result().readings();
    String text =
        ALL.stream()
            .flatMap(shown -> readings.stream().filter(shown::is).limit(1).map(shown::in))
            .collect(Collectors.joining(", "));
    return text.isEmpty() && Texts.troubles(outcome).isEmpty() ? outcome.result().message() : text;
  }

  /** One reading by its label, such as {@code diversity 0.31}. */
  static Optional<String> of(CheckOutcome outcome, String label) {
    List<Reading> readings = outcome.result().readings();
    return ALL.stream()
        .filter(shown -> shown.label.equals(label))
        .flatMap(shown -> readings.stream().filter(shown::is).map(shown::in))
        .findFirst();
  }

  private static String count(double value) {
    return Texts.format("%,.0f", value);
  }

  private static String ago(double seconds) {
    return Texts.format("%.1f s ago", seconds);
  }

  private static String percent(double value) {
    return Texts.format("%.0f%%", value * 100);
  }

  private static String plain(double value) {
    return Texts.format("%.2f", value);
  }
}

package io.health4j.examples;

import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a check read of GPUs as a table: a line for each, and below it its MIG devices. Pure. */
final class GpuTable {

  private static final String ROW = "%-3s  %-21s  %-8s";
  private static final String REST = "  %5s  %6s  %5s  %-18s  %s";
  private static final Pattern SUBJECT = Pattern.compile("GPU (\\d+) \\(.*");
  private static final Pattern NAME = Pattern.compile("GPU (\\d+)");

  private final Paint paint;
  private final int width;

  /**
   * How tables are made.
   *
   * @param width columns; no line is longer, but for the colours
   */
  GpuTable(Paint paint, int width) {
    this.paint = paint;
    this.width = width;
  }

  List<String> render(CheckResult result) {
    Map<Integer, List<Reading>> gpus = byIndex(result);
    var lines = new ArrayList<String>();
    String header =
        Texts.format(ROW, "gpu", "model", "verdict")
            + Texts.format(REST, "core", "power", "busy", "memory", "links");
    lines.add(paint.faint(Texts.fit(header.stripTrailing(), width)));
    gpus.forEach(
        (index, readings) -> {
          lines.add(row(index, readings, verdict(result, index)));
          migs(result, index).forEach((name, mig) -> lines.add(mig(name, mig)));
        });
    return lines;
  }

  /** In the order of their indices; those of which nothing but a finding is known have none. */
  private static Map<Integer, List<Reading>> byIndex(CheckResult result) {
    var gpus = new TreeMap<Integer, List<Reading>>();
    for (Reading reading : result.readings()) {
      Matcher name = NAME.matcher(attribute(reading, "hw.name"));
      if (name.matches()) {
        gpus.computeIfAbsent(Integer.valueOf(name.group(1)), index -> new ArrayList<>())
            .add(reading);
      }
    }
    for (Finding finding : result.findings()) {
      Matcher subject = SUBJECT.matcher(finding.subject());
      if (subject.matches()) {
        gpus.putIfAbsent(Integer.valueOf(subject.group(1)), List.of());
      }
    }
    return gpus;
  }

  private static Map<String, List<Reading>> migs(CheckResult result, int index) {
    String prefix = "GPU " + index + " ";
    var migs = new LinkedHashMap<String, List<Reading>>();
    for (Reading reading : result.readings()) {
      String name = attribute(reading, "hw.name");
      if (name.startsWith(prefix)) {
        migs.computeIfAbsent(name.substring(prefix.length()), key -> new ArrayList<>())
            .add(reading);
      }
    }
    return migs;
  }

  static String attribute(Reading reading, String name) {
    String value = reading.attributes().get(name);
    return value == null ? "" : value;
  }

  /** The worst of what was found of a GPU; a check that found nothing out says so of each. */
  static Status verdict(CheckResult result, int index) {
    String prefix = "GPU " + index + " (";
    Status otherwise = result.findings().isEmpty() ? result.status() : Status.HEALTHY;
    return result.findings().stream()
        .filter(finding -> finding.subject().startsWith(prefix))
        .map(Finding::status)
        .reduce(Status::worse)
        .orElse(otherwise);
  }

  private String row(int index, List<Reading> readings, Status verdict) {
    String model =
        readings.isEmpty() ? "" : attribute(readings.get(0), "hw.model").replace("NVIDIA ", "");
    String start = Texts.format("%-3d  %-21s  ", index, Texts.fit(model, 21));
    String status = Texts.format("%-8s", verdict);
    String rest =
        Texts.format(
            REST,
            show(readings, "hw.temperature", value -> Texts.format("%.0f C", value)),
            show(readings, "hw.power", value -> Texts.format("%.0f W", value)),
            show(readings, "hw.gpu.utilization", value -> Texts.format("%.0f%%", value * 100)),
            memory(readings),
            show(readings, "health.gpu.nvlink.up", value -> Texts.format("%.0f up", value)));
    return start
        + paint.status(verdict, status)
        + Texts.fit(rest.stripTrailing(), width - start.length() - status.length());
  }

  private String mig(String name, List<Reading> readings) {
    String start = Texts.format("     %-21s  %-8s", name, "");
    String rest = Texts.format(REST, "", "", "", memory(readings), "");
    return Texts.fit((start + rest).stripTrailing(), width);
  }

  private static String memory(List<Reading> readings) {
    String used = show(readings, "hw.gpu.memory.usage", GpuTable::gibibytes);
    String limit = show(readings, "hw.gpu.memory.limit", GpuTable::gibibytes);
    return used.isEmpty() || limit.isEmpty() ? used : used + " of " + limit + " GiB";
  }

  private static String gibibytes(double bytes) {
    return Texts.format("%.1f", bytes / (1L << 30));
  }

  private static String show(List<Reading> readings, String metric, DoubleFunction<String> text) {
    OptionalDouble value = first(readings, metric);
    return value.isPresent() ? text.apply(value.getAsDouble()) : "";
  }

  /** Of the core, or of all that the GPU does, where a metric is told of several parts. */
  private static OptionalDouble first(List<Reading> readings, String metric) {
    return readings.stream()
        .filter(reading -> reading.metric().name().equals(metric))
        .mapToDouble(Reading::value)
        .findFirst();
  }
}

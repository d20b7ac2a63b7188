package io.health4j.examples;

import io.health4j.check.CheckResult;
import io.health4j.check.Reading;
import io.health4j.nvml.api.NvmlReturn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was seen of the GPUs, in Markdown. */
final class GpuReport {

  private static final Set<String> OF_THE_GPU =
      Set.of("hw.id", "hw.name", "hw.model", "hw.vendor", "hw.parent", "hw.serial_number");

  /** So many arguments are told one by one. */
  private static final int MOST_ARGUMENTS = 4;

  private final Markdown text = new Markdown();

  /** The first lines. */
  GpuReport title(String date, List<String> facts) {
    text.line("# GPUs gone through, " + date).blank();
    facts.forEach(fact -> text.line("- " + fact));
    return this;
  }

  /** What was compared with nvidia-smi at one moment; what neither tells is only counted. */
  GpuReport compared(String when, List<GpuComparison.Compared> all) {
    text.heading("Compared with nvidia-smi, " + when);
    Map<GpuComparison.Verdict, Long> counts =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    GpuComparison.Compared::verdict, LinkedHashMap::new, Collectors.counting()));
    text.line(
        counts.entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey().text())
            .collect(Collectors.joining(", ")));
    text.table(
        List.of("GPU", "what", "before", "nvidia-smi", "after", "may differ by", "verdict"),
        all.stream()
            .filter(each -> each.verdict() != GpuComparison.Verdict.ABSENT)
            .map(GpuReport::row)
            .toList());
    return this;
  }

  private static List<String> row(GpuComparison.Compared each) {
    return List.of(
        each.gpu() == GpuComparison.MACHINE ? "all" : String.valueOf(each.gpu()),
        each.name(),
        each.before().orElse(""),
        each.theirs().orElse(""),
        each.after().orElse(""),
        each.tolerance() == 0 ? "" : Texts.format("%.4g", each.tolerance()),
        each.verdict().text());
  }

  /** What each check said. */
  GpuReport checks(String cost, Map<String, GpuTrial.Tale> tales) {
    text.heading("Checks, once a second").line(cost);
    var rows = new ArrayList<List<String>>();
    for (String name : tales.keySet().stream().sorted().toList()) {
      GpuTrial.Tale tale = Objects.requireNonNull(tales.get(name));
      GpuTimes times = tale.times();
      rows.add(
          List.of(
              name,
              tale.statuses().toString(),
              millis(times.percentile(0.5)),
              millis(times.percentile(0.99)),
              String.join("; ", tale.findings()),
              tale.last().message()));
    }
    text.table(List.of("check", "samples", "p50 ms", "p99 ms", "findings", "last"), rows);
    return this;
  }

  /** The readings of a check's last answer, a line for each metric with the values of all GPUs. */
  GpuReport readings(CheckResult result) {
    Map<String, List<Reading>> byMetric = group(result.readings(), GpuReport::series);
    text.heading("Last readings");
    text.table(
        List.of("metric", "of what", "unit", "values"),
        byMetric.values().stream()
            .map(
                same ->
                    List.of(
                        same.get(0).metric().name(),
                        part(same.get(0)),
                        same.get(0).metric().unit(),
                        same.stream()
                            .map(reading -> number(reading.value()))
                            .collect(Collectors.joining("; "))))
            .toList());
    return this;
  }

  private static String number(double value) {
    return Texts.format(value == Math.rint(value) ? "%.0f" : "%.6g", value);
  }

  private static String series(Reading reading) {
    return reading.metric().name() + part(reading);
  }

  /** The attributes that are not the GPU's own. */
  private static String part(Reading reading) {
    var parts = new ArrayList<String>();
    reading
        .attributes()
        .forEach(
            (name, value) -> {
              if (!OF_THE_GPU.contains(name)) {
                parts.add(name + "=" + value);
              }
            });
    return String.join(", ", parts);
  }

  /**
   * What each call answered, and how long it took over all GPUs; what answers alike is one line.
   */
  GpuReport calls(List<GpuCalls.Row> rows) {
    text.heading("Calls");
    Map<String, List<GpuCalls.Row>> byCall =
        group(rows, row -> row.function() + " " + row.argument() + " " + row.code());
    Map<String, List<List<GpuCalls.Row>>> alike =
        byCall.values().stream()
            .collect(
                Collectors.groupingBy(
                    same -> same.get(0).function() + " " + same.get(0).code() + " " + values(same),
                    LinkedHashMap::new,
                    Collectors.toList()));
    text.table(
        List.of("function", "argument", "answer", "values", "calls", "p50 µs", "p99 µs", "most µs"),
        alike.values().stream()
            .map(calls -> calls.stream().flatMap(List::stream).toList())
            .map(GpuReport::call)
            .toList());
    return this;
  }

  private static <T> Map<String, List<T>> group(List<T> all, Function<T, String> key) {
    return all.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  private static List<String> call(List<GpuCalls.Row> same) {
    GpuCalls.Row first = same.get(0);
    var times = GpuTimes.all(same.stream().map(GpuCalls.Row::times).toList());
    List<String> arguments = same.stream().map(GpuCalls.Row::argument).distinct().toList();
    long gpus = same.stream().map(GpuCalls.Row::gpu).distinct().count();
    return List.of(
        first.function(),
        arguments(arguments),
        NvmlReturn.text(first.code()) + (gpus == 1 ? "" : " on " + gpus + " GPUs"),
        values(same.stream().filter(row -> row.argument().equals(first.argument())).toList()),
        String.valueOf(times.count()),
        micros(times.percentile(0.5)),
        micros(times.percentile(0.99)),
        micros(times.percentile(1)));
  }

  private static String arguments(List<String> all) {
    int count = all.size();
    return count <= MOST_ARGUMENTS
        ? String.join(", ", all)
        : Texts.format("%s … %s (%d)", all.get(0), all.get(count - 1), count);
  }

  /** Of all GPUs; once, where they agree. */
  private static String values(List<GpuCalls.Row> ofOneCall) {
    List<String> values = ofOneCall.stream().map(GpuCalls.Row::value).toList();
    return values.stream().distinct().count() == 1 ? values.get(0) : String.join("; ", values);
  }

  private static String micros(long nanos) {
    return Texts.format("%.1f", nanos / 1e3);
  }

  private static String millis(long nanos) {
    return Texts.format("%.2f", nanos / 1e6);
  }

  /** Something that could not be done. */
  GpuReport missing(String what, String why) {
    text.heading(what).line(why);
    return this;
  }

  List<String> lines() {
    return text.lines();
  }
}

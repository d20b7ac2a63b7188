package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.AlertRule;
import io.health4j.alert.RuleBuilder;
import io.health4j.check.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tries rules in Prometheus' own engine, sample after sample. */
final class Lab {

  static final String HOST = "job=\"j\",instance=\"i\"";
  static final String TARGET = HOST + ",target=\"t\"";
  static final String CHECK = TARGET + ",check=\"c\"";

  static final List<Metric> METRICS =
      List.of(
          Metric.gauge("queue.depth", "{message}", "Depth."),
          Metric.gauge("disk.usage", "By", "Usage."),
          Metric.gauge("disk.utilization", "1", "Share."),
          Metric.counter("done", "{task}", "Done."));

  private final Path folder;

  Lab(Path folder) {
    this.folder = folder;
  }

  /** A series and its values, from one sample to the next. */
  static String series(String series, String values) {
    return "      - {series: '" + series + "', values: '" + values + "'}\n";
  }

  /** The samples after which the alert R fires, of those that there are. */
  List<Integer> firing(RuleBuilder rule, int samples, String... series) throws Exception {
    String yaml = PrometheusRules.of("g", List.of(rule.build()), METRICS).yaml();
    String expected =
        IntStream.range(0, samples)
            .mapToObj(
                i ->
                    "      - {expr: 'count(ALERTS{alertname=\"R\",alertstate=\"firing\"})',"
                        + " eval_time: "
                        + 5 * i
                        + "s, exp_samples: [{value: -1}]}\n")
            .collect(Collectors.joining());
    String text =
        Promtool.test(
                folder,
                yaml,
                "  - interval: 5s\n    input_series:\n"
                    + String.join("", series)
                    + "    promql_expr_test:\n"
                    + expected)
            .text();
    assertThat(text.split("exp: \\{\\} -1E\\+00", -1)).as(text).hasSize(samples + 1);
    return IntStream.range(0, samples)
        .filter(i -> text.matches("(?s).*time: " + at(5 * i) + ",\\s+exp: \\S+ \\S+\\s+got: \\{.*"))
        .boxed()
        .toList();
  }

  static String at(int seconds) {
    String rest = seconds % 60 == 0 && seconds > 0 ? "" : seconds % 60 + "s";
    return seconds < 60 ? rest : seconds / 60 + "m" + rest;
  }

  static RuleBuilder depth() {
    return AlertRule.reading("r", "queue.depth").above(10, 8);
  }

  static String depth(String values) {
    return series("queue_depth{" + CHECK + "}", values);
  }

  static String state(String target, String status, String values) {
    return series(
        "health_status{" + HOST + ",target=\"" + target + "\",status=\"" + status + "\"}", values);
  }

  static String found(String condition, String status) {
    return "health_finding{%s,condition=\"%s\",subject=\"s\",status=\"%s\"}"
        .formatted(CHECK, condition, status);
  }
}

package io.health4j.prometheus;

import static io.health4j.prometheus.Lab.CHECK;
import static io.health4j.prometheus.Lab.METRICS;
import static io.health4j.prometheus.Lab.depth;
import static io.health4j.prometheus.Lab.found;
import static io.health4j.prometheus.Lab.series;
import static io.health4j.prometheus.Lab.state;

import io.health4j.alert.AlertRule;
import io.health4j.alert.RuleBuilder;
import io.health4j.alert.Severity;
import io.health4j.check.Status;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What alerts say, filled in by Prometheus' own templates. */
class SayingTest {

  @TempDir Path folder;

  /** What an alert says, in promtool's own words for it. */
  private void says(RuleBuilder rule, String series, String labels, String summary)
      throws Exception {
    AlertRule built = rule.build();
    Promtool.passes(
        folder,
        PrometheusRules.of("g", List.of(built), METRICS).yaml(),
        "  - interval: 5s\n    input_series:\n"
            + series
            + "    alert_rule_test:\n      - alertname: R\n        eval_time: 10s\n"
            + "        exp_alerts:\n          - exp_labels: {job: j, instance: i, rule: r, "
            + labels
            + "}\n            exp_annotations:\n              summary: \""
            + summary
            + "\"\n              description: \""
            + description(built)
            + "\"\n");
  }

  private static String description(AlertRule rule) {
    return METRICS.stream()
        .filter(metric -> metric.name().equals(rule.terms().of()))
        .map(metric -> rule + ". " + metric.description())
        .findFirst()
        .orElse(rule.toString());
  }

  @Test
  void summary_withTags_hasTheirValues() throws Exception {
    says(
        depth()
            .severity(Severity.CRITICAL)
            .label("team", "{{ b }}")
            .message("{target} {{check}}: {value} > {limit}{remedy}, {no.such}"),
        depth("11.25 11.25 11.25"),
        "target: t, check: c, severity: critical, team: '{{ b }}'",
        "t {c}: 11.25 > 10, ");
  }

  @Test
  void summary_ofNumbers_hasTheirUnits() throws Exception {
    String labels = "target: t, check: c, severity: warning";
    says(
        AlertRule.reading("r", "disk.usage").above(1024, 1).message("{value}"),
        series("disk_usage_bytes{" + CHECK + "}", "1536+0x3"),
        labels,
        "1.5ki");
    says(
        AlertRule.reading("r", "disk.utilization").above(0.07),
        series("disk_utilization{" + CHECK + "}", "0.5+0x3"),
        labels,
        "disk.utilization of t is 50%, and should not be above 7%");
    says(
        AlertRule.rate("r", "queue.depth").above(1),
        depth("0+10x3"),
        labels,
        "rate of queue.depth of t is 2/s, and should not be above 1/s");
  }

  @Test
  void summary_whileNothingIsKnown_saysSo() throws Exception {
    says(
        depth(),
        depth("11 stale _")
            + series("health_check_status{" + CHECK + ",status=\"unknown\"}", "0 1 1"),
        "target: t, check: c, severity: warning",
        "queue.depth of t is unknown, and should not be above 10");
  }

  @Test
  void summary_ofAFinding_hasItsSubject() throws Exception {
    says(
        AlertRule.finding("r", "gpu-*", Status.WARNING),
        series(found("gpu-lost", "critical"), "1+0x3"),
        "target: t, check: c, condition: gpu-lost, subject: s, severity: warning",
        "gpu-lost: s of t is WARNING or worse");
  }

  @Test
  void summary_ofShare_isOfAll() throws Exception {
    says(
        AlertRule.share("r", Status.CRITICAL).above(0.5),
        state("a", "critical", "1+0x3")
            + state("b", "critical", "1+0x3")
            + state("c", "critical", "1+0x3"),
        "target: all, severity: warning",
        "the share of targets that are CRITICAL is 100%, and should not be above 50%");
  }
}

package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.alert.AlertRule;
import io.health4j.check.Metric;
import io.health4j.check.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusRulesTest {

  private static final Metric DEPTH = Metric.gauge("queue.depth", "{message}", "What \"waits\".");

  @TempDir Path folder;

  private static PrometheusRules rules(AlertRule... rules) {
    return PrometheusRules.of("mine", List.of(rules), List.of(DEPTH));
  }

  private static AlertRule deep(String name) {
    return AlertRule.reading(name, "queue.depth").above(10, 8).build();
  }

  @ParameterizedTest
  @CsvSource({
    "loop-memory-high, LoopMemoryHigh",
    "gpuHot, GpuHot",
    "queue.depth 2 high, QueueDepth2High",
    "höhe, Höhe",
    "---, ---"
  })
  void alertName_ofARule_isCamelCase(String rule, String name) {
    assertThat(PrometheusRules.alertName(deep(rule))).isEqualTo(name);
  }

  @Test
  void yaml_ofAReading_isAGroupWithAnAlert() {
    assertThat(rules(deep("queue-long")).yaml())
        .isEqualTo(
            """
            groups:
              - name: "mine"
                interval: 5s
                rules:
                  - alert: "QueueLong"
                    expr: |-
                      (queue_depth > 10)
                      or ignoring (alertname, rule, severity)
                      (
                        (queue_depth > 8)
                        and ignoring (alertname, alertstate, rule, severity) ALERTS{alertname="QueueLong",alertstate="firing"}
                      )
                      or ignoring (alertname, rule, severity)
                      NaN * max without (alertstate) (
                        ALERTS{alertname="QueueLong",alertstate="firing"} and on (job, instance, target, check) health_check_status{status="unknown"} == 1
                        or ALERTS{alertname="QueueLong",alertstate="firing"} and on (job, instance) up == 0
                      )
                    labels:
                      rule: "queue-long"
                      severity: "warning"
                    annotations:
                      summary: "queue.depth of {{ $labels.target }} is {{ if eq $value $value }}{{ $value | printf \\"%.4g\\" }}{{ else }}unknown{{ end }}, and should not be above 10"
                      description: "queue-long: queue.depth above 10.0. What \\"waits\\"."
            """);
  }

  @Test
  void yaml_everyOtherInterval_countsSamplesInIt() {
    AlertRule rule = AlertRule.reading("queue-long", "queue.depth").above(10).samples(3, 3).build();

    assertThat(rules(rule).yaml()).contains("interval: 5s", "for: 10s");
    assertThat(rules(rule).every(Duration.ofSeconds(30)).yaml())
        .contains("interval: 30s", "for: 1m");
  }

  @Test
  void yaml_ofNoRules_isAnEmptyGroup() throws Exception {
    assertThat(Promtool.check(folder, rules().yaml()).status()).isZero();
  }

  @Test
  void yaml_ofOddNames_isStillThatOfOneRuleEach() throws Exception {
    String odd = "a\"b\\c: 'd'\n- e {{ $labels.x }} # {f} \u2028 \ud83d";
    AlertRule rule =
        AlertRule.status(odd, Status.CRITICAL)
            .where("zone", odd)
            .where("rack", odd + "*")
            .label("team.name", odd)
            .label("severity", "mine")
            .label("alertname", "mine")
            .message(odd + " {target} {{value}} {limit}")
            .build();
    AlertRule found =
        AlertRule.finding("f", odd, Status.WARNING).message(odd + " {value}{remedy}").build();
    String yaml = PrometheusRules.of(odd, List.of(rule, found), List.of()).yaml();

    Promtool.Answer answer = Promtool.check(folder, yaml);

    assertThat(answer.status()).as(answer.text()).isZero();
    assertThat(answer.text()).contains("2 rules found");
    assertThat(yaml).contains("exported_severity: \"mine\"", "exported_alertname: \"mine\"");
  }

  @Test
  void of_aMetricThatIsNotKnown_isRefused() {
    AlertRule rule = AlertRule.reading("r", "no.such").above(1).build();
    AlertRule waits = AlertRule.score("w").below(0.5).holdFor(5, "no.such").build();

    assertThatThrownBy(() -> rules(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("metrics must have that of rule 'r', 'no.such' is not among them");
    assertThatThrownBy(() -> rules(waits))
        .hasMessage("metrics must have that of rule 'w', 'no.such' is not among them");
  }

  @Test
  void of_aHistogram_isRefused() {
    var histogram = Metric.histogram("queue.depth", "{message}", "Depth.");

    assertThatThrownBy(() -> PrometheusRules.of("g", List.of(deep("r")), List.of(histogram)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("metric of rule 'r' must be no histogram, 'queue.depth' is one");
  }

  @Test
  void of_aMetricWithTwoNamesInPrometheus_isRefused() {
    var bytes = Metric.gauge("queue.depth", "By", "Depth.");

    assertThat(PrometheusRules.of("g", List.of(), List.of(DEPTH, DEPTH))).isNotNull();
    assertThatThrownBy(() -> PrometheusRules.of("g", List.of(), List.of(DEPTH, bytes)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "metrics must have one unit and kind each, 'queue.depth' is queue_depth and"
                + " queue_depth_bytes");
  }

  @Test
  void of_twoRulesOfOneName_isRefused() {
    assertThatThrownBy(() -> rules(deep("queue-long"), deep("queue.long")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "rules must have different names in Prometheus, 'queue-long' and 'queue.long' are both"
                + " QueueLong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void of_noGroup_isRefused(String group) {
    assertThatThrownBy(() -> PrometheusRules.of(group, List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("group must not be blank, was '" + group + "'");
  }

  @ParameterizedTest
  @CsvSource({"99, 99ms", "3600001, 1h"})
  void every_outOfRange_isRefused(long millis, String text) {
    assertThatThrownBy(() -> rules().every(Duration.ofMillis(millis)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("interval must be from 100ms to 1h, was " + text);
  }
}

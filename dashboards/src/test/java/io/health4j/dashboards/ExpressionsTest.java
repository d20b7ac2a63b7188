package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How PromQL is read in the tests. */
class ExpressionsTest {

  @Test
  void metrics_ofAnExpression_areNeitherLabelsNorTexts() {
    assertThat(
            Expressions.metrics(
                "sum by (health_label, le) (rate(loop_iterations_total{loop_x=\"health_no\"}[5s]))"
                    + " / on (job) group_left (system_no) health:up:count"
                    + " and ALERTS{alertname=\"}process_no\"} > -jvm_memory_used_bytes"))
        .containsExactly("health:up:count", "jvm_memory_used_bytes", "loop_iterations_total");
  }

  @Test
  void ofDashboards_variables_areFilled() throws Exception {
    assertThat(Expressions.ofDashboards())
        .isNotEmpty()
        .allSatisfy((place, expression) -> assertThat(expression).doesNotContain("$"));
  }
}

package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromqlTest {

  @Test
  void metrics_functionsAggregationsAndLabels_areNone() {
    assertThat(
            Promql.metrics(
                "histogram_quantile(0.99, sum by (le, task_type)"
                    + " (rate(a_buckets_total{b=\"c\"}[5m])))"))
        .containsExactly("a_buckets_total");
    assertThat(Promql.metrics("sum(rate(a{x=~\"$job|\"}[$__rate_interval])) without (b)"))
        .containsExactly("a");
  }

  @Test
  void metrics_operators_areNone() {
    assertThat(
            Promql.metrics(
                "(a > bool 0.8) - (b == bool 0) and on (job, c) d unless e or 2 * f offset 5m"))
        .containsExactly("a", "b", "d", "e", "f");
    assertThat(Promql.metrics("a * on (x) group_left (y) b")).containsExactly("a", "b");
  }

  @Test
  void metrics_textWithNames_isNone() {
    assertThat(Promql.metrics("a{b=\"c} d\",e='f'} / clamp_min(deriv(a[1h]), 1e-12)"))
        .containsExactly("a");
  }

  @Test
  void metrics_recorded_haveColons() {
    assertThat(Promql.metrics("health:target:down + 1")).containsExactly("health:target:down");
  }
}

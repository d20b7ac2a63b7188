package io.health4j.dashboards;

import static io.health4j.MetricsBinder.Standard.CHECK_DURATION;
import static io.health4j.MetricsBinder.Standard.CHECK_STATUS;
import static io.health4j.MetricsBinder.Standard.CHECK_TIMEOUTS;
import static io.health4j.MetricsBinder.Standard.SAMPLES;
import static io.health4j.MetricsBinder.Standard.STATUS;

import io.health4j.prometheus.PrometheusNames;

/**
 * What only Prometheus can see, since the host that it is about cannot tell it, and figures of the
 * whole fleet. A host is one that showed a monitor within the last hour, or whose alert goes on.
 *
 * <p>And checks that hang, which no preset tells from those that wait for something, as a loop's
 * before its first iteration: these are UNKNOWN, too, but were not given up.
 */
final class HostRules {

  private static final String RULES =
      """
      groups:
        - name: "health4j-host"
          interval: 5s
          rules:
            - alert: HostDown
              expr: |-
                up == 0
                and on (job, instance) (
                  last_over_time(SAMPLES[1h])
                  or ALERTS{alertname="HostDown",alertstate="firing"}
                )
              for: 10s
              labels:
                severity: "critical"
                rule: "host-down"
              annotations:
                summary: "{{ $labels.instance }} cannot be scraped: nobody knows how it is"
                description: "host-down: 3 scrapes in a row fail. All other alerts of it stay."
            - alert: HostMonitorGone
              expr: |-
                up == 1
                and on (job, instance) (
                  last_over_time(SAMPLES[1h])
                  or ALERTS{alertname="HostMonitorGone",alertstate="firing"}
                )
                unless on (job, instance) SAMPLES
              for: 10s
              labels:
                severity: "critical"
                rule: "host-monitor-gone"
              annotations:
                summary: "{{ $labels.instance }} answers, and has no monitor any more"
                description: "host-monitor-gone: the monitor was closed, or is shown no longer."
            - alert: HostsGone
              expr: |-
                group by (job) (last_over_time(SAMPLES[1h]))
                unless on (job) up
              for: 10s
              labels:
                severity: "critical"
                rule: "hosts-gone"
              annotations:
                summary: "no host of {{ $labels.job }} is known any more"
                description: "hosts-gone: Prometheus has no target of a job that had some within 1 h."
            - alert: CheckHangs
              expr: |-
                max without (status) (CHECKED{status="unknown"}) == 1
                and on (job, instance, target, check) GIVEN_UP > 0
                or ignoring (alertname, rule, severity)
                NaN * max without (alertstate) (
                  ALERTS{alertname="CheckHangs",alertstate="firing"} and on (job, instance) up == 0
                )
              for: 5s
              labels:
                severity: "warning"
                rule: "check-hangs"
              annotations:
                summary: "{{ $labels.check }} of {{ $labels.target }} hangs, or did: it says nothing any more"
                description: "check-hangs: UNKNOWN, and given up at its timeout at least once."
            - record: health:targets:sum
              expr: sum by (job, status) (STATUS)
            - record: health:check_latency_seconds:mean1m
              expr: rate(LATENCY_sum[1m]) / rate(LATENCY_count[1m])
            - record: health:task_failures:ratio5m
              expr: |-
                sum without (outcome) (rate(health_task_finished_total{outcome="failed"}[5m]))
                / sum without (outcome) (rate(health_task_finished_total[5m]))
      """;

  private static final String TESTS =
      """
      rule_files: [../rules/host.yml]
      evaluation_interval: 5s
      tests:
        - name: host-down
          interval: 5s
          input_series:
            - series: 'up{job="j",instance="down"}'
              values: '1+0x3 0+0x780'
            - series: 'SAMPLES{job="j",instance="down"}'
              values: '0+1x3 stale'
            - series: 'up{job="j",instance="up"}'
              values: '1+0x784'
            - series: 'SAMPLES{job="j",instance="up"}'
              values: '0+1x784'
            - series: 'up{job="j",instance="another"}'
              values: '0+0x784'
            - series: 'up{job="j",instance="closed"}'
              values: '1+0x784'
            - series: 'SAMPLES{job="j",instance="closed"}'
              values: '0+1x3 stale'
          promql_expr_test:
            - expr: ALERTS{alertstate="firing"}
              eval_time: 25s
              exp_samples: []
            - expr: ALERTS{alertstate="firing"}
              eval_time: 30s
              exp_samples: &both
                - labels: 'ALERTS{alertname="HostDown",alertstate="firing",rule="host-down",severity="critical",job="j",instance="down"}'
                  value: 1
                - labels: 'ALERTS{alertname="HostMonitorGone",alertstate="firing",rule="host-monitor-gone",severity="critical",job="j",instance="closed"}'
                  value: 1
            - expr: ALERTS{alertstate="firing"}
              eval_time: 65m
              exp_samples: *both
        - name: hosts-gone
          interval: 5s
          input_series:
            - series: 'up{job="j",instance="a"}'
              values: '1+0x3 stale'
            - series: 'SAMPLES{job="j",instance="a"}'
              values: '0+1x3 stale'
            - series: 'up{job="k",instance="a"}'
              values: '1+0x20'
            - series: 'SAMPLES{job="k",instance="a"}'
              values: '0+1x20'
          promql_expr_test:
            - expr: ALERTS{alertstate="firing"}
              eval_time: 25s
              exp_samples: []
            - expr: ALERTS{alertstate="firing"}
              eval_time: 30s
              exp_samples:
                - labels: 'ALERTS{alertname="HostsGone",alertstate="firing",rule="hosts-gone",severity="critical",job="j"}'
                  value: 1
        - name: check-hangs
          interval: 5s
          input_series:
            - series: 'up{job="j",instance="a"}'
              values: '1+0x9 0+0x2 1+0x9'
            - series: 'CHECKED{job="j",instance="a",target="t",check="hangs",status="unknown"}'
              values: '0+0x3 1+0x5 stale stale stale 1+0x2 0+0x5'
            - series: 'GIVEN_UP{job="j",instance="a",target="t",check="hangs"}'
              values: '0+0x3 1+0x5 stale stale stale 1+0x8'
            - series: 'CHECKED{job="j",instance="a",target="t",check="waits",status="unknown"}'
              values: '1+0x20'
            - series: 'GIVEN_UP{job="j",instance="a",target="t",check="waits"}'
              values: '0+0x20'
            - series: 'CHECKED{job="j",instance="a",target="t",check="came-back",status="unknown"}'
              values: '0+0x20'
            - series: 'GIVEN_UP{job="j",instance="a",target="t",check="came-back"}'
              values: '1+0x20'
          promql_expr_test:
            - expr: ALERTS{alertstate="firing"}
              eval_time: 20s
              exp_samples: []
            - expr: ALERTS{alertstate="firing"}
              eval_time: 25s
              exp_samples: &hangs
                - labels: 'ALERTS{alertname="CheckHangs",alertstate="firing",rule="check-hangs",severity="warning",job="j",instance="a",target="t",check="hangs"}'
                  value: 1
            - expr: ALERTS{alertstate="firing"}
              eval_time: 60s
              exp_samples: *hangs
            - expr: ALERTS{alertstate="firing"}
              eval_time: 80s
              exp_samples: []
        - name: figures of the fleet
          interval: 5s
          input_series:
            - series: 'STATUS{job="j",instance="a",target="t",status="healthy"}'
              values: '1+0x20'
            - series: 'STATUS{job="j",instance="b",target="u",status="healthy"}'
              values: '1+0x20'
            - series: 'LATENCY_sum{job="j",instance="a",target="t",check="c"}'
              values: '0+2x20'
            - series: 'LATENCY_count{job="j",instance="a",target="t",check="c"}'
              values: '0+4x20'
            - series: 'health_task_finished_total{job="j",target="t",task_type="x",outcome="failed"}'
              values: '0+1x20'
            - series: 'health_task_finished_total{job="j",target="t",task_type="x",outcome="succeeded"}'
              values: '0+3x20'
          promql_expr_test:
            - expr: health:targets:sum
              eval_time: 100s
              exp_samples:
                - labels: 'health:targets:sum{job="j",status="healthy"}'
                  value: 2
            - expr: health:check_latency_seconds:mean1m
              eval_time: 100s
              exp_samples:
                - labels: 'health:check_latency_seconds:mean1m{job="j",instance="a",target="t",check="c"}'
                  value: 0.5
            - expr: health:task_failures:ratio5m
              eval_time: 100s
              exp_samples:
                - labels: 'health:task_failures:ratio5m{job="j",target="t",task_type="x"}'
                  value: 0.25
      """;

  private HostRules() {}

  static String rules() {
    return named(RULES);
  }

  static String tests() {
    return named(TESTS);
  }

  private static String named(String text) {
    return text.replace("SAMPLES", PrometheusNames.of(SAMPLES))
        .replace("STATUS", PrometheusNames.of(STATUS))
        .replace("LATENCY", PrometheusNames.of(CHECK_DURATION))
        .replace("CHECKED", PrometheusNames.of(CHECK_STATUS))
        .replace("GIVEN_UP", PrometheusNames.of(CHECK_TIMEOUTS));
  }
}

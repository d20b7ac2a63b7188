package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.check.Metric;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamesTest {

  private final Names names =
      new Names(
          List.of(
              Metric.gauge("system.memory.usage", "By", ""),
              Metric.counter("loop.iterations", "{iteration}", ""),
              Metric.histogram("health.task.duration", "s", "")));

  @Test
  void expand_readings_haveUnitAndTotal() {
    assertThat(names.expand("@system.memory.usage"))
        .isEqualTo(
            "system_memory_usage_bytes{job=~\"$job\",instance=~\"$instance\",target=~\"$target\"}");
    assertThat(names.expand("rate(@loop.iterations[$__rate_interval])"))
        .startsWith("rate(loop_iterations_total{")
        .endsWith("}[$__rate_interval])");
  }

  @Test
  void expand_matchers_areAdded() {
    assertThat(names.expand("@system.memory.usage{system_memory_state=\"used\"} > 1"))
        .endsWith(",target=~\"$target\",system_memory_state=\"used\"} > 1");
  }

  @Test
  void expand_histogram_hasFourParts() {
    assertThat(names.expand("@health.task.duration.count"))
        .startsWith("health_task_duration_count_total{");
    assertThat(names.expand("@health.task.duration.sum"))
        .startsWith("health_task_duration_sum_seconds_total{");
    assertThat(names.expand("@health.task.duration.max"))
        .startsWith("health_task_duration_max_seconds{");
    assertThat(names.expand("@health.task.duration.buckets"))
        .startsWith("health_task_duration_buckets_total{");
  }

  @Test
  void expand_timerOfChecks_hasPrometheusParts() {
    assertThat(names.expand("@health.check.duration.sum / @health.check.duration.count"))
        .contains("health_check_duration_seconds_sum{", "health_check_duration_seconds_count{");
    assertThat(names.expand("@health.check.duration.max"))
        .startsWith("health_check_duration_max_seconds{");
  }

  @Test
  void expand_monitorsOwn_haveNoTarget() {
    assertThat(names.expand("@health.monitor.cpu"))
        .isEqualTo("health_monitor_cpu_seconds_total{job=~\"$job\",instance=~\"$instance\"}");
    assertThat(names.expand("@health.finding")).contains("target=~\"$target\"");
  }

  @Test
  void expand_alertsOfPrometheus_mayLackLabels() {
    assertThat(names.expand("@ALERTS{alertstate=\"firing\"}"))
        .isEqualTo(
            "ALERTS{job=~\"$job|\",instance=~\"$instance|\",target=~\"$target|\",alertstate=\"firing\"}");
  }

  @Test
  void expand_nameThatNoCheckGives_isRefused() {
    assertThatThrownBy(() -> names.expand("rate(@loop.iteration[1m])"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no check gives loop.iteration");
  }

  @Test
  void all_namesOfPrometheusItself_areThere() {
    assertThat(names.all())
        .containsAll(Names.OF_PROMETHEUS)
        .containsAll(Set.of("health_score", "loop_iterations_total"));
  }
}

package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusExporterBuilderTest {

  private final PrometheusExporterBuilder builder = PrometheusExporter.builder();

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 10_000_001})
  void maxSeries_outOfRange_isRefused(int series) {
    assertThatThrownBy(() -> builder.maxSeries(series))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max series must be from 1 to 10000000, was " + series);
  }

  @Test
  void maxSeries_twice_isRefused() {
    builder.maxSeries(1);
    assertThatThrownBy(() -> builder.maxSeries(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("max series is given twice");
  }

  @Test
  void label_twice_isRefused() {
    builder.label("monitor", "gpu");
    assertThatThrownBy(() -> builder.label("monitor", "cpu"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("label 'monitor' is given twice");
  }

  @Test
  void label_blank_isRefused() {
    assertThatThrownBy(() -> builder.label(" ", "x")).hasMessageContaining("must not be blank");
    assertThatThrownBy(() -> builder.label("x", "")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void label_ofAllSeries_isShown() {
    try (var bench = new ExporterBench(builder.label("my.monitor", "gpu").build())) {
      bench.watch("a").polls(1);
      assertThat(bench.lines())
          .filteredOn(line -> !line.startsWith("#"))
          .isNotEmpty()
          .allMatch(line -> line.contains("my_monitor=\"gpu\""));
    }
  }

  @Test
  void label_changedAfterBuild_doesNotReachTheExporter() {
    try (var bench = new ExporterBench(builder.label("a", "1").build())) {
      builder.label("b", "2");
      assertThat(bench.linesOf("health_monitor_samples_total{"))
          .containsExactly("health_monitor_samples_total{a=\"1\"} 0");
    }
  }
}

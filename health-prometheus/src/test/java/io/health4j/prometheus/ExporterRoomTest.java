package io.health4j.prometheus;

import static io.health4j.prometheus.ExporterBench.DURATION;
import static io.health4j.prometheus.ExporterBench.EVENTS;
import static io.health4j.prometheus.ExporterBench.LEVEL;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.health4j.check.Attributes;
import io.health4j.check.Distribution;
import io.health4j.check.Reading;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Room is bounded, what finds none is told, and what is shown costs little. */
class ExporterRoomTest {

  private static final String DROPPED = "health_metrics_series_dropped_total ";
  private static final String SHOWN = "health_metrics_series ";

  /** Of one target with one check. */
  private static final int OF_TARGET = 18;

  private static Reading[] readings(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> Reading.of(LEVEL, i, Attributes.of("hw.id", "h" + i)))
        .toArray(Reading[]::new);
  }

  private static ExporterBench bench(int maxSeries) {
    return new ExporterBench(PrometheusExporter.builder().maxSeries(maxSeries).build());
  }

  @Test
  void scrape_moreThanThereIsRoomFor_isCountedOnceASample() {
    try (var bench = bench(OF_TARGET + 3)) {
      bench.watch("a").reads(readings(0, 5)).polls(1);
      assertThat(bench.linesOf("test_level_bytes{")).hasSize(3);
      assertThat(bench.value(SHOWN)).hasValue(OF_TARGET + 3);
      assertThat(bench.value(DROPPED)).hasValue(2);
      assertThat(bench.value(DROPPED)).hasValue(2);
      bench.polls(1);
      assertThat(bench.value(DROPPED)).hasValue(4);
    }
  }

  @Test
  void scrape_roomThatBecameFree_isUsed() {
    try (var bench = bench(2 * OF_TARGET + 1)) {
      bench.watch("a").watch("b").reads(readings(0, 1)).polls(1);
      assertThat(bench.linesOf("test_level_bytes{")).hasSize(1);
      bench.monitor.unwatch("a");
      assertThat(bench.linesOf("health_score{")).hasSize(1);
      bench.polls(1);
      assertThat(bench.linesOf("test_level_bytes{"))
          .containsExactly("test_level_bytes{check=\"check\",hw_id=\"h0\",target=\"b\"} 0");
      assertThat(bench.value(SHOWN)).hasValue(OF_TARGET + 1);
    }
  }

  @Test
  void scrape_roomOfTargetsThatWent_isThatOfThoseThatCame() {
    try (var bench = bench(OF_TARGET)) {
      bench.watch("a").polls(1).lines();
      bench.monitor.unwatch("a");
      bench.watch("b").polls(1);
      assertThat(bench.linesOf("health_score{")).containsExactly("health_score{target=\"b\"} 1");
      assertThat(bench.value(SHOWN)).hasValue(OF_TARGET);
      assertThat(bench.value(DROPPED)).hasValue(0);
    }
  }

  @Test
  void scrape_labelWithTooManyValues_leavesRoomForTheRest() {
    try (var bench = new ExporterBench()) {
      var readings = new ArrayList<>(List.of(readings(0, Families.MAX_OF_METRIC + 5)));
      readings.add(Reading.of(EVENTS, 1));
      bench.watch("a").watch("b").reads(readings.toArray(Reading[]::new)).polls(1);
      assertThat(bench.linesOf("test_level_bytes{")).hasSize(2 * Families.MAX_OF_METRIC);
      assertThat(bench.linesOf("test_events_total{")).hasSize(2);
      assertThat(bench.value(DROPPED)).hasValue(10);
    }
  }

  @Test
  void scrape_valuesThatChangeEachSample_doNotAddUp() {
    try (var bench = new ExporterBench()) {
      bench.watch("a");
      for (int i = 0; i < 5; i++) {
        bench.reads(readings(300 * i, 300)).polls(1);
        assertThat(bench.linesOf("test_level_bytes{")).hasSize(300);
      }
      assertThat(bench.value(SHOWN)).hasValue(OF_TARGET + 300);
      assertThat(bench.value(DROPPED)).hasValue(0);
    }
  }

  @Test
  void scrape_histogramWithoutRoomForAllOfIt_isLeftOut() {
    var empty = Distribution.of(new long[Distribution.BUCKETS], 0, 0);
    try (var bench = bench(OF_TARGET + HistogramSeries.COUNT - 1)) {
      bench.watch("a").reads(Reading.of(DURATION, empty, Attributes.none())).polls(1);
      assertThat(bench.linesOf("test_duration")).isEmpty();
      assertThat(bench.value(DROPPED)).hasValue(HistogramSeries.COUNT);
      assertThat(bench.value(SHOWN)).hasValue(OF_TARGET);
    }
  }

  @Test
  void scrape_metricThatIsLeftOut_isLoggedOnceByName() {
    try (var heard = new Heard(PrometheusExporter.class.getName());
        var bench = bench(OF_TARGET)) {
      bench.watch("a").reads(readings(0, 5)).polls(1).lines();
      bench.polls(1).lines();
      assertThat(heard.lines)
          .containsExactly(
              "series of test.level are left out: of all targets 18 are shown at most");
    }
  }

  @Test
  void scrape_newSampleOfTheSameSeries_allocatesNextToNothing() throws Exception {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (var bench = new ExporterBench()) {
      bench.watch("a").reads(readings(0, 900)).polls(1);
      var reports = List.of(bench.monitor.report(), bench.polls(1).monitor.report());
      var statistics = bench.monitor.statistics();
      var layout = new Layout(Attributes.none(), 10_000);
      var page = new Page();
      long allocated = Long.MAX_VALUE;
      for (int i = 0; i < 200; i++) { // until the JIT compiler sees that no objects are needed
        long before = threads.getCurrentThreadAllocatedBytes();
        layout.show(reports.get(i % 2), statistics);
        page.clear();
        layout.writeTo(page, ScrapeFormat.OPEN_METRICS);
        page.writeTo(OutputStream.nullOutputStream());
        allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(page.size()).isGreaterThan(900 * 20);
      assertThat(allocated).isLessThan(4 * 900);
    }
  }
}

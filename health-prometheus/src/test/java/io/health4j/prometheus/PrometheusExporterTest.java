package io.health4j.prometheus;

import static io.health4j.prometheus.ExporterBench.EVENTS;
import static io.health4j.prometheus.ExporterBench.LEVEL;
import static io.health4j.prometheus.ExporterBench.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a scrape shows, and when series come and go. */
class PrometheusExporterTest {

  private final ExporterBench bench = new ExporterBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void scrape_wellTarget_isRenderedToTheLetter() {
    bench.watch("a", t -> t.label("zone", "z1"));
    bench
        .reads(Reading.of(LEVEL, 0.5, Attributes.of("hw.id", "3")), Reading.of(EVENTS, 8))
        .polls(1);
    assertThat(bench.lines())
        .containsSequence(
            "# HELP health_score Score of the target, 0 to 1; NaN when too little is known.",
            "# TYPE health_score gauge",
            "health_score{target=\"a\",zone=\"z1\"} 1",
            "# HELP health_status Whether the target's settled status is the one in the tag.",
            "# TYPE health_status gauge",
            "health_status{status=\"healthy\",target=\"a\",zone=\"z1\"} 1")
        .contains(
            "health_status{status=\"critical\",target=\"a\",zone=\"z1\"} 0",
            "health_sample_age_seconds{target=\"a\",zone=\"z1\"} 0",
            "health_sample_interval_seconds{target=\"a\",zone=\"z1\"} 5",
            "health_check_breaker{check=\"check\",state=\"closed\",target=\"a\",zone=\"z1\"} 1",
            "# TYPE health_check_duration_seconds summary",
            "health_check_duration_seconds_count{check=\"check\",target=\"a\",zone=\"z1\"} 1",
            "health_check_duration_seconds_sum{check=\"check\",target=\"a\",zone=\"z1\"} 0",
            "health_alerts_active{severity=\"critical\"} 0",
            "health_monitor_samples_total 1",
            "health_metrics_series 20")
        .endsWith(
            "# HELP test_level_bytes A level.",
            "# TYPE test_level_bytes gauge",
            "test_level_bytes{check=\"check\",hw_id=\"3\",target=\"a\",zone=\"z1\"} 0.5",
            "# HELP test_events_total Events.",
            "# TYPE test_events_total counter",
            "test_events_total{check=\"check\",target=\"a\",zone=\"z1\"} 8");
  }

  @Test
  void scrape_openMetrics_hasUnitsAndAnEnd() {
    bench.watch("a").reads(Reading.of(LEVEL, 1), Reading.of(EVENTS, 2)).polls(1);
    assertThat(ExporterBench.scrape(bench.exporter, ScrapeFormat.OPEN_METRICS))
        .contains(
            """
            # HELP test_level_bytes A level.
            # TYPE test_level_bytes gauge
            # UNIT test_level_bytes bytes
            test_level_bytes{check="check",target="a"} 1
            """,
            """
            # HELP test_events Events.
            # TYPE test_events counter
            test_events_total{check="check",target="a"} 2
            """)
        .endsWith("\n# EOF\n");
  }

  @Test
  void scrape_awkwardTexts_areEscaped() {
    var metric = Metric.gauge("test.awkward", "1", "A \"word\",\na \\.");
    bench.watch("a \"b\" \\ \n c", t -> t.label("zone", "ü{}")).reads(Reading.of(metric, 1));
    bench.polls(1);
    String labels = "{check=\"check\",target=\"a \\\"b\\\" \\\\ \\n c\",zone=\"ü{}\"} 1";
    assertThat(bench.lines())
        .contains("# HELP test_awkward A \"word\",\\na \\\\.", "test_awkward" + labels);
    assertThat(ExporterBench.scrape(bench.exporter, ScrapeFormat.OPEN_METRICS))
        .contains("# HELP test_awkward A \\\"word\\\",\\na \\\\.\n", "test_awkward" + labels);
  }

  @Test
  void scrape_staleTarget_isUnknownWithoutScoreReadingsAndFindings() {
    bench.watch("a").reads(Reading.of(LEVEL, 1)).finds(finding("disk-full", "/"));
    bench.polls(3);
    assertThat(bench.value("health_metrics_series ")).hasValue(20);
    bench.forgets();
    assertThat(bench.value("health_status{status=\"unknown\"")).hasValue(1);
    assertThat(bench.value("health_check_status{check=\"check\",status=\"unknown\"")).hasValue(1);
    assertThat(bench.value("health_check_status{check=\"check\",status=\"warning\"")).hasValue(0);
    assertThat(bench.linesOf("health_score{")).containsExactly("health_score{target=\"a\"} NaN");
    assertThat(bench.linesOf("test_level_bytes")).isEmpty();
    assertThat(bench.linesOf("health_finding")).isEmpty();
    assertThat(bench.value("health_check_duration_seconds_count")).hasValue(3);
    assertThat(bench.value("health_metrics_series ")).hasValue(20);
    bench.polls(1);
    assertThat(bench.value("test_level_bytes{")).hasValue(1);
    assertThat(bench.linesOf("health_finding{")).hasSize(1);
  }

  @Test
  void scrape_finding_isThereWhileItIsFound() {
    bench.watch("a").finds(finding("disk-full", "/var"), finding("slow", ""));
    bench.polls(1);
    assertThat(bench.linesOf("health_finding{"))
        .containsExactly(
            "health_finding{check=\"check\",condition=\"disk-full\",status=\"warning\","
                + "subject=\"/var\",target=\"a\"} 1",
            "health_finding{check=\"check\",condition=\"slow\",status=\"warning\",target=\"a\"} 1");
    bench.finds();
    bench.polls(1);
    assertThat(bench.linesOf("health_finding")).isEmpty();
    assertThat(bench.linesOf("# TYPE health_finding")).isEmpty();
  }

  @Test
  void scrape_readingsInAnotherOrder_keepTheirValues() {
    Attributes one = Attributes.of("hw.id", "1");
    Attributes two = Attributes.of("hw.id", "2");
    bench.watch("a").reads(Reading.of(LEVEL, 1, one), Reading.of(LEVEL, 2, two)).polls(1).lines();
    bench.reads(Reading.of(LEVEL, 4, two), Reading.of(LEVEL, 3, one), Reading.of(EVENTS, 5));
    bench.polls(1);
    assertThat(bench.value("test_level_bytes{check=\"check\",hw_id=\"1\"")).hasValue(3);
    assertThat(bench.value("test_level_bytes{check=\"check\",hw_id=\"2\"")).hasValue(4);
    bench.reads(Reading.of(EVENTS, 6), Reading.of(LEVEL, 7, two)).polls(1);
    assertThat(bench.linesOf("test_level_bytes"))
        .containsExactly("test_level_bytes{check=\"check\",hw_id=\"2\",target=\"a\"} 7");
    assertThat(bench.value("test_events_total{")).hasValue(6);
    bench.reads(Reading.of(LEVEL, 8, one), Reading.of(LEVEL, 9, two)).polls(1);
    assertThat(bench.linesOf("test_level_bytes")).hasSize(2);
    assertThat(bench.value("health_metrics_series ")).hasValue(20);
  }

  @Test
  void scrape_namesThatCollide_breakNothing() {
    bench
        .watch("a", t -> t.label("target", "label").label("hw_id", "label"))
        .reads(
            Reading.of(LEVEL, 1, Attributes.of("target", "other", "check", "other")),
            Reading.of(LEVEL, 2, Attributes.of("hw.id", "3", "hw_id", "4")),
            Reading.of(EVENTS, 1, Attributes.of("hw.id", "3")),
            Reading.of(EVENTS, 2, Attributes.of("hw_id", "3")),
            Reading.of(EVENTS, -1, Attributes.of("device", "negative")),
            Reading.of(Metric.gauge("test.a.b", "1", "Dotted."), 1),
            Reading.of(Metric.gauge("test.a_b", "1", "Underscored."), 2),
            Reading.of(Metric.gauge("health.score", "1", "Not ours."), 7),
            Reading.of(Metric.gauge("test.events", "1", "The same to OpenMetrics."), 7))
        .polls(1);
    assertThat(bench.lines()).doesNotHaveDuplicates();
    String own = "test_level_bytes{check=\"check\",exported_";
    assertThat(bench.linesOf(own + "check=\"other\""))
        .containsExactly(
            own
                + "check=\"other\",exported_exported_target=\"label\",exported_target=\"other\","
                + "hw_id=\"label\",target=\"a\"} 1");
    assertThat(bench.linesOf(own + "exported_hw_id=\"label\",exported_hw_id=\"4\",")).hasSize(1);
    assertThat(bench.linesOf("test_events_total{")).hasSize(1);
    assertThat(bench.value("test_a_b{")).hasValue(1);
    assertThat(bench.value("health_score{")).hasValue(1);
    assertThat(bench.value("health_metrics_series_dropped_total ")).hasValue(4);
  }

  @Test
  void scrape_targetThatCameBackWithOtherLabels_showsTheseAlone() {
    bench.watch("a", t -> t.label("zone", "z1")).polls(1).lines();
    bench.monitor.unwatch("a");
    bench.watch("a", t -> t.label("zone", "z2")).polls(1);
    assertThat(bench.linesOf("health_score{"))
        .containsExactly("health_score{target=\"a\",zone=\"z2\"} 1");
    assertThat(bench.value("health_metrics_series ")).hasValue(18);
  }

  @Test
  void scrape_closedMonitor_isEmpty() {
    bench.watch("a").polls(1);
    bench.close();
    assertThat(bench.lines()).isEmpty();
    assertThat(ExporterBench.scrape(bench.exporter, ScrapeFormat.OPEN_METRICS))
        .isEqualTo("# EOF\n");
  }

  @Test
  void scrape_unbound_isEmpty() {
    assertThat(ExporterBench.scrape(PrometheusExporter.create(), ScrapeFormat.TEXT)).isEmpty();
  }
}

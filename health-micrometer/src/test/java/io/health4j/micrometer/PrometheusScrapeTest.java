package io.health4j.micrometer;

import static io.health4j.micrometer.Bench.DURATION;
import static io.health4j.micrometer.Bench.EVENTS;
import static io.health4j.micrometer.Bench.LEVEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.health4j.check.Attributes;
import io.health4j.check.Distribution;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a Prometheus server gets to read. */
class PrometheusScrapeTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT).throwExceptionOnRegistrationFailure();
  private final Bench bench = new Bench(registry);

  @AfterEach
  void close() {
    bench.close();
    registry.close();
  }

  private Exposed scrape() {
    return new Exposed(registry.scrape());
  }

  @Test
  void scrape_wellTarget_isRenderedToTheLetter() {
    bench.watch("a", t -> t.label("zone", "z1"));
    bench
        .reads(Reading.of(LEVEL, 0.5, Attributes.of("hw.id", "3")), Reading.of(EVENTS, 8))
        .polls(1);
    assertThat(registry.scrape().lines())
        .contains(
            "# TYPE health_score gauge",
            "health_score{target=\"a\",zone=\"z1\"} 1.0",
            "health_status{status=\"healthy\",target=\"a\",zone=\"z1\"} 1.0",
            "health_status{status=\"critical\",target=\"a\",zone=\"z1\"} 0.0",
            "# TYPE health_sample_age_seconds gauge",
            "health_sample_age_seconds{target=\"a\",zone=\"z1\"} 0.0",
            "test_level_bytes{check=\"check\",hw_id=\"3\",target=\"a\",zone=\"z1\"} 0.5",
            "# HELP test_level_bytes A level.",
            "# TYPE test_events_total counter",
            "test_events_total{check=\"check\",target=\"a\",zone=\"z1\"} 8.0",
            "# TYPE health_check_duration_seconds summary",
            "health_check_duration_seconds_count{check=\"check\",target=\"a\",zone=\"z1\"} 1",
            "health_monitor_samples_total 1.0",
            "health_monitor_cpu_seconds_total 0.0");
  }

  @Test
  void scrape_targetsOfDifferentLabels_haveOneSetOfKeys() {
    bench.watch("a").polls(1);
    bench.watch("b", t -> t.label("zone", "z1")).watch("c", t -> t.label("rack", "r1")).polls(1);
    Exposed exposed = scrape();
    for (String name : new TreeSet<>(exposed.types.keySet())) {
      var keys =
          new TreeSet<>(
              exposed.find(name).stream().map(s -> s.labels().keySet().toString()).toList());
      assertThat(keys).as(name).hasSizeLessThanOrEqualTo(1);
    }
    assertThat(exposed.value("health_score", "target", "a", "zone", "", "rack", "")).isEqualTo(1);
    assertThat(exposed.value("health_score", "target", "b", "zone", "z1", "rack", "")).isEqualTo(1);
    assertThat(exposed.value("health_score", "target", "c", "zone", "", "rack", "r1")).isEqualTo(1);
  }

  @Test
  void scrape_readingsOfDifferentAttributes_areAllThere() {
    bench
        .watch("a")
        .reads(
            Reading.of(LEVEL, 1),
            Reading.of(LEVEL, 2, Attributes.of("hw.id", "3")),
            Reading.of(LEVEL, 3, Attributes.of("device", "sda", "hw.id", "4")))
        .polls(1);
    Exposed exposed = scrape();
    assertThat(exposed.value("test_level_bytes", "hw_id", "", "device", "")).isEqualTo(1);
    assertThat(exposed.value("test_level_bytes", "hw_id", "3", "device", "")).isEqualTo(2);
    assertThat(exposed.value("test_level_bytes", "hw_id", "4", "device", "sda")).isEqualTo(3);
  }

  @Test
  void scrape_namesThatCollide_breakNothing() {
    var dotted = Metric.gauge("test.a.b", "1", "Dotted.");
    var underscored = Metric.gauge("test.a_b", "1", "Underscored.");
    bench
        .watch("a", t -> t.label("target", "label").label("hw_id", "label"))
        .reads(
            Reading.of(LEVEL, 1, Attributes.of("target", "other", "check", "other")),
            Reading.of(LEVEL, 2, Attributes.of("hw.id", "3", "hw_id", "4")),
            Reading.of(EVENTS, 1, Attributes.of("hw.id", "3")),
            Reading.of(EVENTS, 2, Attributes.of("hw_id", "3")),
            Reading.of(EVENTS, -1, Attributes.of("device", "negative")),
            Reading.of(dotted, 1),
            Reading.of(underscored, 2))
        .polls(2);
    Exposed exposed = scrape(); // which refuses a series told twice
    assertThat(exposed.value("test_level_bytes", "exported_target", "other")).isEqualTo(1);
    assertThat(exposed.value("test_level_bytes", "hw_id", "3", "exported_hw_id", "4")).isEqualTo(2);
    assertThat(exposed.value("test_events_total", "hw_id", "3")).isEqualTo(1);
    assertThat(exposed.value("test_events_total", "device", "negative")).isNaN();
    assertThat(exposed.value("test_a_b")).isEqualTo(1);
    assertThat(exposed.value("health_metrics_series_dropped_total")).isEqualTo(4);
  }

  @Test
  void scrape_staleTarget_isUnknownWithoutScoreAndReadings() {
    bench.watch("a").reads(Reading.of(LEVEL, 1), Reading.of(EVENTS, 2), durations()).polls(3);
    bench.forgets();
    Exposed exposed = scrape();
    assertThat(exposed.value("health_status", "status", "unknown")).isEqualTo(1);
    assertThat(exposed.value("health_status", "status", "healthy")).isZero();
    assertThat(exposed.value("health_score")).isNaN();
    assertThat(exposed.value("test_level_bytes")).isNaN();
    assertThat(exposed.value("test_events_total")).isNaN();
    assertThat(exposed.value("test_duration_count_total")).isNaN();
    assertThat(exposed.value("test_duration_buckets_total", "le", "+Inf")).isNaN();
    assertThat(exposed.value("health_check_duration_seconds_count")).isEqualTo(3);
  }

  @Test
  void scrape_monitorWhoseThreadsDied_isUnknown() throws InterruptedException {
    // One that is built and polled has no threads: none of them can have noticed.
    bench.watch("a").polls(3);
    assertThat(scrape().value("health_status", "status", "healthy")).isEqualTo(1);
    bench.forgets();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("health4j-pacemaker")) {
        thread.join(30_000); // a test before this one left it, and it ends
        assertThat(thread.isAlive()).isFalse();
      }
    }
    assertThat(scrape().value("health_status", "status", "unknown")).isEqualTo(1);
  }

  @Test
  void scrape_histogram_answersQuantiles() {
    bench.watch("a").reads(durations()).polls(1);
    Exposed exposed = scrape();
    assertThat(exposed.types).containsEntry("test_duration_buckets_total", "counter");
    assertThat(exposed.value("test_duration_count_total")).isEqualTo(2);
    assertThat(exposed.value("test_duration_sum_seconds_total")).isEqualTo(1.003);
    assertThat(exposed.value("test_duration_max_seconds")).isEqualTo(1);
    var buckets = exposed.find("test_duration_buckets_total");
    assertThat(buckets).hasSize(34);
    double before = 0;
    for (var bucket : buckets.stream().sorted((a, b) -> Double.compare(le(a), le(b))).toList()) {
      assertThat(bucket.value()).isGreaterThanOrEqualTo(before);
      before = bucket.value();
    }
    assertThat(before).isEqualTo(2);
  }

  private static double le(Exposed.Sample sample) {
    return Double.parseDouble(sample.labels().get("le").replace("+Inf", "Infinity"));
  }

  private static Reading durations() {
    long[] counts = new long[Distribution.BUCKETS];
    counts[Distribution.bucketOf(3_000_000)]++;
    counts[Distribution.bucketOf(1_000_000_000)]++;
    return Reading.of(
        DURATION, Distribution.of(counts, 1_003_000_000, 1_000_000_000), Attributes.none());
  }

  @Test
  void scrape_awkwardTexts_areEscaped() {
    bench.watch("a \"b\" \\ \n c", t -> t.label("zone", "ü{}")).polls(1);
    assertThat(scrape().find("health_score", "zone", "ü{}")).hasSize(1);
  }

  @Test
  void scrape_closedMonitor_isEmpty() {
    bench.watch("a").reads(Reading.of(LEVEL, 1), durations()).polls(1);
    bench.close();
    assertThat(registry.scrape()).isBlank();
  }

  @Test
  void scrape_openMetrics_isComplete() {
    bench.watch("a").reads(Reading.of(LEVEL, 1), Reading.of(EVENTS, 2), durations()).polls(1);
    assertThat(registry.scrape("application/openmetrics-text; version=1.0.0"))
        .contains("test_events_total{check=\"check\",target=\"a\"} 2.0")
        .endsWith("# EOF\n");
  }

  @Test
  void scrape_wholeMonitor_pleasesPromtool() throws IOException, InterruptedException {
    Optional<Path> promtool = promtool();
    assumeTrue(promtool.isPresent(), "promtool is not on the PATH");
    bench.watch("a").watch("b", t -> t.label("zone", "z1"));
    bench.reads(Reading.of(LEVEL, 1), Reading.of(EVENTS, 2), durations()).polls(1);
    var process =
        new ProcessBuilder(promtool.get().toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (var in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
      in.write(registry.scrape());
    }
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // 1: cannot be parsed; 3: a remark on style. Two are known: a histogram's buckets are a
    // counter,
    // since the client cannot be handed a histogram, and semantic names may end in ".count".
    assertThat(process.waitFor()).as(out).isIn(0, 3);
    assertThat(out.lines())
        .allMatch(line -> line.contains("should not have \"le\" label") || line.contains("_count"));
  }

  private static Optional<Path> promtool() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "promtool"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Test
  void scrape_nothingWatched_showsTheMonitor() {
    Exposed exposed = scrape();
    assertThat(exposed.value("health_monitor_samples_total")).isZero();
    assertThat(exposed.find("health_score")).isEmpty();
  }
}

package io.health4j.prometheus;

import static io.health4j.prometheus.ExporterBench.EVENTS;
import static io.health4j.prometheus.ExporterBench.LEVEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.health4j.HealthSource;
import io.health4j.check.Attributes;
import io.health4j.check.Distribution;
import io.health4j.check.Reading;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers that are slow, sources that fail, histograms, and what a Prometheus server says. */
class ExporterTroubleTest {

  private final ExporterBench bench = new ExporterBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private static Reading durations() {
    long[] counts = new long[Distribution.BUCKETS];
    counts[Distribution.bucketOf(3_000_000)]++;
    counts[Distribution.bucketOf(1_000_000_000)]++;
    var at = Instant.ofEpochMilli(1_700_000_000_012L);
    var examples = List.of(new Distribution.Exemplar("4bf92f", 0.003, at));
    return Reading.of(
        ExporterBench.DURATION,
        Distribution.of(counts, 1_003_000_000, 1_000_000_000).with(examples),
        Attributes.none());
  }

  @Test
  void scrape_histogram_countsUpToEachBound() {
    bench.watch("a").reads(durations()).polls(1);
    assertThat(bench.value("test_duration_count_total{")).hasValue(2);
    assertThat(bench.value("test_duration_sum_seconds_total{")).hasValue(1.003);
    assertThat(bench.value("test_duration_max_seconds{")).hasValue(1);
    List<String> buckets = bench.linesOf("test_duration_buckets_total{");
    assertThat(buckets).hasSize(34);
    assertThat(buckets.get(0)).contains("le=\"1.024E-6\"").endsWith(" 0");
    assertThat(buckets.get(11)).contains("le=\"0.002097152\"").endsWith(" 0");
    assertThat(buckets.get(12)).contains("le=\"0.004194304\"").endsWith(" 1");
    assertThat(buckets.get(20)).contains("le=\"1.073741824\"").endsWith(" 2");
    assertThat(buckets.get(33)).contains("le=\"+Inf\"").endsWith(" 2");
  }

  @Test
  void scrape_exemplar_standsInItsBucketOfOpenMetricsAlone() {
    bench.watch("a").reads(durations()).polls(1);
    assertThat(bench.lines()).noneMatch(line -> line.contains("trace_id"));
    assertThat(ExporterBench.scrape(bench.exporter, ScrapeFormat.OPEN_METRICS).lines())
        .filteredOn(line -> line.contains("trace_id"))
        .containsExactly(
            "test_duration_buckets_total{check=\"check\",le=\"0.004194304\",target=\"a\"} 1"
                + " # {trace_id=\"4bf92f\"} 0.003 1700000000.012");
  }

  @Test
  @Timeout(60)
  void scrape_besideOneThatHangsInItsReader_isServed() throws Exception {
    bench.watch("a").polls(1);
    var hangs = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var slow =
        new OutputStream() {
          final ByteArrayOutputStream got = new ByteArrayOutputStream();

          @Override
          public void write(int one) {
            got.write(one);
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            hangs.countDown();
            try {
              goOn.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            got.write(bytes, from, length);
          }
        };
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Void> waiting =
          thread.submit(
              () -> {
                bench.exporter.scrape(ScrapeFormat.TEXT, slow);
                return null;
              });
      hangs.await();
      assertThat(bench.value("health_score{")).hasValue(1);
      bench.watch("b").polls(1);
      assertThat(bench.linesOf("health_score{")).hasSize(2);
      goOn.countDown();
      waiting.get();
      assertThat(slow.got.toString(StandardCharsets.UTF_8))
          .contains("health_score{target=\"a\"} 1\n")
          .doesNotContain("target=\"b\"");
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void scrape_sourceThatFails_tellsWhyAndGoesOnAfterwards() {
    bench.watch("a").polls(1);
    var broken = new AtomicBoolean(true);
    var source =
        (HealthSource)
            Proxy.newProxyInstance(
                HealthSource.class.getClassLoader(),
                new Class<?>[] {HealthSource.class},
                (proxy, method, arguments) -> {
                  if (broken.get()) {
                    throw new IllegalStateException("broken");
                  }
                  return method.invoke(bench.monitor, arguments);
                });
    PrometheusExporter exporter = PrometheusExporter.create();
    exporter.bindTo(source);
    var out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> exporter.scrape(ScrapeFormat.TEXT, out))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken")
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(out.size()).isZero();
    broken.set(false);
    assertThat(ExporterBench.value(exporter, "health_score{")).hasValue(1);
  }

  @Test
  void bindTo_twice_isRefused() {
    assertThatThrownBy(() -> bench.exporter.bindTo(bench.monitor))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must be bound once");
  }

  @Test
  @Timeout(60)
  void scrape_wholeMonitor_pleasesPromtool() throws IOException, InterruptedException {
    Optional<Path> promtool = promtool();
    assumeTrue(promtool.isPresent() || System.getenv("CI") != null, "promtool is not on the PATH");
    bench.watch("a").watch("b", t -> t.label("zone", "z1"));
    bench.finds(ExporterBench.finding("disk-full", "/"));
    bench.reads(Reading.of(LEVEL, 0.1), Reading.of(EVENTS, 2), durations()).polls(1);
    var process =
        new ProcessBuilder(promtool.orElseThrow().toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      bench.exporter.scrape(ScrapeFormat.TEXT, in);
    }
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // 1: cannot be parsed; 3: a remark on style. A histogram's buckets are known to be a counter,
    // as they are with Micrometer.
    assertThat(process.waitFor()).as(said).isIn(0, 3);
    assertThat(said.lines()).allMatch(line -> line.contains("should not have \"le\" label"));
  }

  private static Optional<Path> promtool() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "promtool"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}

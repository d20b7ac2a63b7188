package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.HealthMonitor;
import io.health4j.MonitorBuilder;
import io.health4j.TargetSpec;
import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Distribution;
import io.health4j.check.Finding;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.micrometer.Clocked;
import io.health4j.test.ManualTicker;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A monitor that is shown both ways, on a manual clock, and a check that answers as it is told. */
final class Twins implements AutoCloseable, HealthCheck {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  static final Metric DURATION = Metric.histogram("test.duration", "s", "Durations.");

  /** Longer than the other way keeps an answer: what both show must be of one moment. */
  private static final Duration A_MOMENT = Duration.ofMillis(101);

  final ManualTicker ticker = new ManualTicker();
  final HealthMonitor monitor;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final PrometheusExporter exporter = PrometheusExporter.create();
  private final List<Reading> readings = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  Twins() {
    this(builder -> {});
  }

  Twins(Consumer<MonitorBuilder> more) {
    var builder =
        HealthMonitor.builder()
            .clocks(ticker, ticker.wall())
            .metrics(Clocked.builder(registry, ticker).build())
            .metrics(exporter);
    more.accept(builder);
    monitor = builder.build();
  }

  Twins watch(String target, Consumer<TargetSpec> more) {
    monitor.watch(
        target,
        t -> {
          t.interval(INTERVAL).check("check", this);
          more.accept(t);
        });
    return this;
  }

  Twins reads(Reading... now) {
    readings.clear();
    readings.addAll(List.of(now));
    return this;
  }

  Twins finds(Finding... now) {
    findings.clear();
    findings.addAll(List.of(now));
    return this;
  }

  Twins polls(int times) {
    for (int i = 0; i < times; i++) {
      ticker.advance(INTERVAL);
      monitor.poll();
    }
    return this;
  }

  static Reading durations(String... attributes) {
    long[] counts = new long[Distribution.BUCKETS];
    for (long nanos : new long[] {5, 1_024, 3_000_000, 1_000_000_000, Long.MAX_VALUE}) {
      counts[Distribution.bucketOf(nanos)]++;
    }
    var all = Distribution.of(counts, 1_003_000_000, 1_000_000_000);
    return Reading.of(DURATION, all, Attributes.of(attributes));
  }

  /** So that all is stale. */
  Twins forgets() {
    ticker.advance(INTERVAL.multipliedBy(3).plusNanos(1));
    return this;
  }

  @Override
  public CheckResult check(CheckContext context) {
    var result = CheckResult.builder().message("as told");
    readings.forEach(result::reading);
    findings.forEach(result::finding);
    return result.build();
  }

  /** Both ways show the same now, but for the series of some names. */
  void same(String... without) throws IOException {
    ticker.advance(A_MOMENT);
    Scraped theirs = theirs();
    Scraped ours = ours();
    assertThat(theirs.present()).isNotEmpty();
    assertThat(ours.present(without)).containsExactlyEntriesOf(theirs.present(without));
    assertThat(told(ours.types, theirs)).containsExactlyEntriesOf(told(theirs.types, theirs));
    assertThat(told(ours.helps, theirs)).containsExactlyEntriesOf(told(theirs.helps, theirs));
    assertThat(theirs.types).containsAllEntriesOf(ours.types);
  }

  /** Of the families that have a value. */
  private static Map<String, String> told(Map<String, String> all, Scraped theirs) {
    Map<String, String> told = new TreeMap<>(all);
    told.keySet().retainAll(theirs.families);
    return told;
  }

  Scraped ours() throws IOException {
    var out = new ByteArrayOutputStream();
    exporter.scrape(ScrapeFormat.TEXT, out);
    return new Scraped(out.toString(StandardCharsets.UTF_8));
  }

  private Scraped theirs() {
    return new Scraped(registry.scrape());
  }

  @Override
  public void close() {
    monitor.close();
    registry.close();
  }
}

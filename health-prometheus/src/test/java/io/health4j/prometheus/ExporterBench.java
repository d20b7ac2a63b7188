package io.health4j.prometheus;

import io.health4j.HealthMonitor;
import io.health4j.MonitorBuilder;
import io.health4j.TargetSpec;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.test.ManualTicker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A monitor on a manual clock, shown by an exporter, with a check that answers as it is told. */
class ExporterBench implements AutoCloseable, HealthCheck {

  static final Duration INTERVAL = Duration.ofSeconds(5);
  static final Metric LEVEL = Metric.gauge("test.level", "By", "A level.");
  static final Metric EVENTS = Metric.counter("test.events", "{event}", "Events.");
  static final Metric DURATION = Metric.histogram("test.duration", "s", "Durations.");

  final ManualTicker ticker = new ManualTicker();
  final PrometheusExporter exporter;
  final HealthMonitor monitor;
  private final List<Reading> readings = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  ExporterBench() {
    this(PrometheusExporter.create());
  }

  ExporterBench(PrometheusExporter exporter) {
    this(exporter, (builder, ticker) -> {});
  }

  ExporterBench(PrometheusExporter exporter, BiConsumer<MonitorBuilder, ManualTicker> more) {
    this.exporter = exporter;
    MonitorBuilder builder = HealthMonitor.builder().clocks(ticker, ticker.wall());
    more.accept(builder.metrics(exporter), ticker);
    monitor = builder.build();
  }

  ExporterBench watch(String target) {
    return watch(target, t -> {});
  }

  ExporterBench watch(String target, Consumer<TargetSpec> more) {
    monitor.watch(
        target,
        t -> {
          t.interval(INTERVAL).check("check", this);
          more.accept(t);
        });
    return this;
  }

  /** Answers with these readings from now on. */
  ExporterBench reads(Reading... now) {
    readings.clear();
    readings.addAll(List.of(now));
    return this;
  }

  /** Finds these from now on. */
  ExporterBench finds(Finding... now) {
    findings.clear();
    findings.addAll(List.of(now));
    return this;
  }

  ExporterBench polls(int times) {
    for (int i = 0; i < times; i++) {
      ticker.advance(INTERVAL);
      monitor.poll();
    }
    return this;
  }

  /** So that all is stale. */
  ExporterBench forgets() {
    ticker.advance(INTERVAL.multipliedBy(3).plusNanos(1));
    return this;
  }

  List<String> lines() {
    return scrape(exporter, ScrapeFormat.TEXT).lines().toList();
  }

  List<String> linesOf(String name) {
    return lines().stream().filter(line -> line.startsWith(name)).toList();
  }

  OptionalDouble value(String start) {
    return value(exporter, start);
  }

  /** The value of the one line that starts so; empty when there is none. */
  static OptionalDouble value(PrometheusExporter exporter, String start) {
    List<String> found =
        scrape(exporter, ScrapeFormat.TEXT).lines().filter(line -> line.startsWith(start)).toList();
    if (found.size() > 1) {
      throw new AssertionError("not one: " + found);
    }
    return found.stream()
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst();
  }

  static String scrape(PrometheusExporter exporter, ScrapeFormat format) {
    var out = new ByteArrayOutputStream();
    try {
      exporter.scrape(format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public CheckResult check(CheckContext context) {
    var result = CheckResult.builder();
    readings.forEach(result::reading);
    findings.forEach(result::finding);
    return result.build();
  }

  @Override
  public void close() {
    monitor.close();
  }

  static Finding finding(String condition, String subject) {
    return Finding.of(condition, subject, Status.WARNING);
  }
}

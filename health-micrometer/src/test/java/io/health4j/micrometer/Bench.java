package io.health4j.micrometer;

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
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A monitor on a manual clock, shown in a registry, with a check that answers as it is told. */
final class Bench implements AutoCloseable, HealthCheck {

  static final Duration INTERVAL = Duration.ofSeconds(5);
  static final Metric LEVEL = Metric.gauge("test.level", "By", "A level.");
  static final Metric EVENTS = Metric.counter("test.events", "{event}", "Events.");
  static final Metric DURATION = Metric.histogram("test.duration", "s", "Durations.");

  final ManualTicker ticker = new ManualTicker();
  final HealthMonitor monitor;
  final List<Reading> readings = new ArrayList<>();
  final List<Finding> findings = new ArrayList<>();
  Status status = Status.HEALTHY;
  int calls;

  Bench(MeterRegistry registry) {
    this(registry, builder -> {});
  }

  Bench(MeterRegistry registry, Consumer<MicrometerBinderBuilder> settings) {
    this(registry, settings, builder -> {});
  }

  Bench(
      MeterRegistry registry,
      Consumer<MicrometerBinderBuilder> settings,
      Consumer<MonitorBuilder> more) {
    var builder = MicrometerMetricsBinder.builder(registry).clock(ticker);
    settings.accept(builder);
    var described = HealthMonitor.builder().clocks(ticker, ticker.wall()).metrics(builder.build());
    more.accept(described);
    monitor = described.build();
  }

  Bench watch(String target) {
    return watch(target, t -> {});
  }

  Bench watch(String target, Consumer<TargetSpec> more) {
    monitor.watch(
        target,
        t -> {
          t.interval(INTERVAL).check("check", this);
          more.accept(t);
        });
    return this;
  }

  /** Answers with these readings from now on. */
  Bench reads(Reading... now) {
    readings.clear();
    readings.addAll(List.of(now));
    return this;
  }

  /** Finds this wrong from now on. */
  Bench finds(Finding... now) {
    findings.clear();
    findings.addAll(List.of(now));
    return this;
  }

  Bench polls(int times) {
    for (int i = 0; i < times; i++) {
      ticker.advance(INTERVAL);
      monitor.poll();
    }
    return this;
  }

  /** So that all is stale. */
  Bench forgets() {
    ticker.advance(INTERVAL.multipliedBy(3).plusNanos(1));
    return this;
  }

  @Override
  public CheckResult check(CheckContext context) {
    calls++;
    if (findings.isEmpty()) {
      return CheckResult.of(status, "as told", readings);
    }
    var result = CheckResult.builder();
    readings.forEach(result::reading);
    findings.forEach(result::finding);
    return result.build();
  }

  @Override
  public void close() {
    monitor.close();
  }
}

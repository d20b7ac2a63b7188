package io.health4j.micrometer;

import static io.health4j.micrometer.Bench.DURATION;
import static io.health4j.micrometer.Bench.EVENTS;
import static io.health4j.micrometer.Bench.LEVEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.health4j.HealthEvent;
import io.health4j.HealthMonitor;
import io.health4j.check.Attributes;
import io.health4j.check.CheckResult;
import io.health4j.check.Distribution;
import io.health4j.check.Reading;
import io.health4j.check.Target;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** How meters come and go. */
class BinderLifecycleTest extends BinderTestBed {

  @Test
  void registry_filterThatThrows_costsOnlyItsMeters() {
    registry
        .config()
        .meterFilter(
            new MeterFilter() {
              @Override
              public Meter.Id map(Meter.Id id) {
                if (id.getName().equals("test.level")) {
                  throw new IllegalStateException("as meant");
                }
                return id;
              }
            });
    bench().watch("a").reads(Reading.of(LEVEL, 1), Reading.of(EVENTS, 2)).polls(1);
    assertThat(count("test.events")).isEqualTo(2);
    assertThat(count("health.metrics.series.dropped")).isEqualTo(1);
    assertThat(bench.monitor.statistics().callbackFailures()).isZero();
  }

  @Test
  void registry_filterThatDenies_isObeyed() {
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("test.level"));
    bench().watch("a").reads(Reading.of(LEVEL, 1), Reading.of(EVENTS, 2)).polls(1);
    assertThat(registry.find("test.level").meter()).isNull();
    assertThat(count("test.events")).isEqualTo(2);
  }

  @Test
  void maxSeries_reached_dropsWholeHistogramsAndCounts() {
    bench = new Bench(registry, b -> b.maxSeries(20));
    long[] counts = new long[Distribution.BUCKETS];
    var durations = Reading.of(DURATION, Distribution.of(counts, 0, 0), Attributes.none());
    bench.watch("a").reads(durations, Reading.of(LEVEL, 1), Reading.of(EVENTS, 1)).polls(1);
    assertThat(gauge("health.metrics.series")).isEqualTo(20);
    assertThat(registry.find("test.duration.count").meter()).isNull();
    assertThat(count("health.metrics.series.dropped")).isEqualTo(37);
    bench.watch("b").polls(1);
    assertThat(gauge("health.metrics.series")).isEqualTo(20);
    assertThat(registry.find("health.score").tag("target", "b").meter()).isNull();
    bench.monitor.unwatch("a");
    bench.polls(1);
    assertThat(gauge("health.metrics.series")).isPositive().isLessThanOrEqualTo(20);
  }

  @Test
  void rewatch_otherLabelsAndChecks_showsTheNewOnes() {
    bench().watch("a", t -> t.label("zone", "z1")).polls(1);
    bench.monitor.unwatch("a");
    bench.watch("a", t -> t.check("more", context -> CheckResult.healthy())).polls(1);
    assertThat(registry.get("health.score").gauges()).hasSize(1);
    assertThat(gauge("health.check.status", "check", "more", "status", "healthy")).isEqualTo(1);
    assertThat(registry.find("health.score").tag("zone", "z1").meters()).isEmpty();
  }

  @Test
  void scrape_allMeters_asksTheSourceOnce() {
    var stub = stub(event -> false);
    bench.watch("a").watch("b").polls(1);
    int before = stub.reports;
    int statistics = stub.statistics;
    bench.ticker.advance(Duration.ofSeconds(1));
    registry.forEachMeter(meter -> meter.measure().forEach(measurement -> measurement.getValue()));
    assertThat(stub.reports).isEqualTo(before + 1);
    assertThat(stub.statistics).isEqualTo(statistics + 1);
  }

  @Test
  void scrape_aMomentLater_asksAgain() {
    var stub = stub(event -> false);
    bench.watch("a").polls(1);
    gauge("health.score");
    int before = stub.reports;
    bench.ticker.advance(Duration.ofNanos(Snapshots.VALID_NANOS - 1));
    gauge("health.score");
    assertThat(stub.reports).isEqualTo(before);
    bench.ticker.advance(Duration.ofNanos(1));
    gauge("health.score");
    assertThat(stub.reports).isEqualTo(before + 1);
  }

  @Test
  void event_targetRemovedLost_isMadeGoodAtALaterSample() {
    stub(event -> event instanceof HealthEvent.TargetRemoved);
    bench.watch("a").watch("b").polls(1);
    bench.monitor.unwatch("b");
    bench.polls(1);
    assertThat(registry.find("health.score").tag("target", "b").meters()).isEmpty();
    assertThat(gauge("health.score", "target", "a")).isEqualTo(1);
  }

  @Test
  void event_targetAddedLost_isMadeGoodByItsSample() {
    stub(event -> event instanceof HealthEvent.TargetAdded);
    bench.watch("a").polls(1);
    assertThat(gauge("health.score", "target", "a")).isEqualTo(1);
  }

  @Test
  void event_sampledAfterRemoval_bringsNothingBack() {
    var stub = stub(event -> false);
    bench.watch("a").polls(1);
    var late = bench.monitor.report().targets().get(0);
    bench.monitor.unwatch("a");
    bench.polls(1);
    stub.listeners.get(0).on(new HealthEvent.Sampled(Instant.EPOCH, late));
    assertThat(registry.find("health.score").meters()).isEmpty();
  }

  @Test
  void event_afterClose_showsNothing() {
    var stub = stub(event -> false);
    bench.watch("a").polls(1);
    binder.close();
    stub.listeners.get(0).on(new HealthEvent.TargetAdded(Instant.EPOCH, Target.of("a")));
    assertThat(registry.getMeters()).isEmpty();
    binder.close(); // once more does nothing
  }

  @Test
  void close_hostsMeters_stay() {
    Gauge.builder("host.own", () -> 1).register(registry);
    bench().watch("a").polls(1);
    bench.close();
    assertThat(registry.getMeters()).singleElement().extracting("id.name").isEqualTo("host.own");
  }

  @Test
  void bindTo_twice_isRefused() {
    stub(event -> false);
    assertThatIllegalStateException()
        .isThrownBy(() -> binder.bindTo(bench.monitor))
        .withMessage("a binder must be bound once, was bound before");
  }

  @Test
  void bindTo_secondMonitorOnOneRegistry_needsATag() {
    bench().watch("a").polls(1);
    var second = new MicrometerMetricsBinder(registry);
    try (var other = HealthMonitor.builder().build()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> second.bindTo(other))
          .withMessageContaining("give each a tag of its own");
      second.close();
      var tagged = MicrometerMetricsBinder.builder(registry).tag("monitor", "2").build();
      tagged.bindTo(other);
      assertThat(count("health.monitor.samples", "monitor", "2")).isZero();
      tagged.close();
    }
    assertThat(gauge("health.score", "target", "a")).isEqualTo(1);
  }

  @Test
  void started_metersOfReadings_areMadeByTheMonitorsThreads() throws InterruptedException {
    Map<String, String> makers = new ConcurrentHashMap<>();
    var made = new CountDownLatch(1);
    registry
        .config()
        .onMeterAdded(
            meter -> {
              makers.put(meter.getId().getName(), Thread.currentThread().getName());
              if (meter.getId().getName().equals("test.level")) {
                made.countDown();
              }
            });
    var builder = HealthMonitor.builder().metrics(new MicrometerMetricsBinder(registry));
    builder.watch("a", t -> t.check("c", c -> CheckResult.healthy("", Reading.of(LEVEL, 1))));
    try (var monitor = builder.start()) {
      assertThat(made.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(makers.get("test.level")).startsWith("health4j-worker-");
      assertThat(monitor.report().targets()).hasSize(1);
    }
    assertThat(registry.getMeters()).isEmpty();
  }

  private MicrometerMetricsBinder binder;

  /** Binds by way of a stub to the monitor of a bench that shows itself elsewhere. */
  private SourceStub stub(Predicate<HealthEvent> loses) {
    bench = new Bench(new SimpleMeterRegistry());
    var stub = new SourceStub(bench.monitor);
    stub.loses = loses;
    binder = MicrometerMetricsBinder.builder(registry).clock(bench.ticker).build();
    binder.bindTo(stub);
    return stub;
  }
}

package io.health4j.micrometer;

import static io.health4j.micrometer.Bench.DURATION;
import static io.health4j.micrometer.Bench.EVENTS;
import static io.health4j.micrometer.Bench.LEVEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.MetricsBinder.Standard;
import io.health4j.alert.AlertRoute;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.check.Attributes;
import io.health4j.check.Distribution;
import io.health4j.check.Finding;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicrometerMetricsBinderTest extends BinderTestBed {

  @Test
  void bindTo_targetWithLabels_tagsAllOfItsMeters() {
    bench().watch("a", t -> t.label("zone", "z1")).reads(Reading.of(LEVEL, 7)).polls(1);
    assertThat(gauge("health.score", "target", "a", "zone", "z1")).isEqualTo(1);
    assertThat(gauge("test.level", "target", "a", "check", "check", "zone", "z1")).isEqualTo(7);
    assertThat(registry.getMeters())
        .filteredOn(meter -> meter.getId().getTag("target") != null)
        .allSatisfy(meter -> assertThat(meter.getId().getTag("zone")).isEqualTo("z1"));
  }

  @Test
  void bindTo_reading_bringsUnitDescriptionAndAttributes() {
    bench().watch("a").reads(Reading.of(LEVEL, 7, Attributes.of("hw.id", "3"))).polls(1);
    Meter.Id id = registry.get("test.level").gauge().getId();
    assertThat(id.getBaseUnit()).isEqualTo("bytes");
    assertThat(id.getDescription()).isEqualTo("A level.");
    assertThat(id.getTag("hw.id")).isEqualTo("3");
  }

  @Test
  void status_settling_isOneForOneStatusOnly() {
    bench().watch("a").polls(1);
    bench.status = Status.CRITICAL;
    bench.polls(1);
    assertThat(gauge("health.status", "status", "healthy")).isEqualTo(1); // not settled yet
    assertThat(gauge("health.check.status", "status", "critical")).isEqualTo(1);
    bench.polls(2);
    assertThat(gauge("health.status", "status", "healthy")).isZero();
    assertThat(gauge("health.status", "status", "critical")).isEqualTo(1);
    assertThat(gauge("health.status", "status", "unknown")).isZero();
    assertThat(gauge("health.status", "status", "warning")).isZero();
  }

  @Test
  void freshness_timePasses_grows() {
    bench().watch("a").polls(1);
    bench.ticker.advance(Duration.ofSeconds(2));
    assertThat(gauge("health.sample.age")).isEqualTo(2);
    assertThat(gauge("health.sample.interval")).isEqualTo(5);
  }

  @Test
  void stale_afterThreeIntervals_isUnknownInEveryMeter() {
    bench().watch("a").reads(Reading.of(LEVEL, 7), Reading.of(EVENTS, 8)).polls(3);
    bench.forgets();
    assertThat(gauge("health.status", "status", "unknown")).isEqualTo(1);
    assertThat(gauge("health.status", "status", "healthy")).isZero();
    assertThat(gauge("health.check.status", "status", "unknown")).isEqualTo(1);
    assertThat(gauge("health.check.status", "status", "healthy")).isZero();
    assertThat(gauge("health.score")).isNaN();
    assertThat(gauge("test.level")).isNaN();
    assertThat(count("test.events")).isNaN();
    assertThat(gauge("health.sample.age")).isGreaterThan(15);
  }

  @Test
  void check_statistics_areShown() {
    bench().watch("a").polls(2);
    var timer = registry.get("health.check.duration").tags("check", "check").functionTimer();
    assertThat(timer.count()).isEqualTo(2);
    assertThat(timer.totalTime(TimeUnit.SECONDS)).isZero(); // its clock stands meanwhile
    assertThat(gauge("health.check.duration.max", "check", "check")).isZero();
    assertThat(count("health.check.failures", "check", "check")).isZero();
    assertThat(count("health.check.timeouts", "check", "check")).isZero();
  }

  @Test
  void check_failing_showsFailuresAndOpenBreaker() {
    var broken = bench();
    broken.monitor.watch(
        "a",
        t ->
            t.interval(Bench.INTERVAL)
                .check(
                    "broken",
                    context -> {
                      broken.ticker.advance(Duration.ofMillis(500));
                      throw new IllegalStateException("as meant");
                    },
                    c -> c.breaker(2, Duration.ofHours(1))));
    broken.polls(3);
    assertThat(count("health.check.failures")).isEqualTo(2);
    assertThat(gauge("health.check.breaker", "state", "open")).isEqualTo(1);
    assertThat(gauge("health.check.breaker", "state", "closed")).isZero();
    assertThat(gauge("health.check.breaker", "state", "half_open")).isZero();
    assertThat(gauge("health.check.duration.max")).isEqualTo(0.5);
    assertThat(registry.get("health.check.duration").functionTimer().totalTime(TimeUnit.SECONDS))
        .isEqualTo(1);
  }

  @Test
  void monitor_itself_isShown() {
    bench().watch("a").polls(3);
    assertThat(count("health.monitor.samples")).isEqualTo(3);
    assertThat(gauge("health.monitor.threads.stuck")).isZero();
    assertThat(gauge("health.monitor.threads.stuck.limit")).isEqualTo(16);
    assertThat(gauge("health.monitor.history.size")).isPositive();
    assertThat(count("health.monitor.cpu")).isZero(); // it has no threads
    assertThat(gauge("health.metrics.series")).isEqualTo(7 + 11);
    assertThat(count("health.metrics.series.dropped")).isZero();
  }

  @Test
  void everyMeter_ofTheList_isRegisteredAsListed() {
    bench =
        new Bench(
            registry,
            binder -> {},
            monitor -> monitor.route(AlertRoute.to(told -> Delivery.delivered()).named("chat")));
    bench.watch("a").finds(Finding.of("disk-full", "/", Status.WARNING)).polls(1);
    Map<String, Meter.Type> shown = new ConcurrentHashMap<>();
    registry.forEachMeter(meter -> shown.put(meter.getId().getName(), meter.getId().getType()));
    assertThat(shown).hasSameSizeAs(Standard.ALL);
    assertThat(Standard.ALL)
        .map(MeterSpec::standard)
        .allSatisfy(spec -> assertThat(shown).containsEntry(spec.name(), spec.type()));
  }

  @Test
  void histogram_parts_addUp() {
    long[] counts = new long[Distribution.BUCKETS];
    counts[Distribution.bucketOf(TimeUnit.MILLISECONDS.toNanos(3))] = 4;
    counts[Distribution.bucketOf(TimeUnit.SECONDS.toNanos(3))] = 1;
    var distribution = Distribution.of(counts, 3_012_000_000L, 3_000_000_000L);
    bench().watch("a").reads(Reading.of(DURATION, distribution, Attributes.none())).polls(1);
    assertThat(count("test.duration.count")).isEqualTo(5);
    assertThat(count("test.duration.sum")).isEqualTo(3.012);
    assertThat(gauge("test.duration.max")).isEqualTo(3);
    assertThat(count("test.duration.buckets", "le", "+Inf")).isEqualTo(5);
    assertThat(count("test.duration.buckets", "le", "0.002097152")).isZero();
    assertThat(count("test.duration.buckets", "le", "0.004194304")).isEqualTo(4);
    assertThat(count("test.duration.buckets", "le", "4.294967296")).isEqualTo(5);
    bench.forgets();
    assertThat(count("test.duration.count")).isNaN();
    assertThat(count("test.duration.buckets", "le", "+Inf")).isNaN();
  }

  @Test
  void reading_thatWentAway_losesItsMeter() {
    var first = Reading.of(LEVEL, 1, Attributes.of("device", "a"));
    var second = Reading.of(LEVEL, 2, Attributes.of("device", "b"));
    bench().watch("a").reads(first, second).polls(1);
    bench.reads(second).polls(1);
    assertThat(registry.get("test.level").gauges()).hasSize(1);
    assertThat(gauge("test.level", "device", "b")).isEqualTo(2);
    bench.reads().polls(1);
    assertThat(registry.find("test.level").meters()).isEmpty();
  }

  @Test
  void reading_ofASampleAtTheTickOfTheBinding_isShown() {
    bench().watch("a").reads(Reading.of(LEVEL, 1));
    bench.monitor.poll();
    assertThat(gauge("test.level")).isEqualTo(1);
    bench.reads(Reading.of(EVENTS, 2)).monitor.wake("a");
    bench.monitor.poll();
    assertThat(count("test.events")).isEqualTo(2);
    assertThat(registry.find("test.level").meters()).isEmpty();
  }

  @Test
  void reading_negativeCounter_isAbsent() {
    bench().watch("a").reads(Reading.of(EVENTS, -1)).polls(1);
    assertThat(count("test.events")).isNaN();
  }

  @Test
  void reading_namedAsAMeterOfOurs_isDroppedAndCounted() {
    var fake = Metric.gauge("health.score", "1", "A fake.");
    bench().watch("a").reads(Reading.of(fake, 99)).polls(2);
    assertThat(registry.get("health.score").gauges()).hasSize(1);
    assertThat(gauge("health.score")).isEqualTo(1);
    assertThat(count("health.metrics.series.dropped")).isEqualTo(2);
  }

  @Test
  void reading_ofAnotherKindUnderTheSameName_isDroppedAndCounted() {
    var other = Metric.counter("test.level", "By", "A level.");
    bench().watch("a").reads(Reading.of(LEVEL, 1), Reading.of(other, 5, Attributes.of("x", "y")));
    bench.polls(1);
    assertThat(registry.get("test.level").meters()).hasSize(1);
    assertThat(count("health.metrics.series.dropped")).isEqualTo(1);
  }

  @Test
  void reading_meterOfTheHostUnderItsName_leavesBothStanding() {
    registry.counter("test.level", "target", "a", "check", "check"); // a counter, and the host's
    bench().watch("a").reads(Reading.of(LEVEL, 1)).polls(1);
    assertThat(count("health.metrics.series.dropped")).isEqualTo(1);
    assertThat(gauge("health.score")).isEqualTo(1);
    bench.close();
    assertThat(registry.getMeters())
        .singleElement()
        .isEqualTo(registry.get("test.level").counter());
  }
}

package io.health4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collection;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingMetersTest extends BinderTestBed {

  private static final String NAME = "health.finding";

  private static final Finding FULL = Finding.of("disk-full", "/data", Status.WARNING);

  private Collection<Gauge> shown() {
    return registry.find(NAME).gauges();
  }

  @Test
  void finding_ofACheck_isOneWithItsTags() {
    bench().watch("a", t -> t.label("zone", "z1")).finds(FULL.value(0.9)).polls(1);
    assertThat(shown()).hasSize(1);
    assertThat(
            gauge(
                NAME,
                "target",
                "a",
                "check",
                "check",
                "condition",
                "disk-full",
                "subject",
                "/data",
                "status",
                "warning",
                "zone",
                "z1"))
        .isEqualTo(1);
  }

  @Test
  void finding_withoutSubject_hasAnEmptyTag() {
    bench().watch("a").finds(Finding.of("deadlock", "", Status.CRITICAL)).polls(1);
    assertThat(gauge(NAME, "condition", "deadlock", "subject", "", "status", "critical"))
        .isEqualTo(1);
  }

  @Test
  void finding_anotherValue_staysTheSameMeter() {
    bench().watch("a").finds(FULL.value(0.9)).polls(1);
    Meter.Id before = registry.get(NAME).gauge().getId();
    bench.finds(FULL.value(0.95)).polls(1);
    assertThat(registry.get(NAME).gauge().getId()).isSameAs(before);
  }

  @Test
  void finding_worse_isAnotherSeriesAndTheOldOneGoes() {
    bench().watch("a").finds(FULL).polls(1);
    bench.finds(Finding.of("disk-full", "/data", Status.CRITICAL)).polls(1);
    assertThat(shown()).hasSize(1);
    assertThat(gauge(NAME, "status", "critical")).isEqualTo(1);
  }

  @Test
  void finding_gone_losesItsMeterAndItsPlace() {
    bench().watch("a").polls(1);
    double before = gauge("health.metrics.series");
    bench.finds(FULL, FULL, Finding.of("disk-full", "/", Status.WARNING)).polls(1);
    assertThat(shown()).hasSize(2); // told twice is found once
    assertThat(gauge("health.metrics.series")).isEqualTo(before + 2);
    bench.finds().polls(1);
    assertThat(shown()).isEmpty();
    assertThat(gauge("health.metrics.series")).isEqualTo(before);
    assertThat(count("health.metrics.series.dropped")).isZero();
  }

  @Test
  void finding_ofAStaleTarget_isNoMore() {
    bench().watch("a").finds(FULL).polls(1);
    bench.forgets();
    assertThat(gauge(NAME)).isNaN(); // although no event came to take it away
    bench.polls(1);
    assertThat(gauge(NAME)).isEqualTo(1);
  }

  @Test
  void finding_ofARemovedTarget_isGone() {
    bench().watch("a").watch("b").finds(FULL).polls(1);
    assertThat(shown()).hasSize(2);
    bench.monitor.unwatch("b");
    bench.polls(1);
    assertThat(shown()).singleElement().extracting("id.tags").asString().contains("a");
  }

  @Test
  void finding_ofTwoChecks_isTwo() {
    bench().watch("a", t -> t.check("more", c -> CheckResult.builder().finding(FULL).build()));
    bench.finds(FULL).polls(1);
    assertThat(shown()).hasSize(2);
    assertThat(gauge(NAME, "check", "more")).isEqualTo(1);
  }

  @Test
  void reading_namedAsAFinding_neverTakesItsPlace() {
    var fake = Metric.gauge(NAME, "1", "A fake.");
    bench().watch("a").reads(Reading.of(fake, 99, Attributes.of("x", "y"))).polls(1);
    assertThat(shown()).isEmpty();
    assertThat(count("health.metrics.series.dropped")).isEqualTo(1);
    bench.finds(FULL).polls(1);
    assertThat(gauge(NAME)).isEqualTo(1);
  }

  @Test
  void finding_moreThanAMetricMayHave_areDroppedAndCounted() {
    bench().watch("a").polls(1);
    bench.finds(
        IntStream.range(0, Room.MAX_SERIES + 5)
            .mapToObj(i -> Finding.of("disk-full", "/mnt/" + i, Status.WARNING))
            .toArray(Finding[]::new));
    bench.polls(1);
    assertThat(shown()).hasSize(Room.MAX_SERIES);
    assertThat(count("health.metrics.series.dropped")).isEqualTo(5);
  }

  @Test
  void scrape_finding_isRenderedToTheLetter() {
    var prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (var monitor = new Bench(prometheus)) {
      monitor.watch("a").finds(FULL).polls(1);
      assertThat(prometheus.scrape().lines())
          .contains(
              "# TYPE health_finding gauge",
              "health_finding{check=\"check\",condition=\"disk-full\",status=\"warning\","
                  + "subject=\"/data\",target=\"a\"} 1.0");
    }
  }
}

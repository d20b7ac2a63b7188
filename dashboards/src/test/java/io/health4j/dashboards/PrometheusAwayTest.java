package io.health4j.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.CheckResult;
import io.health4j.check.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Prometheus that is away for a while, and one that is shown too much. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PrometheusAwayTest {

  private static final int VALUES = 1_500;

  @TempDir Path folder;

  private Scraped scraped;
  private RealPrometheus prometheus;

  @BeforeEach
  void start() throws Exception {
    Programs.need(Programs.PROMETHEUS);
    scraped = Scraped.start();
    prometheus = RealPrometheus.start(folder, List.of(scraped.url()), List.of(), List.of());
    Patience.until(() -> "scraped", () -> prometheus.value("up").orElse(0) == 1);
  }

  @AfterEach
  void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (scraped != null) {
      scraped.close();
    }
  }

  @Test
  void prometheus_awayAndBack_missesTheTimeBetweenOnly() throws Exception {
    Patience.until(() -> "samples", () -> samples().isPresent());
    double before = samples().orElseThrow();

    prometheus.restart(this::awaitTurns);

    Patience.until(() -> "more than " + before, () -> samples().orElse(0) > before);
  }

  private OptionalDouble samples() throws Exception {
    return prometheus.value("health_monitor_samples_total");
  }

  /** The loop and the monitor go on. */
  private void awaitTurns() {
    int turns = scraped.host.work.turns();
    long samples = scraped.monitor.statistics().samples();
    try {
      Patience.until(
          () -> "turns",
          () ->
              scraped.host.work.turns() > turns + 50
                  && scraped.monitor.statistics().samples() > samples);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** As one with the id of a request would be. */
  @Test
  void label_withEverNewValues_isFoldedAndTold() throws Exception {
    Metric metric = Metric.gauge("careless", "1", "One for each request.");
    var requests = new AtomicInteger();
    scraped.monitor.watch(
        "careless",
        target ->
            target.check(
                "requests",
                context -> {
                  var result = CheckResult.builder();
                  for (int i = 0; i < VALUES; i++) {
                    String id = "r" + requests.incrementAndGet();
                    result.reading(metric, i, Attributes.of("request", id));
                  }
                  return result.build();
                }));

    Patience.until(
        () -> "dropped",
        () -> prometheus.value("health_metrics_series_dropped_total").orElse(0) > 0);
    Patience.until(() -> "folded", () -> prometheus.value("count(careless)").orElse(0) > 0);

    assertThat(prometheus.value("count(careless)").orElse(0)).isLessThanOrEqualTo(1_000);
    // One scrape may come late.
    Patience.until(() -> "up", () -> prometheus.value("up").orElse(0) == 1);
    Patience.until(
        () -> "score", () -> !prometheus.query("health_score{target='trainer-1'}").isEmpty());
  }
}

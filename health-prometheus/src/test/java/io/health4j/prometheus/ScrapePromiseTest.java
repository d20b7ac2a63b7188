package io.health4j.prometheus;

import static io.health4j.prometheus.ExporterBench.EVENTS;
import static io.health4j.prometheus.ExporterBench.LEVEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.health4j.check.Attributes;
import io.health4j.check.Reading;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Promises 2, 12 and 14 as scrapes keep them: what is stale is never green, series have a limit,
 * and a password is told to nobody.
 */
@Timeout(60)
class ScrapePromiseTest {

  private static final String PASSWORD = "s3cret";

  /** Of one target with one check. */
  private static final int OF_TARGET = 18;

  @ParameterizedTest
  @EnumSource(ScrapeFormat.class)
  void scrape_noSampleForThreeIntervals_nothingIsGreen(ScrapeFormat format) {
    try (var bench = new ExporterBench()) {
      bench.watch("a").polls(1);
      assertThat(ExporterBench.scrape(bench.exporter, format).lines())
          .filteredOn(line -> line.contains("status=\"healthy\""))
          .hasSize(2)
          .allMatch(line -> line.endsWith(" 1"));
      bench.forgets(); // and nobody polls: as if every thread of the monitor were dead
      List<String> stale = ExporterBench.scrape(bench.exporter, format).lines().toList();
      assertThat(stale)
          .filteredOn(line -> line.contains("status=\"healthy\""))
          .hasSize(2)
          .allMatch(line -> line.endsWith(" 0"));
      assertThat(stale)
          .filteredOn(line -> line.contains("status=\"unknown\""))
          .hasSize(2)
          .allMatch(line -> line.endsWith(" 1"));
      assertThat(stale).contains("health_score{target=\"a\"} NaN");
    }
  }

  @ParameterizedTest
  @EnumSource(ScrapeFormat.class)
  void scrape_noSampleForThreeIntervals_showsNoReading(ScrapeFormat format) {
    try (var bench = new ExporterBench()) {
      bench.watch("a").reads(Reading.of(LEVEL, 1)).polls(1);
      assertThat(ExporterBench.scrape(bench.exporter, format)).contains("\ntest_level_bytes{");
      bench.forgets();
      assertThat(ExporterBench.scrape(bench.exporter, format)).doesNotContain("test_level");
    }
  }

  /** Each time other values, as those of a request's id. */
  private static Reading[] levels(int round, int count) {
    var readings = new ArrayList<Reading>();
    for (int i = 0; i < count; i++) {
      readings.add(Reading.of(LEVEL, i, Attributes.of("id", round + "." + i)));
    }
    readings.add(Reading.of(EVENTS, round));
    return readings.toArray(Reading[]::new);
  }

  @Test
  void scrape_labelThatNeverRepeats_leavesRoomForTheRest() {
    try (var bench = new ExporterBench()) {
      bench.watch("a");
      for (int round = 0; round < 3; round++) {
        bench.reads(levels(round, 1_500)).polls(1);
        assertThat(bench.linesOf("test_level_bytes{")).hasSize(1_000);
        assertThat(bench.value("test_events_total{")).hasValue(round);
      }
      assertThat(bench.value("health_metrics_series_dropped_total ").orElseThrow())
          .isGreaterThanOrEqualTo(1_500);
    }
  }

  @Test
  void scrape_targetsWithoutEnd_keepToTheLimitAndCount() {
    int most = 5 * OF_TARGET;
    try (var bench = new ExporterBench(PrometheusExporter.builder().maxSeries(most).build())) {
      for (int i = 0; i < 8; i++) {
        bench.watch("t" + i);
      }
      bench.polls(1);
      assertThat(bench.lines())
          .filteredOn(line -> line.contains("target="))
          .hasSizeLessThan(most + 8); // a timer's two lines count as one series
      assertThat(bench.value("health_metrics_series ").orElseThrow()).isLessThanOrEqualTo(most);
      assertThat(bench.value("health_metrics_series_dropped_total ").orElseThrow()).isPositive();
    }
  }

  @Test
  void settings_ofAPassword_tellItToNobody() {
    var builder = Scrapes.of(Scrapes.text("")).basicAuth("prometheus", PASSWORD);
    try (var endpoint = builder.start()) {
      assertThat(builder + " " + endpoint + " " + endpoint.url() + endpoint.statistics())
          .doesNotContain(PASSWORD);
    }
    for (String wrong : new String[] {PASSWORD + "\n", PASSWORD.repeat(200)}) {
      var refused = Scrapes.of(Scrapes.text(""));
      assertThat(catchThrowable(() -> refused.basicAuth("prometheus", wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasNoCause()
          .hasMessageNotContaining(PASSWORD);
    }
    var open = Scrapes.of(Scrapes.text("")).basicAuth("u", PASSWORD).address("0.0.0.0");
    assertThat(catchThrowable(open::start))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining(PASSWORD);
  }

  @Test
  void requests_withAPassword_areAnsweredAndLoggedWithoutIt() throws Exception {
    ScrapeSource source =
        (format, out) -> {
          throw new IllegalStateException("no login with " + PASSWORD);
        };
    var builder = Scrapes.of(source).basicAuth("prometheus", PASSWORD);
    try (var ours = new Heard("io.health4j");
        var theirs = new Heard("com.sun.net.httpserver");
        var endpoint = builder.start()) {
      String told = "";
      for (String login : new String[] {"prometheus:" + PASSWORD, "other:" + PASSWORD, ":"}) {
        byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
        String basic = "Basic " + Base64.getEncoder().encodeToString(bytes);
        HttpResponse<String> answer = Scrapes.get(endpoint, "Authorization", basic);
        told += answer.statusCode() + " " + answer.headers().map() + answer.body();
        assertThat(told).doesNotContain(PASSWORD, basic);
        assertThat(ours.lines.toString() + theirs.lines).doesNotContain(PASSWORD, basic);
      }
      assertThat(told).contains("500 ", "401 ");
      assertThat(ours.lines).hasSize(1);
    }
  }
}

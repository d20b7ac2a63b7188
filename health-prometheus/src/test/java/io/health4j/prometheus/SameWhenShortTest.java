package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.Finding;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where names collide or room is short, both ways to Prometheus leave out and count the same. */
class SameWhenShortTest {

  private static final Metric LEVEL = Metric.gauge("test.level", "By", "A level.");
  private static final Metric EVENTS = Metric.counter("test.events", "{event}", "Events.");

  private final Twins twins = new Twins();

  @AfterEach
  void close() {
    twins.close();
  }

  private static Reading[] levels(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> Reading.of(LEVEL, i, Attributes.of("request.id", "r" + i)))
        .toArray(Reading[]::new);
  }

  private static Finding[] findings(int count, Status status) {
    return IntStream.range(0, count)
        .mapToObj(i -> Finding.of("disk-full", "/mnt/" + i, status))
        .toArray(Finding[]::new);
  }

  @Test
  void scrape_labelsThatCollide_areTheSame() {
    twins
        .watch("a", t -> t.label("target", "label").label("hw_id", "label").label("status", "on"))
        .reads(
            Reading.of(LEVEL, 1, Attributes.of("target", "other", "check", "other")),
            Reading.of(LEVEL, 2, Attributes.of("hw.id", "3", "hw_id", "4")),
            Reading.of(EVENTS, 1, Attributes.of("hw.id", "5")),
            Reading.of(EVENTS, 2, Attributes.of("hw_id", "5")),
            Reading.of(EVENTS, -1, Attributes.of("device", "negative")),
            Twins.durations("le", "mine"))
        .finds(Finding.of("disk-full", "/", Status.WARNING))
        .polls(1);
    twins.same();
  }

  @Test
  void scrape_namesThatCollide_areTheSame() {
    twins
        .watch("a", t -> {})
        .reads(
            Reading.of(Metric.gauge("test.a.b", "1", "Dotted."), 1),
            Reading.of(Metric.gauge("test.a_b", "1", "Underscored."), 2),
            Reading.of(Metric.gauge("health.score", "1", "A fake."), 99),
            Reading.of(Metric.gauge("health.finding", "1", "A fake."), 99),
            Reading.of(LEVEL, 1),
            Reading.of(Metric.counter("test.level", "By", "A counter."), 3))
        .polls(1);
    twins.same();
    assertThat(twins.ours().present().get("health_metrics_series_dropped_total{}")).isPositive();
  }

  @Test
  void scrape_aLabelThatNeverRepeats_leavesOutTheSame() {
    twins
        .watch("a", t -> {})
        .reads(
            IntStream.range(0, 1_005)
                .mapToObj(i -> Reading.of(LEVEL, i, Attributes.of("request.id", "r" + i)))
                .toArray(Reading[]::new))
        .finds(
            IntStream.range(0, 1_005)
                .mapToObj(i -> Finding.of("disk-full", "/mnt/" + i, Status.WARNING))
                .toArray(Finding[]::new))
        .polls(1);
    twins.same();
    assertThat(twins.ours().present())
        .containsEntry("health_metrics_series_dropped_total{}", 10.0)
        .containsKey("test_level_bytes{check=check, request_id=r999, target=a}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x.", ".x", "a..b", "__x", "__name__", "a:b", "a b", "a\nb", "ü", "9", "-", "le"})
  void scrape_awkwardLabel_isTheSame(String label) {
    twins
        .watch("a", t -> t.label("of." + label, "1"))
        .reads(Reading.of(LEVEL, 1, Attributes.of(label, "v")), Twins.durations(label, "v"))
        .polls(1);
    twins.same();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "health.check.duration",
        "health.check.duration.seconds",
        "health.check.duration.seconds.count",
        "health.check.duration.seconds.sum",
        "health.notifications.delivered",
        "health.monitor.cpu.seconds",
        "health.finding"
      })
  void scrape_readingNamedAsAMonitorsOwn_isLeftOut(String name) {
    twins
        .watch("a", t -> {})
        .reads(Reading.of(Metric.gauge(name, "1", "A fake."), 99, Attributes.of("x", "y")))
        .polls(1);
    twins.same();
    assertThat(twins.ours().present())
        .containsEntry("health_metrics_series_dropped_total{}", 1.0)
        .doesNotContainValue(99.0);
  }

  @Test
  void scrape_histogramOfWhichAPartIsTaken_isLeftOut() {
    Metric largest = Metric.gauge("test.duration.max", "s", "Not of the histogram.");
    twins.watch("a", t -> {}).reads(Reading.of(largest, 1), Twins.durations()).polls(1);
    twins.same();
    assertThat(twins.ours().present())
        .containsEntry("health_metrics_series_dropped_total{}", 37.0)
        .containsKey("test_duration_max_seconds{check=check, target=a}");
  }

  @Test
  void scrape_metricOfAnotherKindThanBefore_isTheSame() {
    twins.watch("a", t -> {}).reads(Reading.of(LEVEL, 1)).polls(1);
    twins.same();
    twins.reads(Reading.of(Metric.counter("test.level", "By", "A counter."), 2)).polls(1);
    twins.same();
    twins.polls(1);
    twins.same();
    assertThat(twins.ours().present())
        .containsEntry("test_level_bytes_total{check=check, target=a}", 2.0);
  }

  @Test
  void scrape_histogramsOverTheLimit_areTheSame() {
    twins
        .watch("a", t -> {})
        .reads(
            IntStream.range(0, 260)
                .mapToObj(i -> Twins.durations("task.type", "t" + i))
                .toArray(Reading[]::new))
        .polls(1);
    twins.same();
    assertThat(twins.ours().present())
        .containsEntry("health_metrics_series_dropped_total{}", 10 * 37.0);
  }

  @Test
  void scrape_manyFindingsThatBecomeWorse_areAllShown() {
    twins.watch("a", t -> {}).finds(findings(700, Status.WARNING)).polls(1);
    twins.same();
    twins.finds(findings(700, Status.CRITICAL)).polls(1);
    twins.same();
    assertThat(twins.ours().present().keySet())
        .filteredOn(series -> series.startsWith("health_finding{"))
        .hasSize(700)
        .allMatch(series -> series.contains("status=critical"));
  }

  @Test
  void scrape_manyReadingsThatBecomeOthers_areTheSame() {
    twins.watch("a", t -> {}).reads(levels(0, 700)).polls(1);
    twins.same();
    twins.reads(levels(700, 1_400)).polls(1);
    twins.same();
    twins.polls(1);
    twins.same();
  }

  @Test
  void scrape_noRoomInAll_goesToFindingsFirst() {
    for (int i = 0; i < 10; i++) {
      twins.watch("node-" + i, t -> {});
    }
    twins.reads(levels(0, 980)).polls(1);
    twins.same();
    twins.finds(findings(2, Status.WARNING)).polls(1);
    twins.same();
    twins.finds(findings(2, Status.CRITICAL)).reads(levels(0, 990)).polls(1);
    twins.same();
  }
}

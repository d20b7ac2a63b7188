package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.MonitorBuilder;
import io.health4j.alert.AlertRoute;
import io.health4j.alert.AlertRule;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.alert.Severity;
import io.health4j.check.Attributes;
import io.health4j.check.CheckResult;
import io.health4j.check.Distribution;
import io.health4j.check.Finding;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.recovery.RecoveryAction;
import io.health4j.recovery.RecoveryPolicy;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Both ways to Prometheus show the same: names, types, help, labels and values. What Micrometer
 * shows as NaN, since it cannot leave it out, may be left out.
 */
class SameAsMicrometerTest {

  private static final Metric LEVEL = Metric.gauge("test.level", "By", "A level, \\ of \"it\".");
  private static final Metric EVENTS = Metric.counter("test.events", "{event}", "Events.");
  private static final Metric SPENT = Metric.counter("test.spent", "s", "Time spent.");
  private static final Metric RATIO = Metric.gauge("test.ratio", "1", "A ratio.");
  private static final Metric SPEED = Metric.gauge("test.speed.bytes", "By/s", "A speed.");
  private static final Metric HEAT = Metric.gauge("hw.test_heat", "Cel", "Heat.");
  private static final Metric FOREIGN = Metric.gauge("DCGM_FI_DEV_GPU_TEMP", "Cel", "Heat.");
  private static final Metric DURATION = Metric.histogram("test.duration", "s", "Durations.");

  private final Deque<Delivery> answers = new ArrayDeque<>();
  private Twins twins = new Twins();

  @AfterEach
  void close() {
    twins.close();
  }

  private void same(String... without) throws IOException {
    twins.settle();
    Scraped theirs = twins.theirs();
    Scraped ours = twins.ours();
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

  private static Reading durations(String... attributes) {
    long[] counts = new long[Distribution.BUCKETS];
    for (long nanos : new long[] {5, 1_024, 3_000_000, 1_000_000_000, Long.MAX_VALUE}) {
      counts[Distribution.bucketOf(nanos)]++;
    }
    var all = Distribution.of(counts, 1_003_000_000, 1_000_000_000);
    return Reading.of(DURATION, all, Attributes.of(attributes));
  }

  @Test
  void scrape_nothingWatched_isTheSame() throws IOException {
    same();
  }

  @Test
  void scrape_readingsOfAllKinds_areTheSame() throws IOException {
    twins
        .watch("a", t -> {})
        .watch("b", t -> t.label("zone", "z1").label("rack.row", "3"))
        .reads(
            Reading.of(LEVEL, 123_456_789),
            Reading.of(EVENTS, 8),
            Reading.of(SPENT, 0.1 + 0.2, Attributes.of("cpu.mode", "user")),
            Reading.of(RATIO, 1 / 3.0),
            Reading.of(RATIO, -0.0, Attributes.of("device", "sda")),
            Reading.of(RATIO, 1e-300, Attributes.of("device", "sdb")),
            Reading.of(RATIO, 9.007199254740992e22, Attributes.of("device", "sdc")),
            Reading.of(SPEED, 5),
            Reading.of(HEAT, 41.5, Attributes.of("hw.id", "0", "hw.name", "x")),
            Reading.of(FOREIGN, 42, Attributes.of("gpu", "0")),
            durations(),
            durations("task.type", "train"))
        .polls(3);
    same();
  }

  @Test
  void scrape_targetWithoutASample_isTheSame() throws IOException {
    twins.close();
    twins =
        new Twins(
            builder ->
                builder.watch(
                    "late",
                    t -> t.label("zone", "z1").check("check", context -> CheckResult.healthy())));
    same();
  }

  @Test
  void scrape_findings_areTheSame() throws IOException {
    twins
        .watch("a", t -> t.label("zone", "z1"))
        .watch("b", t -> t.check("more", twins))
        .finds(
            Finding.of("disk-full", "/data", Status.WARNING).value(0.9),
            Finding.of("disk-full", "/data", Status.WARNING).value(0.8),
            Finding.of("disk-full", "/", Status.CRITICAL),
            Finding.of("deadlock", "", Status.UNKNOWN))
        .polls(2);
    same();
    assertThat(twins.ours().present())
        .containsKey(
            "health_finding{check=check,"
                + " condition=disk-full, status=critical, subject=/, target=a, zone=z1}");
    twins.finds(Finding.of("disk-full", "/data", Status.CRITICAL)).polls(1);
    same();
    twins.finds().polls(1);
    same();
    assertThat(twins.ours().present().keySet()).noneMatch(name -> name.contains("finding"));
  }

  @Test
  void scrape_awkwardTexts_areTheSame() throws IOException {
    twins
        .watch("a \"b\" \\ \n c", t -> t.label("zone", "ü{},=").label("9lives", "x"))
        .reads(Reading.of(LEVEL, 1, Attributes.of("file-system", "\\\\server\\", "Größe", "1")))
        .polls(1);
    same();
  }

  @Test
  void scrape_labelsThatCollide_areTheSame() throws IOException {
    twins
        .watch("a", t -> t.label("target", "label").label("hw_id", "label").label("status", "on"))
        .reads(
            Reading.of(LEVEL, 1, Attributes.of("target", "other", "check", "other")),
            Reading.of(LEVEL, 2, Attributes.of("hw.id", "3", "hw_id", "4")),
            Reading.of(EVENTS, 1, Attributes.of("hw.id", "5")),
            Reading.of(EVENTS, 2, Attributes.of("hw_id", "5")),
            Reading.of(EVENTS, -1, Attributes.of("device", "negative")),
            durations("le", "mine"))
        .finds(Finding.of("disk-full", "/", Status.WARNING))
        .polls(2);
    same("health_metrics_series_dropped_total", "health_metrics_series");
  }

  @Test
  void scrape_namesThatCollide_areTheSame() throws IOException {
    twins
        .watch("a", t -> {})
        .reads(
            Reading.of(Metric.gauge("test.a.b", "1", "Dotted."), 1),
            Reading.of(Metric.gauge("test.a_b", "1", "Underscored."), 2),
            Reading.of(Metric.gauge("health.score", "1", "A fake."), 99),
            Reading.of(Metric.gauge("health.finding", "1", "A fake."), 99),
            Reading.of(LEVEL, 1),
            Reading.of(Metric.counter("test.level", "By", "A counter."), 3))
        .polls(2);
    same("health_metrics_series_dropped_total");
    assertThat(twins.ours().present().get("health_metrics_series_dropped_total{}")).isPositive();
  }

  @Test
  void scrape_aLabelThatNeverRepeats_leavesOutTheSame() throws IOException {
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
    same();
    assertThat(twins.ours().present())
        .containsEntry("health_metrics_series_dropped_total{}", 10.0)
        .containsKey("test_level_bytes{check=check, request_id=r999, target=a}");
  }

  @Test
  void scrape_staleTarget_isTheSame() throws IOException {
    twins
        .watch("a", t -> {})
        .reads(Reading.of(LEVEL, 1), Reading.of(EVENTS, 2), durations())
        .finds(Finding.of("disk-full", "/", Status.WARNING))
        .polls(3);
    same();
    twins.forgets();
    same("health_metrics_series");
    assertThat(twins.ours().present())
        .containsEntry("health_status{status=unknown, target=a}", 1.0)
        .doesNotContainKey("test_level_bytes{check=check, target=a}");
    twins.polls(1);
    same();
  }

  @Test
  void scrape_whatComesAndGoes_isTheSame() throws IOException {
    twins.watch("a", t -> {}).watch("b", t -> t.label("zone", "z1")).reads(Reading.of(LEVEL, 1));
    twins.polls(1);
    same();
    twins.reads(Reading.of(EVENTS, 1), durations()).polls(1);
    same();
    twins.monitor.unwatch("b");
    twins.polls(1);
    same();
    twins.watch("b", t -> t.label("zone", "z2").check("more", twins)).polls(1);
    same();
    twins.reads().polls(1);
    same();
    assertThat(twins.ours().present().keySet()).noneMatch(name -> name.startsWith("test_"));
  }

  @Test
  void scrape_checkThatThrows_isTheSame() throws IOException {
    twins.monitor.watch(
        "a",
        t ->
            t.check(
                "broken",
                context -> {
                  throw new IllegalStateException("as meant");
                }));
    twins.polls(8);
    same();
  }

  @Test
  void scrape_alertsDeliveriesAndRecoveries_areTheSame() throws IOException {
    twins.close();
    twins = new Twins(this::describe);
    answers.add(Delivery.failed("503"));
    answers.add(Delivery.rejected("400"));
    twins.watch("a", t -> {}).reads(Reading.of(LEVEL, 20)).polls(5);
    same();
    twins.finds(Finding.of("disk-full", "/", Status.CRITICAL)).polls(6);
    same();
    twins.finds().reads(Reading.of(LEVEL, 1)).polls(10);
    same();
    assertThat(twins.ours().present())
        .containsEntry("health_alerts_fired_total{}", 1.0)
        .containsEntry("health_recovery_attempts_total{outcome=shadowed}", 1.0);
  }

  private void describe(MonitorBuilder monitor) {
    monitor
        .alerts(
            List.of(
                AlertRule.reading("level-high", "test.level")
                    .above(10, 5)
                    .severity(Severity.CRITICAL)
                    .undamped()
                    .build(),
                AlertRule.reading("misspelt", "test.levle").above(1).build()))
        .route(
            AlertRoute.to(told -> answers.isEmpty() ? Delivery.delivered() : answers.remove())
                .named("chat"))
        .recover(
            RecoveryPolicy.on(Status.CRITICAL)
                .attempt(RecoveryAction.of("restart", target -> "restarted")));
  }
}

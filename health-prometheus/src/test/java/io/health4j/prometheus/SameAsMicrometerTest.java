package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.MonitorBuilder;
import io.health4j.alert.AlertRoute;
import io.health4j.alert.AlertRule;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.alert.Severity;
import io.health4j.check.Attributes;
import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.recovery.RecoveryAction;
import io.health4j.recovery.RecoveryPolicy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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

  private final Deque<Delivery> answers = new ArrayDeque<>();
  private Twins twins = new Twins();

  @AfterEach
  void close() {
    twins.close();
  }

  @Test
  void scrape_nothingWatched_isTheSame() {
    twins.same();
  }

  @Test
  void scrape_readingsOfAllKinds_areTheSame() {
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
            Twins.durations(),
            Twins.durations("task.type", "train"))
        .polls(3);
    twins.same();
  }

  @Test
  void scrape_targetWithoutASample_isTheSame() {
    twins.close();
    twins =
        new Twins(
            builder ->
                builder.watch(
                    "late",
                    t -> t.label("zone", "z1").check("check", context -> CheckResult.healthy())));
    twins.same();
  }

  @Test
  void scrape_findings_areTheSame() {
    twins
        .watch("a", t -> t.label("zone", "z1"))
        .watch("b", t -> t.check("more", twins))
        .finds(
            Finding.of("disk-full", "/data", Status.WARNING).value(0.9),
            Finding.of("disk-full", "/data", Status.WARNING).value(0.8),
            Finding.of("disk-full", "/", Status.CRITICAL),
            Finding.of("deadlock", "", Status.UNKNOWN))
        .polls(2);
    twins.same();
    assertThat(twins.ours().present())
        .containsKey(
            "health_finding{check=check,"
                + " condition=disk-full, status=critical, subject=/, target=a, zone=z1}");
    twins.finds(Finding.of("disk-full", "/data", Status.CRITICAL)).polls(1);
    twins.same();
    twins.finds().polls(1);
    twins.same();
    assertThat(twins.ours().present().keySet()).noneMatch(name -> name.contains("finding"));
  }

  @Test
  void scrape_awkwardTexts_areTheSame() {
    twins
        .watch("a \"b\" \\ \n c", t -> t.label("zone", "ü{},=").label("9lives", "x"))
        .reads(Reading.of(LEVEL, 1, Attributes.of("file-system", "\\\\server\\", "Größe", "1")))
        .polls(1);
    twins.same();
  }

  @Test
  void scrape_staleTarget_isTheSame() {
    twins
        .watch("a", t -> {})
        .reads(Reading.of(LEVEL, 1), Reading.of(EVENTS, 2), Twins.durations())
        .finds(Finding.of("disk-full", "/", Status.WARNING))
        .polls(3);
    twins.same();
    twins.forgets();
    twins.same("health_metrics_series");
    assertThat(twins.ours().present())
        .containsEntry("health_status{status=unknown, target=a}", 1.0)
        .doesNotContainKey("test_level_bytes{check=check, target=a}");
    twins.polls(1);
    twins.same();
  }

  @Test
  void scrape_whatComesAndGoes_isTheSame() {
    twins.watch("a", t -> {}).watch("b", t -> t.label("zone", "z1")).reads(Reading.of(LEVEL, 1));
    twins.polls(1);
    twins.same();
    twins.reads(Reading.of(EVENTS, 1), Twins.durations()).polls(1);
    twins.same();
    twins.monitor.unwatch("b");
    twins.polls(1);
    twins.same();
    twins.watch("b", t -> t.label("zone", "z2").check("more", twins)).polls(1);
    twins.same();
    twins.reads().polls(1);
    twins.same();
    assertThat(twins.ours().present().keySet()).noneMatch(name -> name.startsWith("test_"));
  }

  @Test
  void scrape_checkThatThrows_isTheSame() {
    twins.monitor.watch(
        "a",
        t ->
            t.check(
                "broken",
                context -> {
                  throw new IllegalStateException("as meant");
                }));
    twins.polls(8);
    twins.same();
  }

  @Test
  void scrape_alertsDeliveriesAndRecoveries_areTheSame() {
    twins.close();
    twins = new Twins(this::describe);
    answers.add(Delivery.failed("503"));
    answers.add(Delivery.rejected("400"));
    twins.watch("a", t -> {}).reads(Reading.of(LEVEL, 20)).polls(5);
    twins.same();
    twins.finds(Finding.of("disk-full", "/", Status.CRITICAL)).polls(6);
    twins.same();
    twins.finds().reads(Reading.of(LEVEL, 1)).polls(10);
    twins.same();
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

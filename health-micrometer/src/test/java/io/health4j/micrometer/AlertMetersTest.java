package io.health4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.MonitorBuilder;
import io.health4j.alert.AlertRoute;
import io.health4j.alert.AlertRule;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.alert.Severity;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.recovery.RecoveryAction;
import io.health4j.recovery.RecoveryPolicy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertMetersTest extends BinderTestBed {

  private final Deque<Delivery> answers = new ArrayDeque<>();

  private void bed() {
    bench = new Bench(registry, binder -> {}, this::describe);
    bench.watch("a");
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
                AlertRule.reading("level-high-for-long", "test.level")
                    .above(10, 5)
                    .samples(60, 60)
                    .build(),
                AlertRule.reading("misspelt", "test.levle").above(1).build()))
        .route(
            AlertRoute.to(told -> answers.isEmpty() ? Delivery.delivered() : answers.remove())
                .named("chat"))
        .recover(
            RecoveryPolicy.on(Status.CRITICAL)
                .attempt(RecoveryAction.of("restart", target -> "restarted")));
  }

  @Test
  void alert_firesAndEnds_isCountedBySeverity() {
    bed();
    bench.reads(Reading.of(Bench.LEVEL, 20)).polls(3);
    assertThat(gauge("health.alerts.active", "severity", "critical")).isEqualTo(1);
    assertThat(gauge("health.alerts.active", "severity", "warning")).isZero();
    assertThat(gauge("health.alerts.pending")).isEqualTo(1);
    assertThat(gauge("health.alerts.rules.dormant")).isEqualTo(1);
    assertThat(gauge("health.alerts.mass.failure")).isZero();

    bench.reads(Reading.of(Bench.LEVEL, 1)).polls(10);
    assertThat(gauge("health.alerts.active", "severity", "critical")).isZero();
    assertThat(count("health.alerts.fired")).isEqualTo(1);
    assertThat(count("health.alerts.ended")).isEqualTo(1);
    assertThat(count("health.alerts.untold")).isZero();
  }

  @Test
  void sink_failsAndRejects_isCounted() {
    bed();
    answers.add(Delivery.failed("503"));
    answers.add(Delivery.rejected("400"));
    bench.reads(Reading.of(Bench.LEVEL, 20)).polls(10);
    bench.reads(Reading.of(Bench.LEVEL, 1)).polls(10);
    assertThat(count("health.notifications.failures", "sink", "chat")).isEqualTo(1);
    assertThat(count("health.notifications.dropped", "sink", "chat")).isEqualTo(1);
    assertThat(count("health.notifications.delivered", "sink", "chat")).isEqualTo(1);
    assertThat(count("health.notifications.folded", "sink", "chat")).isZero();
    assertThat(gauge("health.notifications.waiting", "sink", "chat")).isZero();
    assertThat(gauge("health.notifications.breaker", "sink", "chat", "state", "closed"))
        .isEqualTo(1);
    assertThat(gauge("health.notifications.latency", "sink", "chat")).isNotNegative();
    assertThat(gauge("health.notifications.duration.max", "sink", "chat")).isZero();
  }

  @Test
  void recovery_inShadow_isCountedByOutcome() {
    bed();
    bench.status = Status.CRITICAL;
    bench.polls(6);
    assertThat(count("health.recovery.attempts", "outcome", "shadowed")).isEqualTo(1);
    assertThat(count("health.recovery.attempts", "outcome", "started")).isZero();
  }
}

package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.AlertRoute;
import io.health4j.alert.AlertSink;
import io.health4j.alert.Notification;
import io.health4j.alert.Severity;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Promise 1 where the monitor calls out: a sink that hangs delays no other, and no check. */
final class HungOutreachPromiseTest {

  private static final Duration TICK = Duration.ofMillis(20);
  private static final HealthCheck LOADED =
      context -> CheckResult.of(Status.HEALTHY, "", Reading.of(AlertBed.LOAD, 0.9));

  private final Heard heard = new Heard();
  private final Hang hang = new Hang();

  @AfterEach
  void release() {
    hang.release();
  }

  /** Hangs as a native call does, each time that it is called. */
  private final class HungSink implements AlertSink {
    @Override
    public Delivery deliver(Notification notification) {
      hang.calls.incrementAndGet();
      hang.hang();
      return Delivery.delivered();
    }

    @Override
    public Duration timeout() {
      return TICK;
    }
  }

  private MonitorBuilder monitor() {
    return HealthMonitor.builder()
        .listener(heard)
        .alerts(List.of(AlertBed.rule(Severity.CRITICAL)))
        .watch("a", t -> t.interval(TICK).check("load", LOADED, FaultBed::patient));
  }

  @Test
  void sink_hangs_othersAreToldAndChecksGoOn() throws InterruptedException {
    var other = new Told("other");
    try (var monitor =
        monitor()
            .route(AlertRoute.to(new HungSink()).named("hung"))
            .route(AlertRoute.to(other))
            .start()) {
      other.await("the alert", told -> told.contains("load-high a FIRING"));
      heard.sample("after the hang", "a", health -> health.status() == Status.HEALTHY);
      heard.sample(
          "that it was given up",
          "a",
          health -> monitor.statistics().alerts().sinks().get(0).failed() == 1);
      assertThat(monitor.statistics().stuckThreads()).isEqualTo(1);
      assertThat(hang.calls).as("one in flight").hasValue(1);
      hang.release();
      heard.await(
          "the delivery after all",
          events ->
              events.stream()
                  .anyMatch(
                      event ->
                          event instanceof HealthEvent.NotificationDelivered told
                              && told.notification().route().equals("hung")));
      assertThat(hang.calls).as("it is not told twice").hasValue(1);
    }
  }

  @Test
  void alert_nothingIsWrong_isAtItsSinkAtOnce() throws Exception {
    var sink = new Told();
    try (var monitor = monitor().route(AlertRoute.to(sink)).start()) {
      sink.await("the alert", told -> told.contains("load-high a FIRING"));
      assertThat(monitor.alerts()).hasSize(1);
      InTime.assertThen(monitor, "the sink is closed", () -> sink.closed);
    }
  }
}

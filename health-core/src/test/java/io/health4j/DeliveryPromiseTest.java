package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert;
import io.health4j.alert.Alert.State;
import io.health4j.alert.AlertRoute;
import io.health4j.alert.AlertRule;
import io.health4j.alert.AlertSink;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.alert.Notification;
import io.health4j.alert.Outbox;
import io.health4j.alert.Severity;
import io.health4j.check.CheckResult;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.time.FakeTicker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 7: what fired reaches each sink at least once, or is counted and told as dropped. */
final class DeliveryPromiseTest {

  /** Undamped, so that no half of the targets has an alert at a time. */
  private static final AlertRule RULE =
      AlertRule.reading("load-high", "test.load")
          .above(0.8, 0.7)
          .severity(Severity.WARNING)
          .undamped()
          .build();

  private static final int TARGETS = 20;
  private static final int SAMPLES = 400;

  private final FakeTicker ticker = new FakeTicker();
  private final long origin = ticker.read();
  private final InstantSource wall = () -> Bed.WALL.plusNanos(ticker.read() - origin);
  private final List<HealthEvent> events = new ArrayList<>();
  private final double[] loads = new double[TARGETS];

  /** One firing of one alert. */
  private record Firing(String rule, String fingerprint, Instant at) {
    static Firing of(Alert alert) {
      return new Firing(alert.rule(), alert.fingerprint(), alert.firedAt());
    }
  }

  /** Fails in every way that a service has; what it answered as delivered it has. */
  private static final class Flaky implements AlertSink {

    private final SplittableRandom random;
    private final String name;
    private final Set<Firing> has = new HashSet<>();
    private boolean well;

    Flaky(String name, long seed) {
      this.name = name;
      this.random = new SplittableRandom(seed);
    }

    @Override
    public Delivery deliver(Notification notification) {
      Delivery delivery = well ? Delivery.delivered() : answer();
      if (delivery.outcome() == Delivery.Outcome.DELIVERED) {
        notification.alerts().forEach(alert -> has.add(Firing.of(alert)));
      }
      return delivery;
    }

    private Delivery answer() {
      return switch (random.nextInt(8)) {
        case 0 -> Delivery.rejected("400");
        case 1, 2 -> Delivery.failed("500");
        case 3 -> Delivery.retryAfter(Duration.ofSeconds(random.nextInt(120)), "429");
        case 4 -> throw new IllegalStateException("reset");
        default -> Delivery.delivered();
      };
    }

    @Override
    public String name() {
      return name;
    }
  }

  private HealthMonitor monitor(Outbox outbox, AlertSink... sinks) {
    MonitorBuilder builder =
        HealthMonitor.builder()
            .clocks(ticker, wall)
            .listener(events::add)
            .outbox(outbox)
            .alerts(List.of(RULE));
    for (AlertSink sink : sinks) {
      builder.route(AlertRoute.to(sink));
    }
    for (int i = 0; i < TARGETS; i++) {
      int which = i;
      builder.watch(
          "t" + i,
          t ->
              t.interval(Bed.INTERVAL)
                  .check(
                      "load",
                      context ->
                          CheckResult.of(
                              Status.HEALTHY, "", Reading.of(AlertBed.LOAD, loads[which]))));
    }
    return builder.build();
  }

  private void run(HealthMonitor monitor, int samples) {
    for (int i = 0; i < samples; i++) {
      monitor.poll();
      ticker.advance(Bed.INTERVAL);
    }
  }

  private void trouble(SplittableRandom random) {
    for (int i = 0; i < TARGETS; i++) {
      boolean bad = loads[i] > 0.5;
      if (random.nextInt(bad ? 10 : 80) == 0) { // so that no half of them fails together
        loads[i] = bad || failing() > 6 ? 0.1 : 0.9;
      }
    }
  }

  private long failing() {
    return Arrays.stream(loads).filter(load -> load > 0.5).count();
  }

  private Set<Firing> fired() {
    var fired = new HashSet<Firing>();
    for (HealthEvent event : events) {
      if (event instanceof HealthEvent.AlertChanged changed
          && changed.alert().state() == State.FIRING) {
        fired.add(Firing.of(changed.alert()));
      }
    }
    return fired;
  }

  /** What was told as dropped by a route. */
  private Set<Firing> dropped(String route) {
    var dropped = new HashSet<Firing>();
    for (HealthEvent event : events) {
      if (event instanceof HealthEvent.NotificationDropped gone
          && gone.notification().route().equals(route)) {
        gone.notification().alerts().forEach(alert -> dropped.add(Firing.of(alert)));
      }
    }
    return dropped;
  }

  /** An alert that came again before it was told is told as it is then: once. */
  private static boolean isKnown(Firing firing, Set<Firing> known) {
    return known.stream()
        .anyMatch(
            each ->
                each.fingerprint().equals(firing.fingerprint())
                    && !each.at().isBefore(firing.at()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void sinks_failInEveryWay_eachFiringIsThereOrToldAsDropped(long seed) {
    var random = new SplittableRandom(seed);
    var one = new Flaky("one", seed);
    var other = new Flaky("other", seed + 1_000);
    try (var monitor = monitor(Outbox.inMemory(random.nextInt(3, 30)), one, other)) {
      for (int i = 0; i < SAMPLES; i++) {
        trouble(random);
        run(monitor, 1);
      }
      one.well = true;
      other.well = true;
      run(monitor, 200);

      assertThat(fired()).hasSizeGreaterThan(20);
      assertThat(fired()).extracting(Firing::rule).containsOnly("load-high");
      for (Flaky sink : List.of(one, other)) {
        var known = new HashSet<>(sink.has);
        known.addAll(dropped(sink.name()));
        assertThat(fired()).as(sink.name()).allMatch(firing -> isKnown(firing, known));
      }
      long dropped =
          monitor.statistics().alerts().sinks().stream().mapToLong(s -> s.dropped()).sum();
      assertThat(dropped)
          .isEqualTo(
              events.stream().filter(HealthEvent.NotificationDropped.class::isInstance).count());
    }
  }

  @Test
  void sink_isAwayForAMinute_nothingIsLostAndNothingIsToldTwice() {
    var sink = new Told();
    try (var monitor = monitor(Outbox.inMemory(100), sink)) {
      run(monitor, 2);
      for (int i = 0; i < 5; i++) {
        sink.answers.add(Delivery.failed("connection refused"));
      }
      for (int i = 0; i < 6; i++) {
        loads[i] = 0.9;
        run(monitor, 2);
      }
      run(monitor, 40);

      assertThat(sink.told())
          .containsExactlyInAnyOrder(
              "load-high t0 FIRING",
              "load-high t1 FIRING",
              "load-high t2 FIRING",
              "load-high t3 FIRING",
              "load-high t4 FIRING",
              "load-high t5 FIRING");
    }
  }
}

package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.alert.Alert;
import io.health4j.alert.Alert.State;
import io.health4j.alert.AlertRoute;
import io.health4j.alert.AlertRule;
import io.health4j.alert.AlertSink.Delivery;
import io.health4j.alert.Notification.Reason;
import io.health4j.alert.Outbox;
import io.health4j.alert.Severity;
import io.health4j.alert.Silence;
import io.health4j.check.Status;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A monitor with a rule and a route, sample by sample. */
final class AlertingTest {

  @Test
  void alert_valueIsBeyondTheLimit_firesIsToldAndResolved() {
    try (var bed = new AlertBed()) {
      bed.load(0.5);
      bed.load(0.9);
      assertThat(bed.sink.told()).containsExactly("load-high t FIRING");
      assertThat(bed.monitor().alerts()).extracting(Alert::state).containsExactly(State.FIRING);
      assertThat(bed.statistics().active()).isEqualTo(Map.of(Severity.CRITICAL, 1L));

      bed.load(0.5);
      bed.bed.sample(10);
      assertThat(bed.sink.told()).containsExactly("load-high t FIRING", "load-high t RESOLVED");
      assertThat(bed.monitor().alerts()).isEmpty();
      assertThat(bed.statistics().fired()).isEqualTo(1);
      assertThat(bed.statistics().ended()).isEqualTo(1);
      assertThat(bed.statistics().sinks().get(0).delivered()).isEqualTo(2);
    }
  }

  @Test
  void alert_changes_areEventsInOrder() {
    try (var bed = new AlertBed()) {
      bed.load(0.5);
      bed.load(0.9);
      bed.load(0.5);
      bed.bed.sample(10);

      assertThat(bed.bed.events(HealthEvent.AlertChanged.class))
          .extracting(event -> event.alert().state())
          .containsExactly(State.FIRING, State.RECOVERING, State.RESOLVED);
      var kinds = bed.bed.events.stream().map(event -> event.getClass().getSimpleName()).toList();
      assertThat(kinds)
          .containsSubsequence("AlertChanged", "NotificationDelivered", "AlertChanged");
    }
  }

  @Test
  void alert_dataAreMissing_isNotResolved() {
    try (var bed = new AlertBed()) {
      bed.load(0.9);
      bed.unknown();
      bed.unknown();

      assertThat(bed.monitor().alerts()).extracting(Alert::state).containsExactly(State.NO_DATA);
      assertThat(bed.sink.told()).containsExactly("load-high t FIRING");
    }
  }

  @Test
  void alert_targetIsUnwatched_isWithdrawnAndTold() {
    try (var bed = new AlertBed()) {
      bed.load(0.9);
      bed.monitor().unwatch("t");
      bed.bed.ticker.advance(Duration.ofMinutes(1));
      bed.monitor().poll();

      assertThat(bed.sink.told()).containsExactly("load-high t FIRING", "load-high t WITHDRAWN");
      assertThat(bed.monitor().alerts()).isEmpty();
    }
  }

  @Test
  void silence_alertMatches_isNotToldUntilItEnds() {
    try (var bed = new AlertBed()) {
      var silence = Silence.of(Duration.ofHours(1), "maintenance", "target", "t");
      var ends = bed.monitor().silence(silence);
      bed.load(0.9);
      bed.bed.sample(3);
      assertThat(bed.sink.told()).isEmpty();
      assertThat(bed.monitor().alerts().get(0).mutedBy()).contains("maintenance");

      ends.close();
      bed.bed.sample(1);
      assertThat(bed.sink.told()).containsExactly("load-high t FIRING");
    }
  }

  @Test
  void acknowledge_activeAlert_isToldAndShown() {
    try (var bed = new AlertBed()) {
      assertThat(bed.monitor().acknowledge("none", "ann")).isFalse();
      bed.load(0.9);
      Alert alert = bed.monitor().alerts().get(0);

      assertThat(bed.monitor().acknowledge(alert.fingerprint(), "ann")).isTrue();
      bed.bed.sample(10);

      assertThat(bed.sink.notifications())
          .extracting(each -> each.reason())
          .containsExactly(Reason.FIRED, Reason.ACKNOWLEDGED);
      assertThat(bed.monitor().alerts().get(0).acknowledgedBy()).isEqualTo("ann");
    }
  }

  @Test
  void escalation_nobodyAcknowledges_theNextIsTold() {
    var pager = new Told("pager");
    var chat = new Told("chat");
    AlertRoute route = AlertRoute.to(chat).escalateTo(AlertRoute.to(pager));
    try (var bed = new AlertBed(AlertBed.rule(Severity.CRITICAL), b -> b.route(route))) {
      bed.load(0.9);
      bed.bed.sample(59);
      assertThat(pager.told()).isEmpty();

      bed.bed.sample(2);
      assertThat(pager.notifications())
          .extracting(each -> each.reason())
          .containsExactly(Reason.ESCALATED);
    }
  }

  @Test
  void rule_neverFed_isDormantAndToldOnce() {
    AlertRule misspelt = AlertRule.reading("typo", "test.laod").above(1).build();
    try (var bed = new AlertBed(misspelt, builder -> {})) {
      for (int i = 0; i < 200; i++) {
        bed.load(0.9);
      }

      assertThat(bed.statistics().dormantRules()).containsExactly("typo");
      assertThat(bed.bed.events(HealthEvent.RuleDormant.class))
          .extracting(HealthEvent.RuleDormant::rule)
          .containsExactly("typo");
      assertThat(bed.sink.told()).isEmpty();
    }
  }

  @Test
  void rule_onTheMonitorItself_seesWhatItCounts() {
    AlertRule failures =
        AlertRule.reading("callbacks", "health.monitor.callback.failures").above(0.5).build();
    try (var bed =
        new AlertBed(
            failures,
            builder ->
                builder.listener(
                    event -> {
                      throw new IllegalStateException("a listener of the host");
                    }))) {
      bed.load(0.1);
      bed.bed.sample(2);

      assertThat(bed.sink.told()).containsExactly("callbacks health4j FIRING");
      assertThat(bed.monitor().report().targets()).as("it stands in no report").hasSize(1);
    }
  }

  @Test
  void monitorItself_isSeenByRules_countsInNoShare() {
    AlertRule most = AlertRule.share("most-down", Status.CRITICAL).above(0.7, 0.6).build();
    try (var bed =
        new AlertBed(
            most,
            builder -> {
              for (String target : List.of("a", "b")) {
                builder.watch(
                    target,
                    t -> t.interval(Bed.INTERVAL).check("c", Bed.answering(Status.CRITICAL)));
              }
            })) {
      bed.load(0.1);
      bed.bed.sample(Status.CRITICAL, 5);

      assertThat(bed.monitor().alerts()).extracting(Alert::rule).contains("most-down");
      Alert share =
          bed.monitor().alerts().stream().filter(a -> a.rule().equals("most-down")).findAny().get();
      assertThat(share.value()).hasValue(1);
    }
  }

  @Test
  void sink_isAway_nothingIsLostAndNothingDoubled() {
    try (var bed = new AlertBed()) {
      for (int i = 0; i < 12; i++) {
        bed.sink.answers.add(Delivery.failed("503"));
      }
      bed.load(0.9);
      bed.bed.sample(100);

      assertThat(bed.sink.told()).containsExactly("load-high t FIRING");
      assertThat(bed.statistics().sinks().get(0).failed()).isEqualTo(12);
      assertThat(bed.statistics().sinks().get(0).waiting()).isZero();
    }
  }

  @Test
  void sink_isAwayWhileAlertComesAndGoes_isToldThatItCameAndWent() {
    try (var bed = new AlertBed()) {
      bed.sink.answers.add(Delivery.retryAfter(Duration.ofMinutes(10), "429"));
      bed.load(0.9);
      bed.load(0.1);
      bed.bed.sample(130);

      assertThat(bed.sink.told()).containsExactly("load-high t RESOLVED");
      assertThat(bed.sink.calls).isEqualTo(2);
    }
  }

  @Test
  void sink_rejects_isDroppedCountedAndTold() {
    try (var bed = new AlertBed()) {
      bed.sink.answers.add(Delivery.rejected("no such channel"));
      bed.load(0.9);
      bed.bed.sample(3);

      assertThat(bed.statistics().sinks().get(0).dropped()).isEqualTo(1);
      var dropped = bed.bed.events(HealthEvent.NotificationDropped.class);
      assertThat(dropped).hasSize(1);
      assertThat(dropped.get(0).reason()).isEqualTo("rejected: no such channel");
    }
  }

  @Test
  void outbox_isFull_theLeastUrgentIsDroppedCountedAndTold() {
    var first = new Told("first");
    var second = new Told("second");
    try (var bed =
        new AlertBed(
            AlertBed.rule(Severity.WARNING),
            builder ->
                builder
                    .outbox(Outbox.inMemory(2))
                    .route(AlertRoute.to(first))
                    .route(AlertRoute.to(second)))) {
      List.of(bed.sink, first, second)
          .forEach(each -> each.answers.add(Delivery.retryAfter(Duration.ofHours(1), "429")));
      bed.load(0.9);
      bed.bed.sample(10);

      long dropped = bed.statistics().sinks().stream().mapToLong(each -> each.dropped()).sum();
      assertThat(dropped).isEqualTo(1);
      assertThat(bed.bed.events(HealthEvent.NotificationDropped.class))
          .extracting(HealthEvent.NotificationDropped::reason)
          .containsExactly("the outbox is full");
    }
  }

  @Test
  void outbox_throws_whatItCannotKeepIsToldAsDroppedAndTheHostGetsNoException() {
    Outbox broken =
        (Outbox)
            Proxy.newProxyInstance(
                Outbox.class.getClassLoader(),
                new Class<?>[] {Outbox.class},
                (proxy, method, args) -> {
                  throw new IllegalStateException("the database is away");
                });
    try (var bed = new AlertBed(AlertBed.rule(Severity.CRITICAL), b -> b.outbox(broken))) {
      bed.load(0.9);
      bed.bed.sample(3);

      assertThat(bed.bed.events(HealthEvent.NotificationDropped.class)).hasSize(1);
      assertThat(bed.statistics().sinks().get(0).dropped()).isEqualTo(1);
    }
  }

  @Test
  void close_notificationsWait_areDeliveredOrToldAsDropped() throws Exception {
    AlertBed bed =
        InTime.closed(
            () -> {
              var waits = new AlertBed(AlertBed.rule(Severity.WARNING), builder -> {});
              waits.load(0.9);
              return waits;
            });
    assertThat(bed.sink.told()).as("it waited for its group").contains("load-high t FIRING");
    assertThat(bed.sink.closed).isTrue();

    AlertBed away =
        InTime.closed(
            () -> {
              var fails = new AlertBed();
              fails.sink.answers.add(Delivery.retryAfter(Duration.ofHours(1), "429"));
              fails.load(0.9);
              return fails;
            });
    assertThat(away.bed.events(HealthEvent.NotificationDropped.class))
        .extracting(HealthEvent.NotificationDropped::reason)
        .containsExactly("the monitor was closed");
  }

  @Test
  void build_sameRuleTwice_refused() {
    var rules = List.of(AlertBed.rule(Severity.INFO), AlertBed.rule(Severity.INFO));
    var builder = HealthMonitor.builder().alerts(rules);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rule 'load-high' is given twice");
  }

  @Test
  void watch_nameOfTheMonitorItself_refused() {
    var builder =
        HealthMonitor.builder().watch("health4j", t -> t.check("c", Bed.answering(Status.HEALTHY)));

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target 'health4j' is the monitor's own");
  }

  @Test
  void dependsOn_unknownCheck_refused() {
    var builder = HealthMonitor.builder();

    assertThatThrownBy(
            () ->
                builder.watch(
                    "t", t -> t.check("a", Bed.answering(Status.HEALTHY), c -> c.dependsOn("b"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("check 'a' of target 't' must depend on other checks of its target, was 'b'");
  }
}

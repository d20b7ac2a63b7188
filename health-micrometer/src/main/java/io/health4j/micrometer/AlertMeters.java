package io.health4j.micrometer;

import io.health4j.BreakerState;
import io.health4j.MonitorStatistics;
import io.health4j.MonitorStatistics.AlertStatistics;
import io.health4j.MonitorStatistics.SinkStatistics;
import io.health4j.alert.Severity;
import io.health4j.recovery.RecoveryEngine;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What is shown of alerts, of their delivery, and of recoveries. */
final class AlertMeters {

  private final Shelf shelf;
  private final Snapshots snapshots;

  private AlertMeters(Shelf shelf, Snapshots snapshots) {
    this.shelf = shelf;
    this.snapshots = snapshots;
  }

  static void show(Shelf shelf, Snapshots snapshots) {
    var meters = new AlertMeters(shelf, snapshots);
    meters.showAlerts();
    snapshots.now().statistics().alerts().sinks().forEach(sink -> meters.showSink(sink.sink()));
    for (RecoveryEngine.Outcome outcome : RecoveryEngine.Outcome.values()) {
      meters.add(
          Meters.RECOVERIES,
          statistics -> statistics.recoveries().getOrDefault(outcome, 0L),
          "outcome",
          text(outcome));
    }
  }

  private void showAlerts() {
    for (Severity severity : Severity.values()) {
      ofAlerts(
          Meters.ALERTS,
          alerts -> alerts.active().getOrDefault(severity, 0L),
          "severity",
          text(severity));
    }
    ofAlerts(Meters.ALERTS_PENDING, AlertStatistics::pending);
    ofAlerts(Meters.ALERTS_FIRED, AlertStatistics::fired);
    ofAlerts(Meters.ALERTS_ENDED, AlertStatistics::ended);
    ofAlerts(Meters.ALERTS_UNTOLD, AlertStatistics::untold);
    ofAlerts(Meters.RULES_DORMANT, alerts -> alerts.dormantRules().size());
    ofAlerts(Meters.MASS_FAILURE, alerts -> alerts.massFailure() ? 1 : 0);
  }

  private void showSink(String sink) {
    ofSink(sink, Meters.DELIVERED, SinkStatistics::delivered);
    ofSink(sink, Meters.DELIVERY_FAILURES, SinkStatistics::failed);
    ofSink(sink, Meters.NOTIFICATIONS_DROPPED, SinkStatistics::dropped);
    ofSink(sink, Meters.NOTIFICATIONS_FOLDED, SinkStatistics::folded);
    ofSink(sink, Meters.NOTIFICATIONS_WAITING, SinkStatistics::waiting);
    ofSink(sink, Meters.DELIVERY_LATENCY, each -> each.latency().toNanos() / 1e9);
    ofSink(sink, Meters.DELIVERY_LONGEST, each -> each.longest().toNanos() / 1e9);
    for (BreakerState state : BreakerState.values()) {
      ofSink(
          sink, Meters.SINK_BREAKER, each -> each.breaker() == state ? 1 : 0, "state", text(state));
    }
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private void ofAlerts(MeterSpec spec, ToDoubleFunction<AlertStatistics> value, String... tags) {
    add(spec, statistics -> value.applyAsDouble(statistics.alerts()), tags);
  }

  private void ofSink(
      String sink, MeterSpec spec, ToDoubleFunction<SinkStatistics> value, String... tag) {
    var tags = new String[tag.length + 2];
    tags[0] = "sink";
    tags[1] = sink;
    System.arraycopy(tag, 0, tags, 2, tag.length);
    add(
        spec,
        statistics ->
            statistics.alerts().sinks().stream()
                .filter(each -> each.sink().equals(sink))
                .mapToDouble(value)
                .findFirst()
                .orElse(Double.NaN),
        tags);
  }

  private void add(MeterSpec spec, ToDoubleFunction<MonitorStatistics> value, String... tags) {
    shelf.addOwn(
        new Series(
            spec,
            shelf.tags(tags),
            snapshots,
            snapshot -> value.applyAsDouble(snapshot.statistics())));
  }
}

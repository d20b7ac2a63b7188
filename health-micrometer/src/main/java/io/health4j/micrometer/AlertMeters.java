package io.health4j.micrometer;

import io.health4j.BreakerState;
import io.health4j.MetricsBinder.Standard;
import io.health4j.MonitorStatistics;
import io.health4j.MonitorStatistics.AlertStatistics;
import io.health4j.MonitorStatistics.SinkStatistics;
import io.health4j.alert.Severity;
import io.health4j.check.Metric;
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
          Standard.RECOVERIES,
          statistics -> statistics.recoveries().getOrDefault(outcome, 0L),
          "outcome",
          text(outcome));
    }
  }

  private void showAlerts() {
    for (Severity severity : Severity.values()) {
      ofAlerts(
          Standard.ALERTS,
          alerts -> alerts.active().getOrDefault(severity, 0L),
          "severity",
          text(severity));
    }
    ofAlerts(Standard.ALERTS_PENDING, AlertStatistics::pending);
    ofAlerts(Standard.ALERTS_FIRED, AlertStatistics::fired);
    ofAlerts(Standard.ALERTS_ENDED, AlertStatistics::ended);
    ofAlerts(Standard.ALERTS_UNTOLD, AlertStatistics::untold);
    ofAlerts(Standard.RULES_DORMANT, alerts -> alerts.dormantRules().size());
    ofAlerts(Standard.MASS_FAILURE, alerts -> alerts.massFailure() ? 1 : 0);
  }

  private void showSink(String sink) {
    ofSink(sink, Standard.DELIVERED, SinkStatistics::delivered);
    ofSink(sink, Standard.DELIVERY_FAILURES, SinkStatistics::failed);
    ofSink(sink, Standard.NOTIFICATIONS_DROPPED, SinkStatistics::dropped);
    ofSink(sink, Standard.NOTIFICATIONS_FOLDED, SinkStatistics::folded);
    ofSink(sink, Standard.NOTIFICATIONS_WAITING, SinkStatistics::waiting);
    ofSink(sink, Standard.DELIVERY_LATENCY, each -> each.latency().toNanos() / 1e9);
    ofSink(sink, Standard.DELIVERY_LONGEST, each -> each.longest().toNanos() / 1e9);
    for (BreakerState state : BreakerState.values()) {
      ofSink(
          sink,
          Standard.SINK_BREAKER,
          each -> each.breaker() == state ? 1 : 0,
          "state",
          text(state));
    }
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private void ofAlerts(Metric metric, ToDoubleFunction<AlertStatistics> value, String... tags) {
    add(metric, statistics -> value.applyAsDouble(statistics.alerts()), tags);
  }

  private void ofSink(
      String sink, Metric metric, ToDoubleFunction<SinkStatistics> value, String... tag) {
    var tags = new String[tag.length + 2];
    tags[0] = "sink";
    tags[1] = sink;
    System.arraycopy(tag, 0, tags, 2, tag.length);
    add(
        metric,
        statistics ->
            statistics.alerts().sinks().stream()
                .filter(each -> each.sink().equals(sink))
                .mapToDouble(value)
                .findFirst()
                .orElse(Double.NaN),
        tags);
  }

  private void add(Metric metric, ToDoubleFunction<MonitorStatistics> value, String... tags) {
    shelf.addOwn(
        new Series(
            MeterSpec.standard(metric),
            shelf.tags(tags),
            snapshots,
            snapshot -> value.applyAsDouble(snapshot.statistics())));
  }
}

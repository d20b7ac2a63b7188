package io.health4j.prometheus;

import io.health4j.MetricsBinder.Standard;
import io.health4j.MonitorStatistics;
import io.health4j.MonitorStatistics.AlertStatistics;
import io.health4j.MonitorStatistics.SinkStatistics;
import io.health4j.alert.Severity;
import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.recovery.RecoveryEngine.Outcome;

/** What is shown of the monitor itself: of its cost, of alerts, their delivery, and recoveries. */
final class MonitorSeries {

  private static final Choices<Severity> SEVERITY = new Choices<>("severity", Severity.values());
  private static final Choices<Outcome> OUTCOME = new Choices<>("outcome", Outcome.values());
  private static final Long ZERO = 0L;

  private final Families families;
  private final Group group;

  MonitorSeries(Families families, Attributes common) {
    this.families = families;
    this.group = new Group(Shape.ofMonitor(families, common));
  }

  void show(MonitorStatistics statistics) {
    group.begin();
    showMonitor(statistics);
    showAlerts(statistics.alerts());
    statistics.alerts().sinks().forEach(this::showSink);
    for (Outcome outcome : Outcome.values()) {
      Long count = statistics.recoveries().getOrDefault(outcome, ZERO);
      group.show(Standard.RECOVERIES, "", OUTCOME.of(outcome), count.doubleValue());
    }
    group.end();
  }

  private void showMonitor(MonitorStatistics statistics) {
    show(Standard.SAMPLES, (double) statistics.samples());
    show(Standard.CPU, statistics.cpuTime().toNanos() / 1e9);
    show(Standard.LOST, statistics.lostTime().toNanos() / 1e9);
    show(Standard.STUCK, statistics.stuckThreads());
    show(Standard.STUCK_LIMIT, statistics.stuckThreadLimit());
    show(Standard.EVENTS_DROPPED, (double) statistics.droppedEvents());
    show(Standard.CALLBACK_FAILURES, (double) statistics.callbackFailures());
    show(Standard.HISTORY_SIZE, (double) statistics.historyBytes());
    show(Standard.HISTORY_DROPPED, (double) statistics.droppedHistory());
    show(Standard.SERIES, families.shown());
    show(Standard.SERIES_DROPPED, (double) families.dropped());
  }

  private void showAlerts(AlertStatistics alerts) {
    for (Severity severity : Severity.values()) {
      Long active = alerts.active().getOrDefault(severity, ZERO);
      group.show(Standard.ALERTS, "", SEVERITY.of(severity), active.doubleValue());
    }
    show(Standard.ALERTS_PENDING, alerts.pending());
    show(Standard.ALERTS_FIRED, (double) alerts.fired());
    show(Standard.ALERTS_ENDED, (double) alerts.ended());
    show(Standard.ALERTS_UNTOLD, (double) alerts.untold());
    show(Standard.RULES_DORMANT, alerts.dormantRules().size());
    show(Standard.MASS_FAILURE, alerts.massFailure() ? 1 : 0);
  }

  private void showSink(SinkStatistics sink) {
    String name = sink.sink();
    show(name, Standard.DELIVERED, (double) sink.delivered());
    show(name, Standard.DELIVERY_FAILURES, (double) sink.failed());
    show(name, Standard.NOTIFICATIONS_DROPPED, (double) sink.dropped());
    show(name, Standard.NOTIFICATIONS_FOLDED, (double) sink.folded());
    show(name, Standard.NOTIFICATIONS_WAITING, sink.waiting());
    show(name, Standard.DELIVERY_LATENCY, sink.latency().toNanos() / 1e9);
    show(name, Standard.DELIVERY_LONGEST, sink.longest().toNanos() / 1e9);
    Choices.BREAKER.show(group, Standard.SINK_BREAKER, name, sink.breaker());
  }

  private void show(Metric metric, double value) {
    show("", metric, value);
  }

  private void show(String sink, Metric metric, double value) {
    group.show(metric, sink, Attributes.none(), value);
  }
}

package io.health4j.micrometer;

import static io.health4j.micrometer.MeterSpec.counter;
import static io.health4j.micrometer.MeterSpec.gauge;

import io.micrometer.core.instrument.Meter;
import java.util.List;

/**
 * The meters that every monitor has, whatever its checks read. {@code docs/metrics.md} lists them.
 */
final class Meters {

  private static final String SECONDS = "seconds";

  static final MeterSpec SCORE =
      gauge("health.score", null, "Score of the target, 0 to 1; absent when too little is known.");
  static final MeterSpec STATUS =
      gauge("health.status", null, "Whether the target's settled status is the one in the tag.");
  static final MeterSpec AGE =
      gauge("health.sample.age", SECONDS, "Time since the target's last sample began.");
  static final MeterSpec INTERVAL =
      gauge("health.sample.interval", SECONDS, "Time to the next sample, as now scheduled.");

  static final MeterSpec CHECK_STATUS =
      gauge("health.check.status", null, "Whether the check's last status is the one in the tag.");
  static final MeterSpec CHECK_DURATION =
      new MeterSpec(
          "health.check.duration",
          Meter.Type.TIMER,
          null,
          "How long calls of the check took.",
          false);
  static final MeterSpec CHECK_LONGEST =
      gauge("health.check.duration.max", SECONDS, "The longest call of the check so far.");
  static final MeterSpec CHECK_FAILURES =
      counter("health.check.failures", null, "Calls of the check that threw or answered null.");
  static final MeterSpec CHECK_TIMEOUTS =
      counter("health.check.timeouts", null, "Calls of the check that were given up.");
  static final MeterSpec CHECK_BREAKER =
      gauge(
          "health.check.breaker", null, "Whether the check's breaker is in the state in the tag.");

  static final MeterSpec SAMPLES =
      counter("health.monitor.samples", null, "Samples of targets that were published.");
  static final MeterSpec CPU =
      counter("health.monitor.cpu", SECONDS, "CPU time of all the monitor's threads.");
  static final MeterSpec LOST =
      counter("health.monitor.time.lost", SECONDS, "Time in which this process did not run.");
  static final MeterSpec STUCK =
      gauge("health.monitor.threads.stuck", null, "Threads held by calls past their timeout.");
  static final MeterSpec STUCK_LIMIT =
      gauge("health.monitor.threads.stuck.limit", null, "How many stuck threads are replaced.");
  static final MeterSpec EVENTS_DROPPED =
      counter("health.monitor.events.dropped", null, "Events that found a listener's queue full.");
  static final MeterSpec CALLBACK_FAILURES =
      counter(
          "health.monitor.callback.failures", null, "Callbacks of the host that threw or hung.");
  static final MeterSpec HISTORY_SIZE =
      gauge("health.monitor.history.size", "bytes", "Memory that the history takes.");
  static final MeterSpec HISTORY_DROPPED =
      counter("health.monitor.history.dropped", null, "Values that found no room in the history.");
  static final MeterSpec SERIES =
      gauge("health.metrics.series", null, "Series of targets that are shown here.");
  static final MeterSpec SERIES_DROPPED =
      counter(
          "health.metrics.series.dropped",
          null,
          "Series that were not shown for want of room or a clash of names, once a sample.");

  static final MeterSpec ALERTS =
      gauge("health.alerts.active", null, "Alerts that fired and have not ended.");
  static final MeterSpec ALERTS_PENDING =
      gauge("health.alerts.pending", null, "Alerts that have not fired yet.");
  static final MeterSpec ALERTS_FIRED =
      counter("health.alerts.fired", null, "How often an alert fired.");
  static final MeterSpec ALERTS_ENDED =
      counter("health.alerts.ended", null, "How often an alert ended.");
  static final MeterSpec ALERTS_UNTOLD =
      counter("health.alerts.untold", null, "Alerts that a route never told for its rate limit.");
  static final MeterSpec RULES_DORMANT =
      gauge("health.alerts.rules.dormant", null, "Alert rules that nothing was found for.");
  static final MeterSpec MASS_FAILURE =
      gauge("health.alerts.mass.failure", null, "Whether half of the targets fail together.");
  static final MeterSpec DELIVERED =
      counter("health.notifications.delivered", null, "Notifications that the sink took.");
  static final MeterSpec DELIVERY_FAILURES =
      counter("health.notifications.failures", null, "Deliveries that failed and are retried.");
  static final MeterSpec NOTIFICATIONS_DROPPED =
      counter("health.notifications.dropped", null, "Notifications that the sink will never get.");
  static final MeterSpec NOTIFICATIONS_FOLDED =
      counter("health.notifications.folded", null, "Notifications that joined one that waited.");
  static final MeterSpec NOTIFICATIONS_WAITING =
      gauge("health.notifications.waiting", null, "Notifications that wait to be delivered.");
  static final MeterSpec DELIVERY_LATENCY =
      gauge("health.notifications.latency", SECONDS, "How long the last delivered one took.");
  static final MeterSpec DELIVERY_LONGEST =
      gauge("health.notifications.duration.max", SECONDS, "The longest call of the sink so far.");
  static final MeterSpec SINK_BREAKER =
      gauge(
          "health.notifications.breaker",
          null,
          "Whether the sink's breaker is in the state in the tag.");
  static final MeterSpec RECOVERIES =
      counter("health.recovery.attempts", null, "Attempts to recover, by what came of them.");

  static final List<MeterSpec> ALL =
      List.of(
          SCORE,
          STATUS,
          AGE,
          INTERVAL,
          CHECK_STATUS,
          CHECK_DURATION,
          CHECK_LONGEST,
          CHECK_FAILURES,
          CHECK_TIMEOUTS,
          CHECK_BREAKER,
          SAMPLES,
          CPU,
          LOST,
          STUCK,
          STUCK_LIMIT,
          EVENTS_DROPPED,
          CALLBACK_FAILURES,
          HISTORY_SIZE,
          HISTORY_DROPPED,
          SERIES,
          SERIES_DROPPED,
          ALERTS,
          ALERTS_PENDING,
          ALERTS_FIRED,
          ALERTS_ENDED,
          ALERTS_UNTOLD,
          RULES_DORMANT,
          MASS_FAILURE,
          DELIVERED,
          DELIVERY_FAILURES,
          NOTIFICATIONS_DROPPED,
          NOTIFICATIONS_FOLDED,
          NOTIFICATIONS_WAITING,
          DELIVERY_LATENCY,
          DELIVERY_LONGEST,
          SINK_BREAKER,
          RECOVERIES);

  private Meters() {}
}

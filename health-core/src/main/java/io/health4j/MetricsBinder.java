package io.health4j;

import io.health4j.check.Metric;
import java.util.List;

/**
 * Shows a {@link HealthSource} to a metrics system. A scrape must only read what was published.
 * Thread-safe.
 */
public interface MetricsBinder extends AutoCloseable {

  /**
   * Begins to show a source. Called once, when the monitor is built.
   *
   * @param source what to show
   */
  void bindTo(HealthSource source);

  /** Takes everything away that was shown. Called once, when the monitor closes. */
  @Override
  void close();

  /**
   * What every monitor has to show, whatever its checks read, so that each binder shows it under
   * the same names; {@code docs/metrics.md} says what each means, and its tags. Readings are shown
   * under their own.
   */
  final class Standard {

    /** {@code health.score}, one for each target. */
    public static final Metric SCORE =
        Metric.gauge(
            "health.score", "1", "Score of the target, 0 to 1; NaN when too little is known.");

    /** {@code health.status}, one for each target and status. */
    public static final Metric STATUS =
        Metric.gauge(
            "health.status", "1", "Whether the target's settled status is the one in the tag.");

    /** {@code health.sample.age}, one for each target. */
    public static final Metric AGE =
        Metric.gauge("health.sample.age", "s", "Time since the target's last sample began.");

    /** {@code health.sample.interval}, one for each target. */
    public static final Metric INTERVAL =
        Metric.gauge("health.sample.interval", "s", "Time to the next sample, as now scheduled.");

    /** {@code health.check.status}, one for each check and status. */
    public static final Metric CHECK_STATUS =
        Metric.gauge(
            "health.check.status", "1", "Whether the check's last status is the one in the tag.");

    /** {@code health.check.duration}, one for each check: shown as how many and their sum alone. */
    public static final Metric CHECK_DURATION =
        Metric.histogram("health.check.duration", "s", "How long calls of the check took.");

    /** {@code health.check.duration.max}, one for each check. */
    public static final Metric CHECK_LONGEST =
        Metric.gauge("health.check.duration.max", "s", "The longest call of the check so far.");

    /** {@code health.check.failures}, one for each check. */
    public static final Metric CHECK_FAILURES =
        Metric.counter(
            "health.check.failures", "{call}", "Calls of the check that threw or answered null.");

    /** {@code health.check.timeouts}, one for each check. */
    public static final Metric CHECK_TIMEOUTS =
        Metric.counter("health.check.timeouts", "{call}", "Calls of the check that were given up.");

    /** {@code health.check.breaker}, one for each check and state. */
    public static final Metric CHECK_BREAKER =
        Metric.gauge(
            "health.check.breaker", "1", "Whether the check's breaker is in the state in the tag.");

    /** {@code health.finding}, one for each finding. */
    public static final Metric FINDING =
        Metric.gauge(
            "health.finding",
            "1",
            "One thing that a check finds wrong, with the status in the tag.");

    /** {@code health.monitor.samples}, one for the monitor. */
    public static final Metric SAMPLES =
        Metric.counter(
            "health.monitor.samples", "{sample}", "Samples of targets that were published.");

    /** {@code health.monitor.cpu}, one for the monitor. */
    public static final Metric CPU =
        Metric.counter("health.monitor.cpu", "s", "CPU time of all the monitor's threads.");

    /** {@code health.monitor.time.lost}, one for the monitor. */
    public static final Metric LOST =
        Metric.counter("health.monitor.time.lost", "s", "Time in which this process did not run.");

    /** {@code health.monitor.threads.stuck}, one for the monitor. */
    public static final Metric STUCK =
        Metric.gauge(
            "health.monitor.threads.stuck",
            "{thread}",
            "Threads held by calls past their timeout.");

    /** {@code health.monitor.threads.stuck.limit}, one for the monitor. */
    public static final Metric STUCK_LIMIT =
        Metric.gauge(
            "health.monitor.threads.stuck.limit",
            "{thread}",
            "How many stuck threads are replaced.");

    /** {@code health.monitor.events.dropped}, one for the monitor. */
    public static final Metric EVENTS_DROPPED =
        Metric.counter(
            "health.monitor.events.dropped",
            "{event}",
            "Events that found a listener's queue full.");

    /** {@code health.monitor.callback.failures}, one for the monitor. */
    public static final Metric CALLBACK_FAILURES =
        Metric.counter(
            "health.monitor.callback.failures",
            "{failure}",
            "Callbacks of the host that threw or hung.");

    /** {@code health.monitor.history.size}, one for the monitor. */
    public static final Metric HISTORY_SIZE =
        Metric.gauge("health.monitor.history.size", "By", "Memory that the history takes.");

    /** {@code health.monitor.history.dropped}, one for the monitor. */
    public static final Metric HISTORY_DROPPED =
        Metric.counter(
            "health.monitor.history.dropped",
            "{value}",
            "Values that found no room in the history.");

    /** {@code health.metrics.series}, one for the monitor. */
    public static final Metric SERIES =
        Metric.gauge("health.metrics.series", "{series}", "Series of targets that are shown here.");

    /** {@code health.metrics.series.dropped}, one for the monitor. */
    public static final Metric SERIES_DROPPED =
        Metric.counter(
            "health.metrics.series.dropped",
            "{series}",
            "Series that were not shown for want of room or a clash of names, once a sample.");

    /** {@code health.alerts.active}, one for each severity. */
    public static final Metric ALERTS =
        Metric.gauge("health.alerts.active", "{alert}", "Alerts that fired and have not ended.");

    /** {@code health.alerts.pending}, one for the monitor. */
    public static final Metric ALERTS_PENDING =
        Metric.gauge("health.alerts.pending", "{alert}", "Alerts that have not fired yet.");

    /** {@code health.alerts.fired}, one for the monitor. */
    public static final Metric ALERTS_FIRED =
        Metric.counter("health.alerts.fired", "{alert}", "How often an alert fired.");

    /** {@code health.alerts.ended}, one for the monitor. */
    public static final Metric ALERTS_ENDED =
        Metric.counter("health.alerts.ended", "{alert}", "How often an alert ended.");

    /** {@code health.alerts.untold}, one for the monitor. */
    public static final Metric ALERTS_UNTOLD =
        Metric.counter(
            "health.alerts.untold",
            "{alert}",
            "Alerts that a route never told for its rate limit.");

    /** {@code health.alerts.rules.dormant}, one for the monitor. */
    public static final Metric RULES_DORMANT =
        Metric.gauge(
            "health.alerts.rules.dormant", "{rule}", "Alert rules that nothing was found for.");

    /** {@code health.alerts.mass.failure}, one for the monitor. */
    public static final Metric MASS_FAILURE =
        Metric.gauge(
            "health.alerts.mass.failure", "1", "Whether half of the targets fail together.");

    /** {@code health.notifications.delivered}, one for each sink. */
    public static final Metric DELIVERED =
        Metric.counter(
            "health.notifications.delivered",
            "{notification}",
            "Notifications that the sink took.");

    /** {@code health.notifications.failures}, one for each sink. */
    public static final Metric DELIVERY_FAILURES =
        Metric.counter(
            "health.notifications.failures",
            "{delivery}",
            "Deliveries that failed and are retried.");

    /** {@code health.notifications.dropped}, one for each sink. */
    public static final Metric NOTIFICATIONS_DROPPED =
        Metric.counter(
            "health.notifications.dropped",
            "{notification}",
            "Notifications that the sink will never get.");

    /** {@code health.notifications.folded}, one for each sink. */
    public static final Metric NOTIFICATIONS_FOLDED =
        Metric.counter(
            "health.notifications.folded",
            "{notification}",
            "Notifications that joined one that waited.");

    /** {@code health.notifications.waiting}, one for each sink. */
    public static final Metric NOTIFICATIONS_WAITING =
        Metric.gauge(
            "health.notifications.waiting",
            "{notification}",
            "Notifications that wait to be delivered.");

    /** {@code health.notifications.latency}, one for each sink. */
    public static final Metric DELIVERY_LATENCY =
        Metric.gauge("health.notifications.latency", "s", "How long the last delivered one took.");

    /** {@code health.notifications.duration.max}, one for each sink. */
    public static final Metric DELIVERY_LONGEST =
        Metric.gauge(
            "health.notifications.duration.max", "s", "The longest call of the sink so far.");

    /** {@code health.notifications.breaker}, one for each sink and state. */
    public static final Metric SINK_BREAKER =
        Metric.gauge(
            "health.notifications.breaker",
            "1",
            "Whether the sink's breaker is in the state in the tag.");

    /** {@code health.recovery.attempts}, one for each outcome. */
    public static final Metric RECOVERIES =
        Metric.counter(
            "health.recovery.attempts", "{attempt}", "Attempts to recover, by what came of them.");

    /** All of them. */
    public static final List<Metric> ALL =
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
            FINDING,
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

    private Standard() {}
  }
}

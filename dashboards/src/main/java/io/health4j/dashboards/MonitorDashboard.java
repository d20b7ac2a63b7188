package io.health4j.dashboards;

import static io.health4j.dashboards.Panel.chart;
import static io.health4j.dashboards.Panel.stat;
import static io.health4j.dashboards.Panel.table;
import static io.health4j.dashboards.Words.increase;
import static io.health4j.dashboards.Words.rate;

import io.health4j.dashboards.Dashboard.Row;
import io.health4j.report.History;
import java.util.List;

/** What the monitor costs, and whether it can be believed. */
final class MonitorDashboard {

  private static final String PROCESS = "{{instance}}";
  private static final String SINK = "{{instance}} {{sink}}";

  private MonitorDashboard() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "health4j-monitor",
        "Health4j / The monitor itself",
        "What it costs, what hangs, what waits, and what was left out.",
        "monitor",
        "now-1h",
        List.of(now(), cost(), calls(), deliveries(), losses()));
  }

  private static Row now() {
    return Row.of(
        "Now",
        stat("Scraped", "bool_yes_no", "Whether the last scrape came through.", Empty.PROMETHEUS)
            .query("min(@up)", "")
            .steps(Steps.rising(Steps.RED).at(1, Steps.GREEN)),
        stat("CPU", "none", "Cores that all threads of monitors take.", Empty.MONITOR)
            .query("sum(" + rate("@health.monitor.cpu") + ")", ""),
        stat("Samples", "cps", "Samples of targets in a second.", Empty.MONITOR)
            .query("sum(" + rate("@health.monitor.samples") + ")", ""),
        stat("Stuck threads", "short", "Threads held by calls past their timeout.", Empty.MONITOR)
            .query("sum(@health.monitor.threads.stuck)", "")
            .steps(Steps.reading("health.monitor.threads.stuck")),
        stat("Waiting", "short", "Notifications that wait to be delivered.", Empty.SINKS)
            .query("sum(@health.notifications.waiting)", ""),
        stat("Dormant rules", "short", "Alert rules that nothing was found for.", Empty.MONITOR)
            .query("sum(@health.alerts.rules.dormant)", ""));
  }

  private static Row cost() {
    return Row.of(
        "Cost",
        chart("CPU", "none", "Cores that the monitor's threads take.", Empty.MONITOR)
            .query(rate("@health.monitor.cpu"), PROCESS)
            .fromZero(),
        chart("Samples", "cps", "Samples of targets in a second.", Empty.MONITOR)
            .query(rate("@health.monitor.samples"), PROCESS)
            .fromZero(),
        chart("CPU for a sample", "s", "CPU time of the monitor for each sample.", Empty.MONITOR)
            .query(rate("@health.monitor.cpu") + " / " + rate("@health.monitor.samples"), PROCESS)
            .fromZero(),
        chart("Scrapes", "s", "How long Prometheus waits for a scrape.", Empty.PROMETHEUS)
            .query("@scrape_duration_seconds", PROCESS)
            .fromZero(),
        chart("History", "bytes", "Memory of the history; its default limit is red.", Empty.MONITOR)
            .query("@health.monitor.history.size", PROCESS)
            .steps(Steps.none().at(History.DEFAULT_BYTES, Steps.RED))
            .fromZero(),
        chart(
                "Series",
                "short",
                "Series of targets that are shown, and samples in a scrape.",
                Empty.MONITOR)
            .query("@health.metrics.series", PROCESS + " of targets")
            .query("@scrape_samples_scraped", PROCESS + " in a scrape")
            .fromZero());
  }

  private static Row calls() {
    return Row.of(
        "Calls",
        chart("Timeouts", "short", "Calls given up since the point before.", Empty.TARGETS)
            .query(increase("@health.check.timeouts"), "{{target}} {{check}}"),
        chart("Failures", "short", "Calls that threw since the point before.", Empty.TARGETS)
            .query(increase("@health.check.failures"), "{{target}} {{check}}"),
        chart("Stuck threads", "short", "With more than the limit calls wait.", Empty.MONITOR)
            .query("@health.monitor.threads.stuck", PROCESS)
            .query("@health.monitor.threads.stuck.limit", PROCESS + " limit")
            .limits(".* limit"),
        table(
                "Breakers",
                "Checks by their breaker: while it is open the check is not called.",
                Empty.TARGETS)
            .size(16, 7)
            .query(breaker("max by (job, instance, target, check) ", "check"), "")
            .column(Column.label("target", "Target"))
            .column(Column.label("check", "Check"))
            .column(breakerColumn())
            .column(Column.label("instance", "Instance"))
            .hide("job")
            .sort("Breaker", true),
        chart(
                "Time lost",
                "s",
                "Time in which the process did not run (a collection, a frozen machine), since the"
                    + " point before.",
                Empty.MONITOR)
            .query(increase("@health.monitor.time.lost"), PROCESS));
  }

  /** 2 for open, 1 for half open, 0 for closed. */
  private static String breaker(String aggregation, String of) {
    String metric = of.equals("sink") ? "@health.notifications.breaker" : "@health.check.breaker";
    return aggregation
        + "(2 * "
        + metric
        + "{state=\"open\"} or 1 * "
        + metric
        + "{state=\"half_open\"} or 0 * "
        + metric
        + "{state=\"closed\"})";
  }

  private static Column breakerColumn() {
    return Column.value("Value", "Breaker", "short")
        .words(
            List.of(
                new Mapping.Value("0", "closed", Steps.GREEN),
                new Mapping.Value("1", "half open", Steps.ORANGE),
                new Mapping.Value("2", "open", Steps.RED)));
  }

  private static Row deliveries() {
    return Row.of(
        "Alerts and deliveries",
        chart("Waiting", "short", "Notifications that wait to be delivered.", Empty.SINKS)
            .query("@health.notifications.waiting", SINK)
            .fromZero(),
        chart("Delivered", "short", "Notifications since the point before.", Empty.SINKS)
            .query(increase("@health.notifications.delivered"), SINK)
            .query(increase("@health.notifications.folded"), SINK + " folded"),
        chart(
                "Not delivered",
                "short",
                "Deliveries that failed and are tried again, and notifications that were dropped,"
                    + " since the point before.",
                Empty.SINKS)
            .query(increase("@health.notifications.failures"), SINK + " failed")
            .query(increase("@health.notifications.dropped"), SINK + " dropped"),
        chart("Latency", "s", "From making the last delivered one to its delivery.", Empty.SINKS)
            .query("@health.notifications.latency", SINK),
        chart("Longest call", "s", "The longest call of each sink so far.", Empty.SINKS)
            .query("@health.notifications.duration.max", SINK),
        table("Breakers of sinks", "While it is open the sink is not called.", Empty.SINKS)
            .size(8, 7)
            .query(breaker("max by (job, instance, sink) ", "sink"), "")
            .column(Column.label("sink", "Sink"))
            .column(breakerColumn())
            .column(Column.label("instance", "Instance"))
            .hide("job")
            .sort("Breaker", true),
        chart("Alerts", "short", "Alerts that fired, and that have not yet.", Empty.MONITOR)
            .query("@health.alerts.active", PROCESS + " {{severity}}")
            .query("@health.alerts.pending", PROCESS + " pending"),
        chart(
                "Untold",
                "short",
                "Alerts that a route never told, for its rate limit.",
                Empty.MONITOR)
            .query("@health.alerts.untold", PROCESS),
        chart("Recoveries", "short", "Attempts since the point before.", Empty.RECOVERY)
            .query(increase("@health.recovery.attempts"), PROCESS + " {{outcome}}"));
  }

  private static Row losses() {
    return Row.of(
        "Left out, since the point before",
        loss(
            "Events",
            "Events that found a listener's queue full.",
            "health.monitor.events.dropped"),
        loss("Callbacks", "Callbacks that threw or hung.", "health.monitor.callback.failures"),
        loss("History", "Values without room in it.", "health.monitor.history.dropped"),
        loss("Series", "Series left out, once a sample.", "health.metrics.series.dropped"));
  }

  private static Panel loss(String title, String description, String metric) {
    return chart(title, "short", description, Empty.MONITOR)
        .size(6, 7)
        .query(increase("@" + metric), PROCESS)
        .fromZero();
  }
}

package io.health4j.dashboards;

import static io.health4j.dashboards.Panel.bars;
import static io.health4j.dashboards.Panel.chart;
import static io.health4j.dashboards.Panel.stat;
import static io.health4j.dashboards.Panel.states;
import static io.health4j.dashboards.Panel.table;
import static io.health4j.dashboards.Words.BY_TARGET;
import static io.health4j.dashboards.Words.increase;
import static io.health4j.dashboards.Words.rate;

import io.health4j.dashboards.Dashboard.Row;
import io.health4j.report.TargetHealth;
import java.util.List;

/** All targets: which fare worst, since when, and whether anybody looks. */
final class FleetOverview {

  private static final String BY_CHECK = "sum by (job, instance, target, check) (";

  /** A sample that is older reads UNKNOWN. */
  private static final Steps FRESH = Steps.none().at(TargetHealth.STALE_INTERVALS, Steps.RED);

  private FleetOverview() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "health4j-fleet",
        "Health4j / Fleet overview",
        "All targets by state, the worst first; how their scores went, how long checks take, and"
            + " how fresh it all is.",
        "fleet",
        "now-1h",
        List.of(now(), targets(), time(), checks(), freshness(), alerts()));
  }

  private static Row now() {
    return Row.of(
        "Now",
        count("healthy", Steps.GREEN),
        count("warning", Steps.ORANGE),
        count("critical", Steps.RED),
        count("unknown", Words.UNKNOWN),
        stat(
                "Not scraped",
                "short",
                "Hosts that Prometheus gets nothing from: their targets are not shown here.",
                Empty.PROMETHEUS)
            .query("sum(@up == bool 0)", "")
            .steps(Steps.none().at(1, Steps.RED)),
        stat("Alerts", "short", "Alerts that fired and have not ended.", Empty.MONITOR)
            .query("sum by (severity) (@health.alerts.active)", "{{severity}}"),
        stat(
                "Mass failure",
                "bool_yes_no",
                "Whether half of the targets of a monitor fail together.",
                Empty.MONITOR)
            .query("max(@health.alerts.mass.failure)", "")
            .steps(Steps.none().at(1, Steps.RED)));
  }

  private static Panel count(String status, String color) {
    String title = Character.toUpperCase(status.charAt(0)) + status.substring(1);
    return stat(title, "short", "Targets whose settled state is " + status + ".", Empty.TARGETS)
        .size(3, 4)
        .query("sum(@health.status{status=\"" + status + "\"})", "")
        .steps(Steps.none().at(1, color));
  }

  private static Row targets() {
    return Row.of(
        "Targets, the worst first",
        table(
                "Targets",
                "One line for each target. A sample older than "
                    + TargetHealth.STALE_INTERVALS
                    + " intervals counts as unknown.",
                Empty.TARGETS)
            .size(14, 11)
            .query(Words.STATE, "")
            .query("min " + BY_TARGET + "(@health.score)", "")
            .query("max " + BY_TARGET + "(@health.sample.age)", "")
            .query("max " + BY_TARGET + "(@health.sample.interval)", "")
            .column(Column.label("target", "Target"))
            .column(Column.value("Value #A", "State", "short").words(Words.STATES))
            .column(
                Column.value("Value #B", "Score", "percentunit")
                    .steps(Steps.score())
                    .words(Words.NOT_KNOWN))
            .column(Column.value("Value #C", "Age", "s"))
            .column(Column.value("Value #D", "Interval", "s"))
            .column(Column.label("instance", "Instance"))
            .column(Column.label("job", "Job"))
            .sort("State", true),
        table("Findings", "What checks find wrong now, and about what.", Empty.FINDINGS)
            .size(10, 11)
            .query("max by (target, check, condition, subject, status) (@health.finding)", "")
            .column(Column.label("status", "Status").words(Words.STATUSES))
            .column(Column.label("target", "Target"))
            .column(Column.label("check", "Check"))
            .column(Column.label("condition", "Condition"))
            .column(Column.label("subject", "Subject"))
            .hide("Value")
            .sort("Status", false));
  }

  private static Row time() {
    return Row.of(
        "Over time",
        chart("Targets by state", "short", "How many targets are in each state.", Empty.TARGETS)
            .size(12, 8)
            .query("sum by (status) (@health.status)", "{{status}}")
            .stacked(),
        chart("Score", "percentunit", "From 0 to 1; a gap is a score not known.", Empty.TARGETS)
            .size(12, 8)
            .query("@health.score", "{{target}}")
            .steps(Steps.score())
            .share(),
        states("States", "The settled state of each target.", Empty.TARGETS)
            .query(Words.STATE, "{{target}}")
            .words(Words.STATES));
  }

  private static Row checks() {
    return Row.of(
        "Checks",
        chart("Latency", "s", "Mean time that a call of a check takes.", Empty.TARGETS)
            .query(
                BY_CHECK
                    + rate("@health.check.duration.sum")
                    + ") / "
                    + BY_CHECK
                    + rate("@health.check.duration.count")
                    + ")",
                "{{target}} {{check}}"),
        chart("Longest call", "s", "The longest call of each check so far.", Empty.TARGETS)
            .query("@health.check.duration.max", "{{target}} {{check}}"),
        chart(
                "Failed calls",
                "short",
                "Calls that threw, or were given up at their timeout, since the point before.",
                Empty.TARGETS)
            .query(increase("@health.check.failures"), "{{target}} {{check}} threw")
            .query(increase("@health.check.timeouts"), "{{target}} {{check}} given up"));
  }

  private static Row freshness() {
    return Row.of(
        "Freshness",
        bars(
                "Age of the last sample",
                "none",
                "In intervals of the target; from "
                    + TargetHealth.STALE_INTERVALS
                    + " on it counts as unknown.",
                Empty.TARGETS)
            .size(12, 8)
            .query("@health.sample.age / @health.sample.interval", "{{target}}")
            .steps(FRESH)
            .fromZero(),
        chart("Age and interval", "s", "Age of the last sample, and the interval.", Empty.TARGETS)
            .size(12, 8)
            .query("@health.sample.age", "{{target}}")
            .query("@health.sample.interval", "{{target}} interval")
            .limits(".* interval"));
  }

  private static Row alerts() {
    return Row.of(
        "Alerts and recovery",
        chart("Alerts", "short", "Alerts that fired and have not ended.", Empty.MONITOR)
            .query("sum by (severity) (@health.alerts.active)", "{{severity}}")
            .query("sum(@health.alerts.pending)", "pending")
            .stacked(),
        chart("Fired and ended", "short", "Alerts since the point before.", Empty.MONITOR)
            .query("sum(" + increase("@health.alerts.fired") + ")", "fired")
            .query("sum(" + increase("@health.alerts.ended") + ")", "ended"),
        chart("Recoveries", "short", "Attempts since the point before.", Empty.RECOVERY)
            .query(
                "sum by (outcome) (" + increase("@health.recovery.attempts") + ")", "{{outcome}}"),
        table("Alerts of Prometheus", "Alerts of the rules that Prometheus has.", Empty.ALERTS)
            .query("max by (alertname, severity, alertstate, target, instance) (@ALERTS)", "")
            .column(Column.label("alertname", "Alert"))
            .column(Column.label("severity", "Severity").words(severities()))
            .column(Column.label("alertstate", "State"))
            .column(Column.label("target", "Target"))
            .column(Column.label("instance", "Instance"))
            .hide("Value")
            .sort("Alert", false));
  }

  private static List<Mapping> severities() {
    return List.of(
        new Mapping.Value("info", "info", Steps.BLUE),
        new Mapping.Value("warning", "warning", Steps.ORANGE),
        new Mapping.Value("critical", "critical", Steps.RED));
  }
}

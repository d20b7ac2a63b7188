package io.health4j.prometheus;

import io.health4j.MonitorStatistics;
import io.health4j.MonitorStatistics.CheckStatistics;
import io.health4j.check.Attributes;
import io.health4j.report.HealthReport;
import io.health4j.report.TargetHealth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of a scrape, kept from one to the next. Names, labels and their order hardly change
 * between scrapes, only values do. So each series' line is made once, up to its value, and lies in
 * its family; a scrape puts the values in place, target by target as the report has them, and then
 * copies the lines out, family by family as Prometheus wants them. What came or went since the last
 * scrape is found by comparing, so that no event can be missed.
 *
 * <p>Not thread-safe.
 */
final class Layout {

  private final Attributes common;
  private final Families families;
  private final MonitorSeries monitor;
  private final Map<String, TargetSeries> targets = new LinkedHashMap<>();
  private long round;

  Layout(Attributes common, int maxSeries) {
    this.common = common;
    this.families = new Families(maxSeries);
    this.monitor = new MonitorSeries(families, common);
  }

  /** Puts in what is to be shown: the states of all targets first, should room be short. */
  void show(HealthReport report, MonitorStatistics statistics) {
    round++;
    report.targets().forEach(this::keep);
    targets.values().removeIf(this::isGone); // first: it makes room for what came
    for (TargetHealth health : report.targets()) {
      target(health).begin(health, report.tick());
    }
    for (CheckStatistics check : statistics.checks()) {
      TargetSeries target = targets.get(check.target().id());
      if (target != null) {
        target.show(check);
      }
    }
    targets.values().forEach(TargetSeries::end);
    monitor.show(statistics);
    families.tidy();
  }

  private void keep(TargetHealth health) {
    TargetSeries known = targets.get(health.target().id());
    if (known != null && known.target().equals(health.target())) {
      known.keep(round);
    }
  }

  private boolean isGone(TargetSeries target) {
    if (target.isOf(round)) {
      return false;
    }
    target.hide();
    return true;
  }

  private TargetSeries target(TargetHealth health) {
    String id = health.target().id();
    TargetSeries known = targets.get(id);
    if (known != null) {
      return known;
    }
    var added = new TargetSeries(families, common, health);
    targets.put(id, added);
    return added;
  }

  void writeTo(Page page, ScrapeFormat format) {
    families.writeTo(page, format);
  }

  /** What was left out for the first time, for people. */
  List<String> news() {
    return families.news();
  }
}

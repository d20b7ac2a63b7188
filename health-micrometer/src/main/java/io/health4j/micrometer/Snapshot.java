package io.health4j.micrometer;

import io.health4j.MonitorStatistics;
import io.health4j.MonitorStatistics.CheckStatistics;
import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Finding;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.report.HealthReport;
import io.health4j.report.TargetHealth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a source said at one moment, in the order in which meters ask for it. A stale target has no
 * outcomes here, so that nothing of it can be shown by mistake. Immutable once made.
 */
final class Snapshot {

  /** One check of one target. */
  record CheckKey(String target, String check) {}

  /** One reading of one check; of another kind it is another. */
  record ReadingKey(CheckKey check, String metric, Metric.Kind kind, Attributes attributes) {}

  /** One thing that one check finds wrong; whatever its value, it is the same thing. */
  record FindingKey(CheckKey check, String condition, String subject, Status status) {}

  private final long madeAt;
  private final HealthReport report;
  private final MonitorStatistics statistics;
  private final Map<String, TargetHealth> targets = new HashMap<>();
  private final Map<CheckKey, CheckOutcome> outcomes = new HashMap<>();
  private final Map<CheckKey, CheckStatistics> checks = new HashMap<>();
  private final Map<ReadingKey, Reading> readings = new HashMap<>();
  private final Set<FindingKey> findings = new HashSet<>();

  Snapshot(long madeAt, HealthReport report, MonitorStatistics statistics) {
    this.madeAt = madeAt;
    this.report = report;
    this.statistics = statistics;
    report.targets().forEach(this::add);
    statistics.checks().forEach(c -> checks.put(new CheckKey(c.target().id(), c.check()), c));
  }

  private void add(TargetHealth health) {
    String id = health.target().id();
    targets.put(id, health);
    if (health.stale()) {
      return;
    }
    for (CheckOutcome outcome : health.outcomes()) {
      var check = new CheckKey(id, outcome.check());
      outcomes.put(check, outcome);
      for (Reading reading : outcome.result().readings()) {
        readings.putIfAbsent(key(check, reading), reading);
      }
      outcome.result().findings().forEach(finding -> findings.add(key(check, finding)));
    }
  }

  static ReadingKey key(CheckKey check, Reading reading) {
    Metric metric = reading.metric();
    return new ReadingKey(check, metric.name(), metric.kind(), reading.attributes());
  }

  static FindingKey key(CheckKey check, Finding finding) {
    return new FindingKey(check, finding.condition(), finding.subject(), finding.status());
  }

  /** On the clock of {@link Snapshots}. */
  long madeAt() {
    return madeAt;
  }

  List<TargetHealth> targets() {
    return report.targets();
  }

  MonitorStatistics statistics() {
    return statistics;
  }

  /** A target's settled status; null when there is no such target. */
  @Nullable Status status(String target) {
    TargetHealth health = targets.get(target);
    return health == null ? null : health.status();
  }

  double score(String target) {
    TargetHealth health = targets.get(target);
    return health == null ? Double.NaN : health.score().value().orElse(Double.NaN);
  }

  double ageSeconds(String target) {
    TargetHealth health = targets.get(target);
    return health == null ? Double.NaN : health.age(report.tick()).toNanos() / 1e9;
  }

  double intervalSeconds(String target) {
    TargetHealth health = targets.get(target);
    return health == null ? Double.NaN : health.interval().toNanos() / 1e9;
  }

  /**
   * A check's last status, UNKNOWN when there is none that is fresh; null without such a target.
   */
  @Nullable Status status(CheckKey check) {
    if (!targets.containsKey(check.target())) {
      return null;
    }
    CheckOutcome outcome = outcomes.get(check);
    return outcome == null ? Status.UNKNOWN : outcome.status();
  }

  @Nullable CheckStatistics check(CheckKey check) {
    return checks.get(check);
  }

  @Nullable Reading reading(ReadingKey key) {
    return readings.get(key);
  }

  /** Whether a check of a target that is fresh finds this. */
  boolean has(FindingKey key) {
    return findings.contains(key);
  }
}

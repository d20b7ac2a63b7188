package io.health4j.prometheus;

import io.health4j.MetricsBinder.Standard;
import io.health4j.MonitorStatistics.CheckStatistics;
import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Distribution;
import io.health4j.check.Finding;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is shown of one target. Its state and its checks' statistics are told at each scrape,
 * readings and findings once a sample. Of a stale target readings and findings have no value, but
 * keep their room.
 */
final class TargetSeries {

  private final Group state;
  private final Group readings;
  private final Group findings;
  private TargetHealth health;
  private @Nullable List<CheckOutcome> shown;
  private long round;

  TargetSeries(Families families, Attributes common, TargetHealth health) {
    Target target = health.target();
    this.health = health;
    this.state = new Group(Shape.ofTarget(families, common, target));
    this.readings = new Group(Shape.ofReadings(families, common, target));
    this.findings = new Group(Shape.ofFindings(families, common, target));
  }

  Target target() {
    return health.target();
  }

  /** It is there in this round, too. */
  void keep(long newRound) {
    round = newRound;
  }

  boolean isOf(long askedRound) {
    return round == askedRound;
  }

  /** Begins a scrape with what the target is in. */
  void begin(TargetHealth now, long tick) {
    health = now;
    state.begin();
    show("", Standard.SCORE, now.score().value().orElse(Double.NaN));
    Choices.STATUS.show(state, Standard.STATUS, "", now.status());
    show("", Standard.AGE, Math.max(0, tick - now.sampledTick()) / 1e9);
    show("", Standard.INTERVAL, now.interval().toNanos() / 1e9);
  }

  private void show(String check, Metric metric, double value) {
    state.show(metric, check, Attributes.none(), value);
  }

  void show(CheckStatistics check) {
    String name = check.check();
    Choices.STATUS.show(state, Standard.CHECK_STATUS, name, status(name));
    Choices.BREAKER.show(state, Standard.CHECK_BREAKER, name, check.breaker());
    show(name, Standard.CHECK_LONGEST, check.longest().toNanos() / 1e9);
    show(name, Standard.CHECK_FAILURES, (double) check.failures());
    show(name, Standard.CHECK_TIMEOUTS, (double) check.timeouts());
    state.show(
        Standard.CHECK_DURATION, name, (double) check.calls(), check.total().toNanos() / 1e9);
  }

  private Status status(String check) {
    if (!health.stale()) {
      for (CheckOutcome outcome : health.outcomes()) {
        if (outcome.check().equals(check)) {
          return outcome.status();
        }
      }
    }
    return Status.UNKNOWN;
  }

  /** Ends the scrape; the same sample brings the same list, and is shown once. */
  @SuppressWarnings("ReferenceEquality")
  void end() {
    state.end();
    if (health.stale()) {
      readings.blank();
      findings.blank();
      shown = null;
    } else if (shown != health.outcomes()) {
      shown = health.outcomes();
      showOutcomes(shown);
    }
  }

  /** What went makes room for what came; findings first, should room be short. */
  private void showOutcomes(List<CheckOutcome> outcomes) {
    findings.beginWithKnown();
    readings.beginWithKnown();
    tell(outcomes);
    boolean newFindings = findings.end();
    boolean newReadings = readings.end();
    if (newFindings || newReadings) {
      tell(outcomes);
    }
  }

  private void tell(List<CheckOutcome> outcomes) {
    for (CheckOutcome outcome : outcomes) {
      for (Finding finding : outcome.result().findings()) {
        findings.show(Standard.FINDING, outcome.check(), labels(finding), 1);
      }
    }
    for (CheckOutcome outcome : outcomes) {
      for (Reading reading : outcome.result().readings()) {
        show(outcome.check(), reading);
      }
    }
  }

  private void show(String check, Reading reading) {
    Distribution distribution = reading.distribution();
    if (distribution == null) {
      readings.show(reading.metric(), check, reading.attributes(), reading.value());
    } else {
      readings.show(reading.metric(), check, reading.attributes(), distribution);
    }
  }

  private static Attributes labels(Finding finding) {
    return Attributes.of(
        "condition", finding.condition(),
        "subject", finding.subject(),
        "status", Choices.text(finding.status()));
  }

  void hide() {
    state.clear();
    readings.clear();
    findings.clear();
  }
}

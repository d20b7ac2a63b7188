package io.health4j.alert;

import io.health4j.alert.AlertEngine.Due;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import io.health4j.score.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** An alert engine that is fed samples by hand, on a clock that stands until it is moved. */
final class EngineRig {

  static final Metric LOAD = Metric.gauge("test.load", "1", "Made up.");
  static final Duration INTERVAL = Duration.ofSeconds(60);

  final AlertEngine engine;
  long tick = RouterRig.START;

  EngineRig(List<AlertRule> rules, AlertRoute... routes) {
    engine = new AlertEngine(rules, List.of(routes));
  }

  /** Fires when so many samples have a load above 0.9, and ends at the first that has not. */
  static AlertRule rule(Severity severity, int samples) {
    return load(samples).severity(severity).undamped().build();
  }

  static RuleBuilder load(int samples) {
    return AlertRule.reading("load-high", "test.load").above(0.9, 0.8).samples(samples, samples);
  }

  EngineRig watch(String target, String... dependsOn) {
    engine.add(Target.of(target), Set.of(dependsOn), Map.of());
    return this;
  }

  Instant at() {
    return RouterRig.AT.plusNanos(tick - RouterRig.START);
  }

  TargetHealth health(Target target, Status status, List<CheckOutcome> outcomes) {
    Score score = status.isFailing() ? Score.of(0, outcomes) : Score.of(1, outcomes);
    return new TargetHealth(
        target, status, at(), status, 0, score, outcomes, at(), tick, INTERVAL, false);
  }

  static List<CheckOutcome> outcomes(double load) {
    CheckResult result = CheckResult.of(Status.HEALTHY, "", Reading.of(LOAD, load));
    return List.of(new CheckOutcome("load", 1, false, result, 0));
  }

  /** A sample of each target with a load; what came of the last. */
  Due load(double load, String... targets) {
    Due due = null;
    for (String target : targets) {
      due = engine.sampled(health(Target.of(target), Status.HEALTHY, outcomes(load)), tick, at());
    }
    return due;
  }

  /** What is told in the time to come. */
  List<String> pass(double seconds) {
    long end = tick + Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
    var told = new ArrayList<String>();
    while (true) {
      told.addAll(RouterRig.texts(engine.advance(tick, at()).dispatches()));
      long until = engine.untilDue(tick);
      if (until > end - tick) {
        tick = end;
        return told;
      }
      tick += until;
    }
  }

  /** The fingerprint of an alert, by its target. */
  String fingerprint(String target) {
    return engine.alerts().stream()
        .filter(alert -> alert.target().id().equals(target))
        .findFirst()
        .orElseThrow()
        .fingerprint();
  }
}

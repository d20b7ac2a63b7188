package io.health4j.benchmarks;

import io.health4j.alert.AlertRule;
import io.health4j.alert.Severity;
import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import io.health4j.score.Score;
import io.health4j.score.Scorer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A thousand targets of six checks and fourteen readings each, and twenty rules on them. One value
 * in a hundred hovers about its limit, from one sample to the next on either side; the others stay
 * well away from theirs.
 */
final class Fleet {

  static final int TARGETS = 1_000;
  static final int RULES = 20;

  /** Samples of each target that are made ahead; then they begin again. */
  static final int ROUNDS = 4;

  static final Duration INTERVAL = Duration.ofSeconds(5);

  private static final double LIMIT = 0.8;
  private static final int GAUGES = 12;
  private static final int COUNTERS = 2;
  private static final int CHECKS = 6;
  private static final Instant AT = Instant.EPOCH;

  private final List<Metric> gauges = new ArrayList<>();
  private final List<Metric> counters = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<List<List<CheckOutcome>>> outcomes = new ArrayList<>();
  private final List<Score> scores = new ArrayList<>();

  Fleet(long seed) {
    for (int i = 0; i < GAUGES; i++) {
      gauges.add(Metric.gauge("fleet.load." + i, "1", "A load."));
    }
    for (int i = 0; i < COUNTERS; i++) {
      counters.add(Metric.counter("fleet.errors." + i, "{error}", "Errors."));
    }
    var random = new SplittableRandom(seed);
    for (int i = 0; i < TARGETS; i++) {
      targets.add(new Target("node-" + i, Attributes.of("zone", "z" + i % 4)));
      outcomes.add(rounds(random));
      scores.add(Scorer.weighted().score(outcomes.get(i).get(0)));
    }
  }

  private List<List<CheckOutcome>> rounds(SplittableRandom random) {
    var hovers = new boolean[GAUGES];
    for (int i = 0; i < GAUGES; i++) {
      hovers[i] = random.nextInt(100) == 0;
    }
    var rounds = new ArrayList<List<CheckOutcome>>();
    for (int round = 0; round < ROUNDS; round++) {
      rounds.add(sample(random, hovers, round));
    }
    return rounds;
  }

  private List<CheckOutcome> sample(SplittableRandom random, boolean[] hovers, int round) {
    var readings = new ArrayList<Reading>();
    for (int i = 0; i < GAUGES; i++) {
      double value = hovers[i] ? LIMIT + random.nextDouble(-0.02, 0.02) : random.nextDouble(0.5);
      readings.add(Reading.of(gauges.get(i), value));
    }
    counters.forEach(metric -> readings.add(Reading.of(metric, round)));
    var checks = new ArrayList<CheckOutcome>();
    int share = (readings.size() + CHECKS - 1) / CHECKS;
    for (int i = 0; i < CHECKS; i++) {
      int from = Math.min(readings.size(), i * share);
      var some = readings.subList(from, Math.min(readings.size(), from + share));
      checks.add(
          new CheckOutcome("check-" + i, 1, false, CheckResult.of(Status.HEALTHY, "", some), 1));
    }
    return List.copyOf(checks);
  }

  List<Target> targets() {
    return targets;
  }

  /** What a target's sample would publish. */
  TargetHealth health(int target, int round, long tick) {
    return new TargetHealth(
        targets.get(target),
        Status.HEALTHY,
        AT,
        Status.HEALTHY,
        0,
        scores.get(target),
        outcomes.get(target).get(round),
        AT,
        tick,
        INTERVAL,
        false);
  }

  /** The value of one gauge in one sample. */
  double value(int target, int round, int gauge) {
    int share = (GAUGES + COUNTERS + CHECKS - 1) / CHECKS;
    var result = outcomes.get(target).get(round).get(gauge / share).result();
    return result.readings().get(gauge % share).value();
  }

  /** Twelve on readings, two on rates, and one of each other kind. */
  List<AlertRule> rules() {
    var rules = new ArrayList<AlertRule>();
    for (int i = 0; i < GAUGES; i++) {
      var rule = AlertRule.reading("load-" + i, gauges.get(i).name()).above(LIMIT);
      switch (i % 4) {
        case 1 -> rule.holdFor(Duration.ofMinutes(1)).keepFiring(Duration.ofMinutes(5));
        case 2 -> rule.samples(3, 5).severity(Severity.CRITICAL);
        case 3 -> rule.noisy();
        default -> rule.severity(Severity.INFO);
      }
      rules.add(rule.build());
    }
    for (int i = 0; i < COUNTERS; i++) {
      rules.add(AlertRule.rate("errors-" + i, counters.get(i).name()).above(10).build());
    }
    Duration window = Duration.ofMinutes(5);
    rules.add(AlertRule.trend("load-grows", gauges.get(0).name(), window).above(1).build());
    rules.add(AlertRule.missing("load-missing", gauges.get(1).name()).build());
    rules.add(AlertRule.score("score-low").below(0.7).build());
    rules.add(AlertRule.status("down", Status.CRITICAL).build());
    rules.add(AlertRule.silence("silent").build());
    rules.add(AlertRule.share("many-down", Status.CRITICAL).above(0.3).build());
    return rules;
  }

  static double limit() {
    return LIMIT;
  }
}

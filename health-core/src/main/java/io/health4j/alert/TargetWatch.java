package io.health4j.alert;

import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import java.util.List;

/** A rule on a whole target: its score, its state, or whether it is sampled at all. */
final class TargetWatch extends Watch {

  private final Source source;
  private final boolean silence;

  TargetWatch(Ruled ruled, Target target) {
    super(ruled, target);
    source = ruled.rule.source();
    silence = source instanceof Source.OfSilence;
    boolean fed = ruled.fed;
    seat("", Attributes.none(), null, -1, -1);
    ruled.fed = fed || (silence && count > 0);
  }

  @Override
  void search(List<CheckOutcome> outcomes) {}

  @Override
  void sampled(TargetHealth health, Moment now) {
    for (int i = 0; i < count; i++) {
      Case one = cases[i];
      double value = value(health);
      one.health = health;
      if (Double.isNaN(value)) {
        one.unknown(now);
      } else {
        ruled.fed = true;
        one.add(now, value, Double.NaN);
      }
    }
  }

  private double value(TargetHealth health) {
    if (source instanceof Source.OfScore) {
      return health.score().value().orElse(Double.NaN);
    }
    return silence ? 0 : judge(health.status());
  }

  @Override
  void silent(Moment now) {
    if (!silence) {
      super.silent(now);
      return;
    }
    for (int i = 0; i < count; i++) {
      cases[i].add(now, 1, Double.NaN);
    }
  }

  /** Whether it is silent, but not yet for long enough. */
  boolean isAwaitingSilence() {
    return silence && count > 0 && cases[0].isPending();
  }
}

package io.health4j.alert;

import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import java.util.List;

/** A rule on what checks found. */
final class CheckWatch extends Watch {

  CheckWatch(Ruled ruled, Target target) {
    super(ruled, target);
  }

  @Override
  void search(List<CheckOutcome> outcomes) {
    for (int i = 0; i < outcomes.size(); i++) {
      seat(outcomes.get(i).check(), Attributes.none(), null, i, -1);
    }
  }

  @Override
  void sampled(TargetHealth health, Moment now) {
    for (int i = 0; i < count; i++) {
      Case one = cases[i];
      one.health = health;
      boolean there = one.outcome >= 0;
      double value = there ? judge(health.outcomes().get(one.outcome).status()) : Double.NaN;
      if (Double.isNaN(value)) {
        one.unknown(now);
      } else {
        one.add(now, value, Double.NaN);
      }
    }
  }
}

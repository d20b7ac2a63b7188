package io.health4j.alert;

import io.health4j.check.Attributes;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.time.Schedule;
import java.util.Collection;

/**
 * A rule on how many targets fare badly. Looked at when a target's state changed, and otherwise
 * every 5 s, so that holding and keeping go on while nothing changes.
 */
final class Share {

  /** Two out of two say too little. */
  static final int LEAST_TARGETS = 3;

  private static final Target ALL = Target.of("all");
  private static final long PACE = Schedule.DEFAULT_INTERVAL.toNanos();

  final Case one;
  private final Ruled ruled;
  private final Status worst;
  private boolean looked;
  private long lookedTick;
  private int known;
  private int bad;

  Share(Ruled ruled, Source.OfShare source) {
    this.ruled = ruled;
    this.worst = source.worst();
    this.one = new Case(ruled, ALL, "", Attributes.none(), null);
  }

  void look(Collection<TargetLives> targets, boolean changed, Moment now) {
    if (changed) {
      count(targets);
    } else if (looked && Math.abs(now.tick() - lookedTick) < PACE) { // a clock set back looks anew
      return;
    }
    looked = true;
    lookedTick = now.tick();
    if (known < LEAST_TARGETS) {
      one.unknown(now);
      return;
    }
    ruled.fed = true;
    var next = new Moment(now.tick(), now.at(), Math.max(PACE, now.interval()));
    one.add(next, (double) bad / known, Double.NaN);
  }

  private void count(Collection<TargetLives> targets) {
    known = 0;
    bad = 0;
    for (TargetLives each : targets) {
      Status status = each.status();
      if (each.counts
          && status != Status.UNKNOWN
          && Where.holds(ruled.rule.where(), each.target, "", Attributes.none())) {
        known++;
        bad += status.compareTo(worst) >= 0 ? 1 : 0;
      }
    }
  }
}

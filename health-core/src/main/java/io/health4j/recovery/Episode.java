package io.health4j.recovery;

import io.health4j.alert.Alert;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.recovery.RecoveryEngine.Attempt;
import io.health4j.recovery.RecoveryEngine.Outcome;
import io.health4j.recovery.RecoveryPolicy.Trigger;
import io.health4j.report.TargetHealth;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One policy at one target: how bad it is, and how far up the ladder it went. It begins anew when
 * the target got well.
 */
final class Episode {

  final RecoveryPolicy policy;

  /** By fingerprint the alerts of the policy's rule, and whether their last data were bad. */
  private final Map<String, Boolean> alerts = new HashMap<>();

  private final Set<Obstacle> told = EnumSet.noneOf(Obstacle.class);
  private int begun;

  /** Of the attempt that is wanted, or of the last one when none is. */
  private long id;

  private boolean wanted;

  Episode(RecoveryPolicy policy) {
    this.policy = policy;
  }

  void alert(Alert alert) {
    if (!(policy.trigger() instanceof Trigger.Firing firing)
        || !firing.rule().equals(alert.rule())) {
      return;
    }
    if (alert.state().isActive()) {
      alerts.put(alert.fingerprint(), alert.state() != Alert.State.RECOVERING);
    } else {
      alerts.remove(alert.fingerprint());
    }
  }

  /** Whether something is wrong, as far as was seen last. */
  boolean presses(@Nullable TargetHealth health) {
    if (policy.trigger() instanceof Trigger.State state) {
      return health != null && health.status().compareTo(state.worst()) >= 0 && !passes(health);
    }
    return isFiring();
  }

  /** Whether what was seen last is too old to act upon. */
  boolean isStale(@Nullable TargetHealth health, long tick) {
    return policy.trigger() instanceof Trigger.State
        && health != null
        && health.readAt(tick).stale();
  }

  private boolean isFiring() {
    return alerts.containsValue(true);
  }

  /** Whether a sample shows that nothing is wrong. */
  boolean passes(TargetHealth health) {
    return !isFiring() && status(health) == Status.HEALTHY;
  }

  private Status status(TargetHealth health) {
    if (policy.check().isEmpty()) {
      return health.sample();
    }
    for (CheckOutcome outcome : health.outcomes()) {
      if (outcome.check().equals(policy.check())) {
        return outcome.status();
      }
    }
    return Status.UNKNOWN;
  }

  /** Begins anew when the target is well. */
  void endIfWell(@Nullable TargetHealth health) {
    boolean well =
        policy.trigger() instanceof Trigger.State
            ? health != null && health.status() == Status.HEALTHY
            : alerts.isEmpty();
    if (well) {
      begun = 0;
      wanted = false;
      told.clear();
    }
  }

  /** The place on the ladder of what is to be tried next; its size when nothing is left. */
  int next() {
    int left = begun;
    int place = 0;
    while (place < policy.ladder().size() && left >= policy.ladder().get(place).times()) {
      left -= policy.ladder().get(place++).times();
    }
    return place;
  }

  boolean isExhausted() {
    return next() == policy.ladder().size();
  }

  /**
   * What is wanted now, or the last attempt when nothing is left to try.
   *
   * @param ids gives ids: one for each attempt, also when it is held back before it begins
   */
  Attempt attempt(Target target, LongSupplier ids, Outcome outcome, String detail, Moment now) {
    boolean exhausted = isExhausted();
    if (!wanted && !exhausted) {
      wanted = true;
      id = ids.getAsLong();
    }
    int place = exhausted ? next() - 1 : next();
    return new Attempt(
        id,
        policy.name(),
        policy.mode(),
        target,
        policy.ladder().get(place).action().name(),
        place + 1,
        exhausted ? begun : begun + 1,
        outcome,
        detail,
        now.at(),
        null);
  }

  /** The attempt that is wanted begins. */
  void begin() {
    begun++;
    wanted = false;
  }

  /** Whether an obstacle is to be told: each once an episode. */
  boolean tells(Obstacle obstacle) {
    return told.add(obstacle);
  }
}

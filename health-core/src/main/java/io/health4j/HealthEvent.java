package io.health4j;

import io.health4j.alert.Alert;
import io.health4j.alert.Notification;
import io.health4j.check.Occurrence;
import io.health4j.check.Target;
import io.health4j.recovery.RecoveryEngine;
import io.health4j.report.TargetHealth;
import io.health4j.state.Transition;
import java.time.Duration;
import java.time.Instant;

/** Something that happened, told to each {@link HealthListener} in order. Immutable. */
public sealed interface HealthEvent {

  /**
   * When it happened, for display.
   *
   * @return the wall clock's time
   */
  Instant at();

  /**
   * A target was sampled.
   *
   * @param at when its sample was published
   * @param health its health now
   */
  record Sampled(Instant at, TargetHealth health) implements HealthEvent {}

  /**
   * A settled state changed.
   *
   * @param at when
   * @param transition from what, to what, and why
   */
  record StateChanged(Instant at, Transition transition) implements HealthEvent {}

  /**
   * A check told of something that happened.
   *
   * @param at when the check told it; when it happened is in the occurrence
   * @param target the check's target
   * @param check its name
   * @param occurrence what happened
   */
  record Occurred(Instant at, Target target, String check, Occurrence occurrence)
      implements HealthEvent {}

  /**
   * A check took longer than its timeout and was given up.
   *
   * @param at when it was given up
   * @param target the check's target
   * @param check its name
   * @param after how long it had run
   */
  record CheckTimedOut(Instant at, Target target, String check, Duration after)
      implements HealthEvent {}

  /**
   * A check's circuit breaker changed: after repeated failures a check is not called for a while.
   *
   * @param at when
   * @param target the check's target
   * @param check its name
   * @param state the breaker's state now
   */
  record BreakerChanged(Instant at, Target target, String check, BreakerState state)
      implements HealthEvent {}

  /**
   * A target is watched from now on.
   *
   * @param at when
   * @param target which
   */
  record TargetAdded(Instant at, Target target) implements HealthEvent {}

  /**
   * A target is no longer watched.
   *
   * @param at when
   * @param target which
   */
  record TargetRemoved(Instant at, Target target) implements HealthEvent {}

  /**
   * This process did not run for a while.
   *
   * @param at when it ran again
   * @param lost for how long it did not
   */
  record TimeLost(Instant at, Duration lost) implements HealthEvent {}

  /**
   * An alert came into another state of its life.
   *
   * @param at when
   * @param alert the alert as it is now
   */
  record AlertChanged(Instant at, Alert alert) implements HealthEvent {}

  /**
   * A sink has a notification.
   *
   * @param at when
   * @param notification what it was told
   */
  record NotificationDelivered(Instant at, Notification notification) implements HealthEvent {}

  /**
   * A notification will never be delivered.
   *
   * @param at when it was given up
   * @param notification what was to be told
   * @param reason why
   */
  record NotificationDropped(Instant at, Notification notification, String reason)
      implements HealthEvent {}

  /**
   * Nothing was ever found for an alert rule: no check gives its reading, or its name is misspelt.
   *
   * @param at when it was noticed
   * @param rule the rule's name
   */
  record RuleDormant(Instant at, String rule) implements HealthEvent {}

  /**
   * Something was done, or would have been done, to recover a target; or came of it.
   *
   * @param at when
   * @param attempt what, and what came of it
   */
  record RecoveryChanged(Instant at, RecoveryEngine.Attempt attempt) implements HealthEvent {}
}

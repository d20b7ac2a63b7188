package io.health4j.recovery;

import io.health4j.recovery.RecoveryEngine.Outcome;
import java.util.Optional;

/** Why no attempt starts although something is wrong. */
enum Obstacle {
  /** All was tried. */
  LADDER(Outcome.HANDED_OVER),
  /** The last sample is too old to act upon. */
  STALE(),
  BRAKE(Outcome.HELD_BACK),
  /** The last attempt was a moment ago. */
  REST(),
  BUDGET(Outcome.SKIPPED_BUDGET),
  /** Enough other targets are under recovery. */
  SHARE(Outcome.HELD_BACK);

  /** What is told of it; nothing of what is the way things go. */
  final Optional<Outcome> outcome;

  Obstacle() {
    outcome = Optional.empty();
  }

  Obstacle(Outcome outcome) {
    this.outcome = Optional.of(outcome);
  }

  /** Whether it goes when others make room. */
  boolean isOthers() {
    return this == BRAKE || this == SHARE;
  }
}

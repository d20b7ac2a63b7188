package io.health4j.recovery;

import io.health4j.check.Target;
import io.health4j.time.Durations;
import java.time.Duration;
import java.util.Objects;

/** An action with the host's name and timeout for it. */
record NamedAction(String name, Duration timeout, RecoveryAction action) implements RecoveryAction {

  private static final Duration LONGEST = Duration.ofHours(1);

  NamedAction {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an action's name must not be blank, was '" + name + "'");
    }
    Durations.inRange("timeout of action '" + name + "'", timeout, Durations.MIN, LONGEST);
    Objects.requireNonNull(action, "action");
  }

  /** What an action says of itself, asked for once: the engine calls nobody. */
  static NamedAction of(RecoveryAction action) {
    return action instanceof NamedAction named
        ? named
        : new NamedAction(action.name(), action.timeout(), action);
  }

  @Override
  public String recover(Target target) throws Exception {
    return action.recover(target);
  }
}

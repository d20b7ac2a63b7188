package io.health4j.recovery;

import io.health4j.check.Target;
import java.time.Duration;

/**
 * Something that may bring a target back: code of the host's, a restart. It is called by one thread
 * at a time for each target and may block; a call that outruns {@link #timeout} is given up and
 * counts as failed. Whether it helped is not its business: the target's next samples tell.
 */
@FunctionalInterface
public interface RecoveryAction {

  /** How long an action may take: 60 s (this project's own judgement). */
  Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

  /**
   * Acts.
   *
   * @param target what is to be brought back
   * @return what was done, in one line for people; no secrets
   * @throws Exception when it could not be done
   */
  String recover(Target target) throws Exception;

  /**
   * Its name in events, metrics and logs, such as {@code restart}. Asked for once, when the action
   * is put on a policy's ladder.
   *
   * @return by default the class's simple name; {@code action} of a lambda
   */
  default String name() {
    String simple = getClass().getSimpleName();
    return simple.isEmpty() || getClass().isHidden() ? "action" : simple;
  }

  /**
   * How long it may take. Asked for once, when the action is put on a policy's ladder.
   *
   * @return from 1 ms to 1 h; by default {@link #DEFAULT_TIMEOUT}
   */
  default Duration timeout() {
    return DEFAULT_TIMEOUT;
  }

  /**
   * An action under a name, with {@link #DEFAULT_TIMEOUT}.
   *
   * @param name its name; not blank
   * @param action what it does
   * @return the action
   * @throws IllegalArgumentException when the name is blank
   */
  static RecoveryAction of(String name, RecoveryAction action) {
    return of(name, DEFAULT_TIMEOUT, action);
  }

  /**
   * An action under a name.
   *
   * @param name its name; not blank
   * @param timeout how long it may take, from 1 ms to 1 h
   * @param action what it does
   * @return the action
   * @throws IllegalArgumentException when the name is blank or the timeout out of range
   */
  static RecoveryAction of(String name, Duration timeout, RecoveryAction action) {
    return new NamedAction(name, timeout, action);
  }
}

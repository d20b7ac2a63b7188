package io.health4j.check;

import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What a check gets to know. It is valid during the call that it was given to; what it answers does
 * not change meanwhile, on whatever thread.
 */
public interface CheckContext {

  /**
   * What is being looked at.
   *
   * @return the check's target
   */
  Target target();

  /**
   * This check's own last answer that was not UNKNOWN.
   *
   * @return the answer; null until there is one
   */
  @Nullable CheckResult previous();

  /**
   * The monitor's clock.
   *
   * @return the ticker
   */
  Ticker ticker();

  /**
   * When this process did not run.
   *
   * @return the monitor's record of it
   */
  LostTime lostTime();

  /**
   * A context, for calling a check by hand.
   *
   * @param target what is being looked at
   * @param previous the check's own last answer that was not UNKNOWN; null when there is none
   * @param ticker the clock
   * @param lostTime when this process did not run
   * @return an immutable context
   */
  static CheckContext of(
      Target target, @Nullable CheckResult previous, Ticker ticker, LostTime lostTime) {
    return new GivenContext(target, previous, ticker, lostTime);
  }

  /**
   * A context of a first call on the system's clock, for trying a check by hand.
   *
   * @param target what is being looked at
   * @return an immutable context
   */
  static CheckContext first(Target target) {
    return of(target, null, Ticker.system(), new LostTime());
  }

  /**
   * The status that this check last gave to one subject: what a {@link Threshold} needs to know.
   *
   * @param condition the finding's condition
   * @param subject the finding's subject
   * @return the status of that finding in the previous answer, HEALTHY when there was none
   */
  default Status previousStatus(String condition, String subject) {
    CheckResult previous = previous();
    if (previous != null) {
      for (Finding finding : previous.findings()) {
        if (finding.condition().equals(condition) && finding.subject().equals(subject)) {
          return finding.status();
        }
      }
    }
    return Status.HEALTHY;
  }

  /**
   * How long ago a moment was, less the time in which this process did not run: the age to hold
   * against others.
   *
   * @param tick a moment of {@link #ticker()}
   * @return nanoseconds, at least 0
   */
  default long age(long tick) {
    return Math.max(0, ticker().read() - tick - lostTime().since(tick));
  }
}

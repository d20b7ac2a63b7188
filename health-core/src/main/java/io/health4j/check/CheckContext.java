package io.health4j.check;

import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What a check gets to know. Immutable and thread-safe.
 *
 * @param target what is being looked at
 * @param previous this check's own last answer that was not UNKNOWN; null until there is one
 * @param ticker the monitor's clock
 * @param lostTime when this process did not run
 */
public record CheckContext(
    Target target, @Nullable CheckResult previous, Ticker ticker, LostTime lostTime) {

  /**
   * A context of a first call on the system's clock, for trying a check by hand.
   *
   * @param target what is being looked at
   * @return the context
   */
  public static CheckContext first(Target target) {
    return new CheckContext(target, null, Ticker.system(), new LostTime());
  }

  /**
   * The status that this check last gave to one subject: what a {@link Threshold} needs to know.
   *
   * @param condition the finding's condition
   * @param subject the finding's subject
   * @return the status of that finding in the previous answer, HEALTHY when there was none
   */
  public Status previousStatus(String condition, String subject) {
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
  public long age(long tick) {
    return Math.max(0, ticker.read() - tick - lostTime.since(tick));
  }
}

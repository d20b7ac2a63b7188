package io.health4j.time;

import java.time.Duration;

/**
 * What a {@link Schedule} is told about a target when it chooses the time to its next sample.
 *
 * @param changed whether the last sample differed in status from the one before
 * @param unsettled whether the last sample's status is not yet the settled one
 * @param busy whether the host holds the target busy (a job runs)
 * @param calmFor how long none of these has been the case; zero while any is
 */
public record Activity(boolean changed, boolean unsettled, boolean busy, Duration calmFor) {

  public Activity {
    if (calmFor.isNegative()) {
      throw new IllegalArgumentException("calmFor must not be negative, was " + calmFor);
    }
  }

  /**
   * Whether anything asks for a close watch.
   *
   * @return true when changed, unsettled or busy
   */
  public boolean lively() {
    return changed || unsettled || busy;
  }
}

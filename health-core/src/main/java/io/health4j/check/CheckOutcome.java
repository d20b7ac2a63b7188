package io.health4j.check;

/**
 * What one check of a target last came to: its place in the target, and what it found there.
 * Immutable.
 *
 * @param check the check's name in its target
 * @param weight its share in the score, at least 0
 * @param vital whether the target cannot work without it
 * @param result what it found
 * @param durationNanos how long the call took, in nanoseconds; 0 when it was not called
 */
public record CheckOutcome(
    String check, double weight, boolean vital, CheckResult result, long durationNanos) {

  /**
   * The status that was found.
   *
   * @return the result's status
   */
  public Status status() {
    return result.status();
  }
}

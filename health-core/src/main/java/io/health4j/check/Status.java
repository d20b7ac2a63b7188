package io.health4j.check;

/**
 * How well something is. The order is that of badness: an unknown part hides no failure beside it,
 * but is worse than a healthy one.
 */
public enum Status {
  /** Known to be well. */
  HEALTHY,
  /**
   * Could not be found out: timed out, unreadable, stale, or never asked. Neither well nor failed.
   */
  UNKNOWN,
  /** Works, but needs a look. */
  WARNING,
  /** Does not work, or is about to stop. */
  CRITICAL;

  /**
   * The worse of two, in the order HEALTHY, UNKNOWN, WARNING, CRITICAL.
   *
   * @param other the status to compare with
   * @return the worse of this and the other
   */
  public Status worse(Status other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * Whether this is a known failure, as opposed to healthy or not known.
   *
   * @return true for WARNING and CRITICAL
   */
  public boolean isFailing() {
    return this == WARNING || this == CRITICAL;
  }
}

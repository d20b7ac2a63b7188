package io.health4j.alert;

/** How urgent an alert is, from the least to the most. */
public enum Severity {
  /** Good to know; nobody needs to act. */
  INFO,
  /** Somebody should look at it in working hours. */
  WARNING,
  /** Somebody must look at it now. */
  CRITICAL;

  /**
   * The more urgent of two.
   *
   * @param other the severity to compare with
   * @return the more urgent of this and the other
   */
  public Severity max(Severity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}

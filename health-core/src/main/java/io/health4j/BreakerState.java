package io.health4j;

/** Whether a check is called. */
public enum BreakerState {
  /** It is called. */
  CLOSED,
  /** It failed too often and is not called for a while. */
  OPEN,
  /** It is called once, on trial. */
  HALF_OPEN
}

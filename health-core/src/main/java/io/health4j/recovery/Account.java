package io.health4j.recovery;

import io.health4j.recovery.RecoveryPolicy.Budget;

/** What was done to one target of late: when attempts began, and until when it is left alone. */
final class Account {

  private final long[] starts;
  private long count;
  private long restedAt;
  private boolean resting;

  /**
   * A fresh account.
   *
   * @param most the largest count of all budgets
   */
  Account(int most) {
    starts = new long[most];
  }

  void started(long tick) {
    starts[(int) (count++ % starts.length)] = tick;
  }

  void rest(long tick, long nanos) {
    restedAt = tick + nanos;
    resting = true;
  }

  /** In how many nanoseconds it has rested; at most 0 when it has. */
  long untilRested(long tick) {
    resting &= restedAt - tick > 0;
    return resting ? restedAt - tick : 0;
  }

  /** In how many nanoseconds a budget has room for another attempt; at most 0 when it has. */
  long untilRoom(Budget budget, long tick) {
    if (count < budget.count()) {
      return 0;
    }
    long blocking = starts[(int) ((count - budget.count()) % starts.length)];
    return blocking + budget.per().toNanos() - tick;
  }

  /** Whether nothing that was done matters any more. */
  boolean isSettled(long longest, long tick) {
    boolean spent = count > 0 && starts[(int) ((count - 1) % starts.length)] + longest - tick > 0;
    return !spent && untilRested(tick) <= 0;
  }
}

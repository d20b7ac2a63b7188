package io.health4j.alert;

import io.health4j.alert.AlertRoute.RateLimit;

/**
 * Lets so many pass in a time: at first all at once, then one each time that its share of the time
 * is over. It keeps one number, the tick at which it would be full again if nothing were taken (the
 * "theoretical arrival time" of the generic cell rate algorithm, ITU-T I.371).
 */
final class TokenBucket {

  private final long nanosEach;

  /** How far ahead of now the bucket may be full and still have a token. */
  private final long nanosAhead;

  private long fullAt;
  private boolean isFull = true;

  TokenBucket(RateLimit limit) {
    this.nanosEach = Math.max(1, limit.per().toNanos() / limit.count());
    this.nanosAhead = nanosEach * (limit.count() - 1);
  }

  /** Takes a token, when there is one. */
  boolean take(long now) {
    if (isFull || fullAt - now <= 0) {
      fullAt = now;
    } else if (fullAt - now > nanosAhead) {
      return false;
    }
    isFull = false;
    fullAt += nanosEach;
    return true;
  }

  /** The first tick from the one given on at which there is a token. */
  long freeFrom(long tick) {
    long free = Agenda.after(fullAt, -nanosAhead);
    return isFull || free - tick <= 0 ? tick : free;
  }
}

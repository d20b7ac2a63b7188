package io.health4j.docker;

import io.health4j.check.CheckContext;

/**
 * How often the engine restarted a container in the last while: it counts for ever, so the moments
 * when the count grew are kept, as many as the limit needs. Used by one thread at a time.
 */
final class Restarts {

  private final long[] ticks;
  private int added;
  private long last = -1;

  Restarts(int kept) {
    ticks = new long[kept];
  }

  /**
   * The engine's count now.
   *
   * @return by how much it grew; a fall is a reset, since it begins anew when a container is
   *     started by hand
   */
  long counted(long now, long tick) {
    long grown = last < 0 ? 0 : now >= last ? now - last : now;
    last = now;
    for (long i = 0; i < Math.min(grown, ticks.length); i++) {
      ticks[added % ticks.length] = tick;
      added = added + 1 < 2 * ticks.length ? added + 1 : ticks.length;
    }
    return grown;
  }

  /** How many of those that are kept came within a time. */
  int within(long nanos, CheckContext context) {
    int count = 0;
    for (int i = 0; i < Math.min(added, ticks.length); i++) {
      count += context.age(ticks[i]) <= nanos ? 1 : 0;
    }
    return count;
  }
}

package io.health4j.time;

import java.util.concurrent.TimeUnit;

/**
 * The time in which this whole process did not run: a long garbage collection, a suspended virtual
 * machine, a starved container. The monitor's own tick measures it: a tick that comes late by more
 * than a limit tells that nobody here could have acted in between, so the silence of others in that
 * time proves nothing against them.
 *
 * <p>The last pauses are kept, so that an age is corrected by just the pauses that fell within it.
 * The age of the monitor's own samples is never corrected: what was not looked at is not known.
 *
 * <p>Thread-safe.
 */
public final class LostTime {

  /** Lateness up to here is scheduling noise: 100 ms (this project's own judgement). */
  public static final long NOISE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final int KEPT = 64;

  private final long[] ends = new long[KEPT];
  private final long[] lost = new long[KEPT];
  private int count;

  /** Pauses older than those kept, as if they were one that ended when the last of them did. */
  private long oldEnd;

  private long oldLost;
  private long total;

  /** Creates a record without a pause. */
  public LostTime() {}

  /**
   * Tells that a tick which was due ran now. For one observer, whose ticks come one after another:
   * two would count one pause twice.
   *
   * @param due when the tick should have run
   * @param now when it ran
   * @return the lost nanoseconds, 0 when the delay is noise
   */
  public synchronized long observe(long due, long now) {
    long late = now - due;
    if (late <= NOISE_NANOS) {
      return 0;
    }
    if (count >= KEPT) {
      oldEnd = ends[count % KEPT];
      oldLost += lost[count % KEPT];
    }
    ends[count % KEPT] = now;
    lost[count % KEPT] = late;
    count++;
    total += late;
    return late;
  }

  /**
   * The time lost after a moment.
   *
   * @param tick the moment
   * @return nanoseconds, at least 0
   */
  public synchronized long since(long tick) {
    long sum = oldLost == 0 ? 0 : Math.max(0, Math.min(oldLost, oldEnd - tick));
    for (int i = Math.max(0, count - KEPT); i < count; i++) {
      long end = ends[i % KEPT];
      sum += Math.max(0, Math.min(lost[i % KEPT], end - tick));
    }
    return sum;
  }

  /**
   * All time lost so far.
   *
   * @return nanoseconds, at least 0
   */
  public synchronized long total() {
    return total;
  }
}

package io.health4j.alert;

import java.util.concurrent.TimeUnit;

/**
 * Keeps an alert that comes and goes from ending again and again, in three ways that differ in how
 * soon they know:
 *
 * <ul>
 *   <li>it takes {@value #SETTLED} good samples in a row to end. What changes in {@value #ENTER} of
 *       {@value #PLACES} places changes every third sample, so that a steady flapper never gets so
 *       far, from its first firing on;
 *   <li>it does not end while it flaps, as Nagios measures flapping: 21 samples, 20 places for a
 *       change between them; from 30 % on until less than 25 %. Here all changes weigh the same;
 *   <li>what fires again within an hour of its end must be good for 30 s, or twice the time that
 *       its rule keeps it, before it ends again; each further time for twice as long, up to an
 *       hour. Each calm hour takes one doubling back. The times are this project's own judgement.
 * </ul>
 */
final class Damping {

  static final int SETTLED = 4;
  static final int PLACES = 20;
  static final int ENTER = 6;
  static final int LEAVE = 5;
  static final long FIRST_DELAY = TimeUnit.SECONDS.toNanos(30);
  static final long LONGEST_DELAY = TimeUnit.HOURS.toNanos(1);

  private static final int MASK = (1 << PLACES) - 1;
  private static final int MAX_RELAPSES = 8;

  private final long base;

  /** A bit for each place, the latest lowest. */
  private int changes;

  private boolean lastBad;
  private boolean flapping;
  private boolean endedBefore;
  private long endedTick;
  private int relapses;
  private Streak settled = Streak.of(new Hold.Samples(SETTLED, SETTLED));
  private Streak calm = Streak.of(Hold.NONE);

  /**
   * Of a rule that keeps its alerts for some time.
   *
   * @param keep for how long
   * @param first whether the sample that is taken in next is the first of all, and so no change
   */
  Damping(Hold keep, boolean first) {
    lastBad = first;
    base = keep instanceof Hold.Time time ? Math.max(FIRST_DELAY, 2 * time.nanos()) : FIRST_DELAY;
  }

  void bad() {
    sampled(true);
    settled.breaks();
    calm.breaks();
  }

  void good() {
    sampled(false);
  }

  /** A sample that is neither good nor bad changes nothing. */
  void neither(long tick, long interval) {
    sampled(lastBad);
    calm.passes(tick, interval);
  }

  private void sampled(boolean bad) {
    changes = (changes << 1 | (bad == lastBad ? 0 : 1)) & MASK;
    lastBad = bad;
    int count = Integer.bitCount(changes);
    flapping = count >= (flapping ? LEAVE : ENTER);
  }

  void fired(long tick) {
    if (endedBefore) {
      long hours = Math.max(0, tick - endedTick) / LONGEST_DELAY;
      relapses =
          hours == 0 ? Math.min(MAX_RELAPSES, relapses + 1) : (int) Math.max(0, relapses - hours);
    }
    settled = Streak.of(new Hold.Samples(SETTLED, SETTLED));
    calm = relapses == 0 ? Streak.of(Hold.NONE) : Streak.of(new Hold.Time(delay()));
  }

  private long delay() {
    return Math.min(Math.max(LONGEST_DELAY, base), base << (relapses - 1));
  }

  /** A good sample while it fires: whether it may end. */
  boolean letsGo(long tick, long interval) {
    boolean good = settled.add(tick, interval, Double.NaN);
    return calm.add(tick, interval, Double.NaN) && good && !flapping;
  }

  void ended(long tick) {
    endedBefore = true;
    endedTick = tick;
  }

  boolean isFlapping() {
    return flapping;
  }
}

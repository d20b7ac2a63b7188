package io.health4j.alert;

/**
 * How long something has been so, from one known sample to the next, and whether that is as long as
 * a {@link Hold} wants. What is not known neither adds nor breaks; but time and progress count only
 * where samples bear them out: after a gap of more than {@value #GAP_INTERVALS} intervals they
 * start anew.
 */
abstract sealed class Streak {

  /** The same as what makes a sample stale: what lies in a longer gap is not known. */
  static final int GAP_INTERVALS = 3;

  /** So much later than a tick a sample counts as the next one. */
  static long reach(long interval) {
    return interval > Long.MAX_VALUE / GAP_INTERVALS ? Long.MAX_VALUE : interval * GAP_INTERVALS;
  }

  static Streak of(Hold hold) {
    if (hold instanceof Hold.Time time) {
      return new Lasting(time.nanos());
    } else if (hold instanceof Hold.Progress progress) {
      return new Progressing(progress.amount());
    } else if (hold instanceof Hold.Samples samples && samples.count() < samples.last()) {
      return new OfLast(samples);
    }
    return new InARow(hold instanceof Hold.Samples samples ? samples.count() : 1);
  }

  /**
   * It is so.
   *
   * @param tick when
   * @param interval the time in which the next sample is expected
   * @param progress the reading whose progress counts, NaN when absent
   * @return whether it has been so for long enough
   */
  abstract boolean add(long tick, long interval, double progress);

  /** It is not so. */
  abstract void breaks();

  /** It is neither so nor not so, but known. */
  void passes(long tick, long interval) {}

  /** Whether nothing has been so. */
  abstract boolean isEmpty();

  /** So many samples, with none between that was not so. */
  private static final class InARow extends Streak {
    private final int enough;
    private int count;

    InARow(int enough) {
      this.enough = enough;
    }

    @Override
    boolean add(long tick, long interval, double progress) {
      count = Math.min(enough, count + 1);
      return count >= enough;
    }

    @Override
    void breaks() {
      count = 0;
    }

    /** Not so: it is none of the row. */
    @Override
    void passes(long tick, long interval) {
      breaks();
    }

    @Override
    boolean isEmpty() {
      return count == 0;
    }
  }

  /** So many of the last samples, a bit each. */
  private static final class OfLast extends Streak {
    private final int enough;
    private final long mask;
    private long bits;

    OfLast(Hold.Samples samples) {
      this.enough = samples.count();
      this.mask = -1L >>> (Long.SIZE - samples.last());
    }

    @Override
    boolean add(long tick, long interval, double progress) {
      bits = (bits << 1 | 1) & mask;
      return Long.bitCount(bits) >= enough;
    }

    @Override
    void breaks() {
      bits = bits << 1 & mask;
    }

    @Override
    boolean isEmpty() {
      return bits == 0;
    }
  }

  /** What counts only where no gap is. */
  private abstract static sealed class Covered extends Streak {
    boolean running;
    private long last;
    private long reach;

    /** Whether it goes on from the sample before. */
    boolean goesOn(long tick, long interval) {
      boolean on = running && tick - last <= reach;
      running = true;
      last = tick;
      reach = reach(interval);
      return on;
    }

    @Override
    void passes(long tick, long interval) {
      if (running && !goesOn(tick, interval)) {
        running = false;
      }
    }

    @Override
    void breaks() {
      running = false;
    }

    @Override
    boolean isEmpty() {
      return !running;
    }
  }

  /** So much time. */
  private static final class Lasting extends Covered {
    private final long enough;
    private long since;

    Lasting(long enough) {
      this.enough = enough;
    }

    @Override
    boolean add(long tick, long interval, double progress) {
      if (!goesOn(tick, interval) || tick - since < 0) {
        since = tick;
      }
      return tick - since >= enough;
    }
  }

  /** So much growth of another reading; one that falls was reset, and counts from 0. */
  private static final class Progressing extends Covered {
    private final double enough;
    private double grown;
    private double mark;

    Progressing(double enough) {
      this.enough = enough;
    }

    @Override
    boolean add(long tick, long interval, double progress) {
      if (!goesOn(tick, interval)) {
        grown = 0;
        mark = Double.NaN;
      }
      if (!Double.isNaN(progress)) {
        grown += progress < mark ? progress : Double.isNaN(mark) ? 0 : progress - mark;
        mark = progress;
      }
      return grown >= enough;
    }
  }
}

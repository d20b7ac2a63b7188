package io.health4j.report;

import io.health4j.check.Attributes;
import io.health4j.time.Durations;
import java.time.Duration;
import java.util.List;

/**
 * The past of every reading and score, in memory, within one budget for the whole monitor. Old
 * values become fewer instead of vanishing, as in RRDtool's round-robin archives. While there is
 * room, it keeps of each series
 *
 * <ul>
 *   <li>all samples of 2 h, at most 2,048 (2 h at a sample every 3.5 s),
 *   <li>the minimum, maximum, mean and last value of every 5 minutes of 48 h,
 *   <li>the same of every hour of 7 days,
 * </ul>
 *
 * <p>which are this project's own judgement, like the order in which the past gets shorter when
 * room does. A target's time is that of its last sample. First go series that were not written for
 * 2 h, and room that nothing uses any more. When that frees less than a sixteenth of the budget,
 * everything is shortened by one step, and by the next when that is not enough:
 *
 * <ol>
 *   <li value="1">samples to 1 h, then (2) 30 min, then (3) 15 min;
 *   <li value="4">5-minute roll-ups to 24 h, then (5) 12 h, then (6) 6 h;
 *   <li value="7">hourly roll-ups to 4 days, then (8) 2 days, then (9) 1 day;
 *   <li value="10">no roll-ups, and series that were not written for 5 minutes go.
 * </ol>
 *
 * <p>After that a new series is refused, and each of its values counted as dropped; samples last as
 * long as their room does. A step is taken back when half of the budget is free, the last one when
 * the roll-ups of the one before find room.
 *
 * <p>Thread-safe: one target's series share a lock, and only one target's lock is held at a time.
 */
public final class History {

  /** The series under which each target's score is kept, without attributes. */
  public static final String SCORE = "health.score";

  /**
   * 32 MiB: 100 targets of 10 readings and a score, sampled every 30 s, keep everything (this
   * project's own judgement).
   */
  public static final long DEFAULT_BYTES = 32L << 20;

  /** What is kept at the longest. */
  private static final Duration MAX_STEP = Duration.ofDays(7);

  private final Keeper keeper;

  /**
   * An empty history.
   *
   * @param budget bytes for all series together, at least 0; 0 keeps nothing
   * @throws IllegalArgumentException when the budget is negative
   */
  public History(long budget) {
    if (budget < 0) {
      throw new IllegalArgumentException("history must have at least 0 bytes, was " + budget);
    }
    this.keeper = new Keeper(budget);
  }

  /**
   * Takes in a sample of a target: its score and all its readings. Of two readings of the same
   * metric and attributes the first counts. Samples of one target must come one after another.
   *
   * @param health the target's health after the sample
   */
  public void record(TargetHealth health) {
    keeper.record(health);
  }

  /**
   * Forgets a target.
   *
   * @param target its id
   */
  public void forget(String target) {
    keeper.forget(target);
  }

  /**
   * The targets that have a past.
   *
   * @return their ids, sorted
   */
  public List<String> targets() {
    return keeper.targets();
  }

  /**
   * What is kept of a target.
   *
   * @param target its id
   * @return its series in the order in which they first came; empty when there is no such target
   */
  public List<Series> series(String target) {
    return keeper.read(target, Past::series);
  }

  /**
   * The samples of one series that are still kept one by one.
   *
   * @param target the target's id
   * @param metric the metric's name, or {@link #SCORE}
   * @param attributes the reading's attributes
   * @param sinceTick the oldest wanted moment, on the monitor's ticker
   * @return its samples from old to new; empty when there is no such series
   */
  public List<Sample> query(String target, String metric, Attributes attributes, long sinceTick) {
    var series = new Series(metric, attributes);
    return keeper.read(target, past -> past.since(series, sinceTick));
  }

  /**
   * One series over a range of time, in steps. Each part of the range comes from the finest that is
   * still kept of it: samples, 5-minute or hourly roll-ups. A roll-up that reaches into the range
   * counts as a whole, and is not cut when the step is finer: it then stands for itself. Steps
   * begin at the same moments for all targets, so answers of different times or targets lie side by
   * side. Steps without a value are left out, so the answer is never longer than what is kept:
   * fewer than 2,800.
   *
   * @param target the target's id
   * @param metric the metric's name, or {@link #SCORE}
   * @param attributes the reading's attributes
   * @param fromTick the oldest wanted moment, on the monitor's ticker
   * @param toTick the newest wanted moment
   * @param step how long a step is, from 1 ms to 7 days; where roll-ups have to do, best a multiple
   *     of theirs, otherwise each counts where it begins
   * @return what the series came to in each step, from old to new; empty when there is no such
   *     series
   * @throws IllegalArgumentException when the step is out of range, or the range ends before it
   *     begins
   */
  public List<Rollup> query(
      String target,
      String metric,
      Attributes attributes,
      long fromTick,
      long toTick,
      Duration step) {
    Durations.inRange("step", step, Durations.MIN, MAX_STEP);
    if (toTick - fromTick < 0) {
      throw new IllegalArgumentException(
          "toTick must not be before fromTick, was "
              + Durations.text(fromTick - toTick)
              + " before it");
    }
    var series = new Series(metric, attributes);
    return keeper.read(target, past -> past.query(series, fromTick, toTick, step));
  }

  /**
   * How much of the budget is taken.
   *
   * @return bytes, never more than the budget
   */
  public long bytes() {
    return keeper.bytes();
  }

  /**
   * How many of the steps above are taken.
   *
   * @return from 0, when all is kept, to 10
   */
  public int stepsTaken() {
    return keeper.plan().step();
  }

  /**
   * How many values found no room.
   *
   * @return a count that only grows
   */
  public long droppedSamples() {
    return keeper.dropped();
  }
}

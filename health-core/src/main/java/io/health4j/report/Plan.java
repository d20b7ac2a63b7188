package io.health4j.report;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long each tier is kept, in nanoseconds. The steps are the order in which the past gets
 * shorter when room does: detail first, length last, and the present never.
 *
 * <p>A step is taken when the budget is really used up, not when the number of series lets one
 * expect it: how often a target is sampled changes all the time, and a process that ends before its
 * memory is full should have lost nothing. Each step but the last takes at most half of what is
 * there, so that it can be taken back, without being needed again at once, when half is free.
 *
 * @param step how many steps were taken
 * @param raw how long samples are kept
 * @param fiveMinutes how long 5-minute roll-ups are kept; 0 for none
 * @param hours how long hourly roll-ups are kept; 0 for none
 */
record Plan(int step, long raw, long fiveMinutes, long hours) {

  /** A sample every 3.5 s for 2 h; so that one every 10 ms does not take the room of all others. */
  static final int MOST_SAMPLES = 2048;

  private static final List<Plan> STEPS = steps();

  /** What is kept while there is room. */
  static final Plan WIDEST = STEPS.get(0);

  /** A series that is not written for so long makes room for those that are. */
  private static final long IDLE = TimeUnit.HOURS.toNanos(2);

  private static final long IDLE_AT_LAST = TimeUnit.MINUTES.toNanos(5);

  private static List<Plan> steps() {
    int[] rawMinutes = {120, 60, 30, 15, 15, 15, 15, 15, 15, 15, 15};
    int[] fiveMinutesHours = {48, 48, 48, 48, 24, 12, 6, 6, 6, 6, 0};
    int[] hoursDays = {7, 7, 7, 7, 7, 7, 7, 4, 2, 1, 0};
    var steps = new ArrayList<Plan>();
    for (int i = 0; i < rawMinutes.length; i++) {
      steps.add(
          new Plan(
              i,
              TimeUnit.MINUTES.toNanos(rawMinutes[i]),
              TimeUnit.HOURS.toNanos(fiveMinutesHours[i]),
              TimeUnit.DAYS.toNanos(hoursDays[i])));
    }
    return List.copyOf(steps);
  }

  boolean isLast() {
    return step == STEPS.size() - 1;
  }

  Plan shorter() {
    return STEPS.get(step + 1);
  }

  Plan longer() {
    return STEPS.get(step - 1);
  }

  long keep(Tier tier) {
    return switch (tier) {
      case RAW -> raw;
      case FIVE_MINUTES -> fiveMinutes;
      case HOUR -> hours;
    };
  }

  boolean keeps(Tier tier) {
    return keep(tier) > 0;
  }

  /** The beginning of the oldest sample or bucket of which something is still wanted. */
  long oldest(Tier tier, long now) {
    return now - keep(tier) - Math.max(0, tier.width - 1);
  }

  /** So many samples or buckets: all that are whole, and the two that are cut. */
  int most(Tier tier) {
    return tier == Tier.RAW
        ? MOST_SAMPLES
        : keeps(tier) ? Math.toIntExact(keep(tier) / tier.width) + 1 : 0;
  }

  /** When room is short, series that were not written for so long go first. */
  long idle() {
    return isLast() ? IDLE_AT_LAST : IDLE;
  }

  /** Whether the last step can be taken back. */
  boolean mayWiden(long used, long series, long limit) {
    if (step == 0) {
      return false;
    }
    long more = isLast() ? series * longer().rollupBytes() : used;
    return used + more <= limit;
  }

  private long rollupBytes() {
    return (long) most(Tier.FIVE_MINUTES) * Tier.FIVE_MINUTES.bytes
        + (long) most(Tier.HOUR) * Tier.HOUR.bytes;
  }
}

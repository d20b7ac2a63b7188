package io.health4j.report;

import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.score.Score;
import io.health4j.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One target's health as of its last sample. Immutable. Readers get it through {@link
 * HealthReport}, which judges its freshness at the moment of reading.
 *
 * @param target whose health
 * @param status the settled state; UNKNOWN when stale
 * @param since when that state settled, for display
 * @param sample the last sample's own status, before settling
 * @param flapRatio the share of changes among the last 21 known samples, from 0 to 1
 * @param score the last sample's score; none when stale
 * @param outcomes what each check came to, in the target's order; when stale all are UNKNOWN,
 *     without readings
 * @param sampledAt when the last sample began, for display
 * @param sampledTick the same on the monitor's ticker
 * @param interval the time to the next sample that was chosen after it
 * @param stale whether no sample came for {@value #STALE_INTERVALS} intervals
 */
public record TargetHealth(
    Target target,
    Status status,
    Instant since,
    Status sample,
    double flapRatio,
    Score score,
    List<CheckOutcome> outcomes,
    Instant sampledAt,
    long sampledTick,
    Duration interval,
    boolean stale) {

  /** So many intervals without a sample, and the last one is no longer believed. */
  public static final int STALE_INTERVALS = 3;

  public TargetHealth {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * A target that was never sampled.
   *
   * @param target the target
   * @param now when it was added, for display
   * @param tick the same on the monitor's ticker
   * @param interval when its first sample is expected
   * @return UNKNOWN health
   */
  public static TargetHealth unsampled(Target target, Instant now, long tick, Duration interval) {
    Score none = Score.none("not sampled yet", List.of());
    return new TargetHealth(
        target,
        Status.UNKNOWN,
        now,
        Status.UNKNOWN,
        0,
        none,
        List.of(),
        now,
        tick,
        interval,
        false);
  }

  /**
   * This health as it must be read at a moment: itself while fresh, otherwise UNKNOWN and without a
   * score. Time that the process lost counts: what was not looked at is not known.
   *
   * @param tick the moment on the monitor's ticker
   * @return this or a stale copy
   */
  public TargetHealth readAt(long tick) {
    long age = tick - sampledTick;
    if (stale || age <= interval.toNanos() * STALE_INTERVALS) {
      return this;
    }
    String reason = "stale: no sample for " + Durations.text(age);
    List<CheckOutcome> unknown = outcomes.stream().map(each -> stale(each, reason)).toList();
    return new TargetHealth(
        target,
        Status.UNKNOWN,
        since,
        sample,
        flapRatio,
        Score.none(reason, unknown),
        unknown,
        sampledAt,
        sampledTick,
        interval,
        true);
  }

  private static CheckOutcome stale(CheckOutcome was, String reason) {
    var result = CheckResult.unknown(reason + ", was " + was.status());
    return new CheckOutcome(was.check(), was.weight(), was.vital(), result, was.durationNanos());
  }

  /**
   * How old the last sample is.
   *
   * @param tick the moment on the monitor's ticker
   * @return the age, at least zero
   */
  public Duration age(long tick) {
    return Duration.ofNanos(Math.max(0, tick - sampledTick));
  }
}

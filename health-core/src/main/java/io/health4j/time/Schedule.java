package io.health4j.time;

import java.time.Duration;

/**
 * Chooses the time from one sample of a target to its next. Implementations must be stateless,
 * quick and thread-safe; a result outside 1 ms to 24 h is cut to that range, and an exception
 * counts as the longest interval.
 */
public interface Schedule {

  /** The interval of a target that names none: 5 s (this project's own judgement). */
  Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  /** The calm end of the default adaptive schedule: 60 s, Prometheus' default scrape interval. */
  Duration DEFAULT_CALM_INTERVAL = Duration.ofSeconds(60);

  /**
   * The time to the next sample.
   *
   * @param activity what happened at the last sample
   * @return the interval, counted from the start of the last sample
   */
  Duration next(Activity activity);

  /**
   * Always the same interval.
   *
   * @param interval from 1 ms to 24 h
   * @return the schedule
   * @throws IllegalArgumentException when the interval is out of range
   */
  static Schedule fixed(Duration interval) {
    var checked = Durations.inRange("interval", interval, Durations.MIN, Durations.MAX);
    return activity -> checked;
  }

  /**
   * Quick while a status changes, a job is busy or a state is not settled; then the interval grows
   * with the calm, which doubles it from sample to sample, up to {@code calm}.
   *
   * @param quick the shortest interval, from 1 ms to 24 h
   * @param calm the longest interval, from {@code quick} to 24 h
   * @return the schedule
   * @throws IllegalArgumentException when an interval is out of range
   */
  static Schedule adaptive(Duration quick, Duration calm) {
    Durations.inRange("quick interval", quick, Durations.MIN, Durations.MAX);
    Durations.inRange("calm interval", calm, quick, Durations.MAX);
    return activity -> {
      if (activity.lively() || activity.calmFor().compareTo(quick) <= 0) {
        return quick;
      }
      return activity.calmFor().compareTo(calm) < 0 ? activity.calmFor() : calm;
    };
  }

  /**
   * The adaptive schedule from {@link #DEFAULT_INTERVAL} to {@link #DEFAULT_CALM_INTERVAL}.
   *
   * @return the schedule
   */
  static Schedule adaptive() {
    return adaptive(DEFAULT_INTERVAL, DEFAULT_CALM_INTERVAL);
  }
}

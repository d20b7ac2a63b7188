package io.health4j.check;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What {@link TaskStatsBuilder} collected: how tasks are judged, and how many types there may be.
 */
record TaskLimits(
    Map<String, Threshold> expected,
    Threshold errorRate,
    int minimumSample,
    Duration lapse,
    int maxTypes) {

  TaskLimits {
    expected = Map.copyOf(expected);
  }

  /** As the constructor, of expected mean durations; slow is what takes more than twice as long. */
  static TaskLimits of(
      Map<String, Duration> expected,
      Threshold errorRate,
      int minimumSample,
      Duration lapse,
      int maxTypes) {
    var slow = new LinkedHashMap<String, Threshold>();
    expected.forEach((type, duration) -> slow.put(type, slow(duration)));
    return new TaskLimits(slow, errorRate, minimumSample, lapse, maxTypes);
  }

  private static Threshold slow(Duration expected) {
    double seconds = (double) expected.toNanos() / TimeUnit.SECONDS.toNanos(1);
    return Threshold.above().warning(TaskStatsBuilder.SLOW_FACTOR * seconds).build();
  }

  /**
   * What a type's mean duration in seconds is held against; null when nothing is expected of it.
   */
  @Nullable Threshold slow(TaskType type) {
    return expected.get(type.name());
  }
}

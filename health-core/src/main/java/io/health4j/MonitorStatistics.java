package io.health4j;

import io.health4j.check.Target;
import java.time.Duration;
import java.util.List;

/**
 * How the monitor itself fares, and what it costs. Counts only grow while the monitor lives.
 * Immutable.
 *
 * @param samples samples of targets that were published
 * @param stuckThreads threads that are now held by calls which outran their timeout
 * @param stuckThreadLimit how many of those are replaced; more of them make calls wait
 * @param droppedEvents events that found a listener's queue full
 * @param callbackFailures how often a listener, scorer, schedule or binder threw, answered null or
 *     hung
 * @param droppedHistory values that found no room in the history
 * @param historyBytes memory that the history takes, in bytes
 * @param lostTime how long this process did not run
 * @param cpuTime CPU time of all the monitor's threads; zero where the JVM cannot tell
 * @param checks one for each check of each target
 */
public record MonitorStatistics(
    long samples,
    int stuckThreads,
    int stuckThreadLimit,
    long droppedEvents,
    long callbackFailures,
    long droppedHistory,
    long historyBytes,
    Duration lostTime,
    Duration cpuTime,
    List<CheckStatistics> checks) {

  public MonitorStatistics {
    checks = List.copyOf(checks);
  }

  /**
   * How one check fares.
   *
   * @param target its target
   * @param check its name
   * @param calls how often it was called and came back, or was given up
   * @param failures how often it threw, answered null, or told of a cause why it could not look
   * @param timeouts how often it was given up
   * @param total how long all calls took
   * @param longest how long the longest call took
   * @param breaker whether it is called now
   */
  public record CheckStatistics(
      Target target,
      String check,
      long calls,
      long failures,
      long timeouts,
      Duration total,
      Duration longest,
      BreakerState breaker) {}
}

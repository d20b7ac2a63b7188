package io.health4j;

import io.health4j.alert.Severity;
import io.health4j.check.Target;
import io.health4j.recovery.RecoveryEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
 * @param alerts how alerting fares
 * @param recoveries attempts to recover, by what came of them; what never came is absent
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
    AlertStatistics alerts,
    Map<RecoveryEngine.Outcome, Long> recoveries,
    List<CheckStatistics> checks) {

  public MonitorStatistics {
    recoveries = Map.copyOf(recoveries);
    checks = List.copyOf(checks);
  }

  /**
   * How alerting fares.
   *
   * @param active alerts that fired and have not ended, by severity; none is absent
   * @param pending alerts that have not fired yet
   * @param fired how often an alert fired
   * @param ended how often one ended
   * @param untold alerts that came and went while too much waited for the rate limit of a route,
   *     and were never told by that
   * @param dormantRules rules for which nothing was ever found
   * @param massFailure whether half of the targets fail together
   * @param sinks one for each sink
   */
  public record AlertStatistics(
      Map<Severity, Long> active,
      int pending,
      long fired,
      long ended,
      long untold,
      List<String> dormantRules,
      boolean massFailure,
      List<SinkStatistics> sinks) {

    public AlertStatistics {
      active = Map.copyOf(active);
      dormantRules = List.copyOf(dormantRules);
      sinks = List.copyOf(sinks);
    }
  }

  /**
   * How one sink fares.
   *
   * @param sink the name of the first route to it
   * @param delivered notifications that it took
   * @param failed calls that failed, each of which is tried again
   * @param dropped notifications that it will never get: rejected, for want of room, or tried in
   *     vain for a day
   * @param folded notifications that became part of one that waited
   * @param waiting notifications that wait
   * @param total how long all calls took
   * @param longest how long the longest call took
   * @param latency from when a notification was made to when the sink had it, of the last one, on
   *     the clock for display
   * @param breaker whether it is called now
   */
  public record SinkStatistics(
      String sink,
      long delivered,
      long failed,
      long dropped,
      long folded,
      int waiting,
      Duration total,
      Duration longest,
      Duration latency,
      BreakerState breaker) {}

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

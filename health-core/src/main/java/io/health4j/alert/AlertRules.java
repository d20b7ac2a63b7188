package io.health4j.alert;

import static io.health4j.alert.AlertRule.finding;
import static io.health4j.alert.AlertRule.rate;
import static io.health4j.alert.AlertRule.reading;
import static io.health4j.alert.AlertRule.score;
import static io.health4j.alert.AlertRule.silence;
import static io.health4j.alert.AlertRule.status;
import static io.health4j.alert.AlertRule.unknown;
import static io.health4j.alert.Severity.CRITICAL;
import static io.health4j.alert.Severity.INFO;

import io.health4j.check.Status;
import java.time.Duration;
import java.util.List;

/**
 * Rules for the common cases. Their names are all different, so that the lists can be used
 * together. A rule whose reading no check gives is dormant: it costs nothing, and the monitor tells
 * its name.
 *
 * <p>Where a check judges by limits of the host's own (a loop's stall, the errors of tasks), there
 * is no second limit here for the same thing: a rule on its findings follows it, or the rules on
 * states and scores do.
 */
public final class AlertRules {

  private AlertRules() {}

  /**
   * An autonomous or evolutionary loop, all limits this project's own judgement:
   *
   * <ul>
   *   <li>{@code loop-memory-high}: {@code system.memory.utilization} above 80 %, as a breach and
   *       not as noise;
   *   <li>{@code loop-heap-high}: {@code health.heap.utilization} above 80 % in 2 samples;
   *   <li>{@code loop-diversity-low}: {@code loop.diversity} below 0.1 for 5 iterations;
   *   <li>{@code loop-stalled} and {@code loop-stalled-critical}: no iteration ends for longer than
   *       the check of the loop allows ({@code stalledAfter} of its probe); the second at its limit
   *       for CRITICAL; CRITICAL;
   *   <li>{@code loop-champion-stale}: more than 20 iterations without a better champion; INFO,
   *       since a search that is done finds none;
   *   <li>{@code loop-success-low}: {@code loop.success.ratio} below 20 % for 20 iterations, fewer
   *       of which say too little; CRITICAL;
   *   <li>{@code loop-containers-orphaned}: {@code health.containers.orphaned} above 3.
   * </ul>
   *
   * @return the rules
   */
  public static List<AlertRule> autonomousLoop() {
    return List.of(
        reading("loop-memory-high", "system.memory.utilization").above(0.80, 0.76).noisy().build(),
        reading("loop-heap-high", "health.heap.utilization")
            .above(0.80, 0.76)
            .samples(2, 2)
            .build(),
        reading("loop-diversity-low", "loop.diversity")
            .below(0.1)
            .holdFor(5, "loop.iterations")
            .message("{target} loses its diversity: {value} left by {loop.diversity.measure}")
            .build(),
        finding("loop-stalled", "loop-stalled", Status.WARNING).build(),
        finding("loop-stalled-critical", "loop-stalled", Status.CRITICAL)
            .severity(CRITICAL)
            .build(),
        reading("loop-champion-stale", "loop.champion.staleness")
            .above(20)
            .severity(INFO)
            .message("{target} found no better champion in {value} iterations")
            .build(),
        reading("loop-success-low", "loop.success.ratio")
            .below(0.20, 0.25)
            .holdFor(20, "loop.iterations")
            .severity(CRITICAL)
            .message("only {value} of the iterations of {target} succeed")
            .build(),
        reading("loop-containers-orphaned", "health.containers.orphaned")
            .above(3, 2)
            .message("{target} left {value} containers behind that nobody uses")
            .build());
  }

  /**
   * Workers:
   *
   * <ul>
   *   <li>{@code worker-score-low}: score below 0.7 in 3 samples, as many as settle a state (this
   *       project's own judgement);
   *   <li>{@code worker-critical}: the settled state is CRITICAL; CRITICAL;
   *   <li>{@code worker-heartbeat-missed}: {@code health.heartbeat.age} above 60 s, as the default
   *       of {@link io.health4j.check.Heartbeat} has it; ends at 30 s; CRITICAL.
   * </ul>
   *
   * @return the rules
   */
  public static List<AlertRule> workers() {
    return List.of(
        score("worker-score-low").below(0.7, 0.75).samples(3, 3).build(),
        status("worker-critical", Status.CRITICAL).severity(CRITICAL).build(),
        reading("worker-heartbeat-missed", "health.heartbeat.age")
            .above(60, 30)
            .severity(CRITICAL)
            .message("{target} gave no sign of life for {value} s")
            .build());
  }

  /**
   * A machine, at the levels of {@code SystemChecks} in health-oshi, where their sources stand.
   * Load has none: its limit hangs on the number of CPUs, and the target's state tells of it.
   *
   * <ul>
   *   <li>{@code node-cpu-high}: {@code system.cpu.utilization} above 95 %, as a breach and not as
   *       noise;
   *   <li>{@code node-memory-full}: {@code system.memory.utilization} above 95 % in 3 samples;
   *       CRITICAL;
   *   <li>{@code node-swap-high}: {@code system.paging.utilization} above 90 % for 1 min;
   *   <li>{@code node-filesystem-high}: {@code system.filesystem.utilization} above 80 % in 3
   *       samples;
   *   <li>{@code node-filesystem-full}: the same above 90 %; CRITICAL.
   * </ul>
   *
   * @return the rules
   */
  public static List<AlertRule> node() {
    return List.of(
        reading("node-cpu-high", "system.cpu.utilization").above(0.95, 0.90).noisy().build(),
        reading("node-memory-full", "system.memory.utilization")
            .above(0.95, 0.90)
            .samples(3, 3)
            .severity(CRITICAL)
            .build(),
        reading("node-swap-high", "system.paging.utilization")
            .above(0.90, 0.80)
            .holdFor(Duration.ofMinutes(1))
            .build(),
        reading("node-filesystem-high", "system.filesystem.utilization")
            .above(0.80, 0.76)
            .samples(3, 3)
            .build(),
        reading("node-filesystem-full", "system.filesystem.utilization")
            .above(0.90, 0.86)
            .samples(3, 3)
            .severity(CRITICAL)
            .build());
  }

  /**
   * The monitor itself, all limits this project's own judgement:
   *
   * <ul>
   *   <li>{@code target-silent}: a target is no longer sampled; CRITICAL, since whatever fails
   *       there goes unseen;
   *   <li>{@code target-unknown}: a target is sampled, but for 1 min nothing is known of its state;
   *   <li>{@code monitor-threads-stuck}: {@code health.monitor.threads.stuck} above 8, half of
   *       those that are replaced by default; CRITICAL;
   *   <li>{@code monitor-events-dropped}: {@code health.monitor.events.dropped} grows;
   *   <li>{@code monitor-callbacks-fail}: {@code health.monitor.callback.failures} grows;
   *   <li>{@code monitor-history-dropped}: {@code health.monitor.history.dropped} grows; INFO.
   * </ul>
   *
   * @return the rules
   */
  public static List<AlertRule> monitor() {
    return List.of(
        silence("target-silent").severity(CRITICAL).build(),
        unknown("target-unknown").holdFor(Duration.ofMinutes(1)).build(),
        reading("monitor-threads-stuck", "health.monitor.threads.stuck")
            .above(8, 4)
            .severity(CRITICAL)
            .message("{value} calls hang past their timeout and hold a thread each")
            .build(),
        rate("monitor-events-dropped", "health.monitor.events.dropped")
            .above(0, 0)
            .message("a listener is too slow: {value} events are dropped")
            .build(),
        rate("monitor-notifications-dropped", "health.notifications.dropped")
            .above(0, 0)
            .message("sinks never get some notifications: {value}")
            .build(),
        rate("monitor-callbacks-fail", "health.monitor.callback.failures")
            .above(0, 0)
            .message("callbacks of the host fail: {value}")
            .build(),
        rate("monitor-history-dropped", "health.monitor.history.dropped")
            .above(0, 0)
            .severity(INFO)
            .message("the history has no room: {value} values are dropped")
            .build());
  }
}

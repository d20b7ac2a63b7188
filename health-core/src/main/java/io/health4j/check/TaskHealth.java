package io.health4j.check;

import java.util.HashMap;
import java.util.Map;

/** The check of a {@link TaskStats}: reads all types, and judges each by its last full window. */
final class TaskHealth implements HealthCheck {

  static final String ERRORS = "task-errors";
  static final String SLOW = "task-slow";

  private static final Metric DROPPED =
      Metric.counter(
          "health.task.types.dropped",
          "{task}",
          "Tasks counted as other, since there was no room for their type.");
  private static final Metric TRACE_FAILURES =
      Metric.counter(
          "health.task.trace.failures", "{failure}", "Times that asking for a trace's id threw.");
  private static final String ERRORS_REMEDY =
      "Look up in the host's log why tasks of this type fail.";
  private static final String SLOW_REMEDY =
      "See what tasks of this type wait for, or set the duration that is expected of them anew.";

  private final TaskStats stats;
  private final TaskLimits limits;
  private final Map<String, TaskWindow> windows = new HashMap<>();

  TaskHealth(TaskStats stats, TaskLimits limits) {
    this.stats = stats;
    this.limits = limits;
  }

  @Override
  public CheckResult check(CheckContext context) {
    var result = CheckResult.builder();
    for (TaskType type : stats.used()) {
      type.readings(result);
      TaskWindow window = windows.computeIfAbsent(type.name(), name -> new TaskWindow());
      if (window.look(type, context, limits)) {
        judge(type, window, context, result);
      }
    }
    Long traceFailures = stats.traceFailures();
    if (traceFailures != null) {
      result.reading(TRACE_FAILURES, (double) traceFailures);
    }
    return result.reading(DROPPED, (double) stats.dropped()).build();
  }

  /**
   * Repeats the last window's verdict as long as it stands. Judging the same value again gives the
   * same status, so the status in the previous result is all the memory that is needed.
   */
  private void judge(TaskType type, TaskWindow window, CheckContext context, ResultBuilder result) {
    result.judge(
        context, ERRORS, type.name(), window.errorRate(), limits.errorRate(), ERRORS_REMEDY);
    Threshold slow = limits.slow(type);
    if (slow != null) {
      result.judge(context, SLOW, type.name(), window.meanSeconds(), slow, SLOW_REMEDY);
    }
  }
}

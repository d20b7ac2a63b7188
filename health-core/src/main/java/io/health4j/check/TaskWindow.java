package io.health4j.check;

import java.util.concurrent.TimeUnit;

/**
 * The tasks of one type since it was judged last, and what the window before was judged by.
 *
 * <p>A window ends by count, not by time: a rate of three tasks says nothing, and a busy type is
 * judged at each check while a rare one is judged seldom but soundly. So that the last verdict on a
 * type that is no longer used does not stand for ever, it lapses.
 */
final class TaskWindow {

  private long succeededBefore;
  private long failedBefore;
  private long nanosBefore;

  private double errorRate;
  private double meanSeconds;
  private boolean judged;
  private long judgedAt;

  /** Whether there is a verdict that stands. */
  boolean look(TaskType type, CheckContext context, TaskLimits limits) {
    long succeeded = type.succeeded() - succeededBefore;
    long failed = type.failed() - failedBefore;
    if (succeeded + failed >= limits.minimumSample()) {
      close(succeeded, failed, type.sumNanos() - nanosBefore);
      judged = true;
      judgedAt = context.ticker().read();
    } else if (judged && context.age(judgedAt) >= limits.lapse().toNanos()) {
      judged = false;
    }
    return judged;
  }

  private void close(long succeeded, long failed, long nanos) {
    double finished = succeeded + failed;
    errorRate = failed / finished;
    meanSeconds = nanos / finished / TimeUnit.SECONDS.toNanos(1);
    succeededBefore += succeeded;
    failedBefore += failed;
    nanosBefore += nanos;
  }

  /** The failed share of the last full window, 0–1. */
  double errorRate() {
    return errorRate;
  }

  /** The mean duration in the last full window. */
  double meanSeconds() {
    return meanSeconds;
  }
}

package io.health4j.nvml;

import io.health4j.check.CheckContext;
import io.health4j.check.Status;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a check handed to a lane, as that check sees it. Used by the check's calls only. */
final class Pending<T> {

  private final FutureTask<T> task;
  private final long since;
  private boolean waitedFor;
  private int hungSamples;

  Pending(FutureTask<T> task, long since) {
    this.task = task;
    this.since = since;
  }

  FutureTask<T> task() {
    return task;
  }

  boolean isDone() {
    return task.isDone();
  }

  /** Waits until it is done, once: what was late before delays nobody again. */
  void await(long nanos) throws InterruptedException {
    if (waitedFor || task.isDone()) {
      return;
    }
    waitedFor = true;
    try {
      task.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | CancellationException | ExecutionException e) {
      return; // the result tells
    }
  }

  /** Whether it was never begun, for want of a thread. */
  boolean isCancelled() {
    return task.isCancelled();
  }

  /** The result of what is done; null when it was never begun, or threw. */
  @Nullable T result() {
    try {
      return task.get();
    } catch (CancellationException | ExecutionException e) {
      return null;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e); // it is done: nothing waits
    }
  }

  /** What it threw; null when it did not, or is not done. */
  @Nullable Throwable thrown() {
    try {
      if (task.isDone()) {
        task.get();
      }
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (CancellationException e) {
      return null;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e); // it is done: nothing waits
    }
  }

  /** How long it has been on its way, less the time in which this process did not run. */
  double seconds(CheckContext context) {
    return context.age(since) / 1e9;
  }

  /** Whether it hangs, which is asked once a sample: HEALTHY while it is only late. */
  Status hanging(CheckContext context, GpuSettings settings) {
    if (task.isDone() || seconds(context) < settings.limit(GpuLimit.HANG_SECONDS)) {
      return Status.HEALTHY;
    }
    hungSamples++;
    boolean forLong = hungSamples >= settings.limit(GpuLimit.HANG_SAMPLES);
    return forLong ? Status.CRITICAL : Status.UNKNOWN;
  }
}

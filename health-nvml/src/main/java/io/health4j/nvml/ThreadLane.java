package io.health4j.nvml;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A lane with a daemon thread of its own, which is there only while there is something to do. */
final class ThreadLane implements Lane {

  /** As long as the monitor's own workers stay (this project's own judgement). */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final ThreadPoolExecutor executor;

  ThreadLane(String name) {
    this(name, IDLE);
  }

  ThreadLane(String name, Duration idle) {
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            idle.toNanos(),
            TimeUnit.NANOSECONDS,
            new LinkedBlockingQueue<>(), // holds one task of each check, and no more
            task -> daemon(task, name));
    executor.allowCoreThreadTimeOut(true);
  }

  /** It takes nothing over from the thread that happens to make it. */
  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(ThreadLane.class.getClassLoader());
    return thread;
  }

  @Override
  public boolean submit(Runnable task) {
    try {
      executor.execute(task);
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError e) { // closed, or no thread to be had
      return false;
    }
  }

  @Override
  public void withdraw(Runnable task) {
    executor.remove(task);
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}

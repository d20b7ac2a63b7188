package io.health4j;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.time.LostTime;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A thread that makes foreign calls, and what it is doing right now, for the watchdog to see. When
 * a call outruns its timeout the worker is given up: it finishes that call whenever it returns,
 * does nothing more, and ends.
 */
final class Worker implements Runnable {

  /** Who made a call, to be told when it was given up. */
  interface Caller {

    /**
     * The call was given up. Runs on the watchdog's thread and must not block or call anybody.
     *
     * @param call which of the caller's calls
     * @param ranNanos how long it had run
     */
    void givenUp(int call, long ranNanos);
  }

  private final WorkerPool pool;
  private final WorkerPool.Task first;
  final Thread thread;

  @GuardedBy("this")
  private @Nullable Caller caller;

  @GuardedBy("this")
  private int call;

  @GuardedBy("this")
  private long startedAt;

  @GuardedBy("this")
  private long timeout;

  /** What ends its idling, and what it is to do then; with the flag, guarded by the pool's lock. */
  final Condition wakeUp;

  WorkerPool.@Nullable Task assigned;
  boolean givenUp;
  boolean running;

  Worker(WorkerPool pool, WorkerPool.Task first, Condition wakeUp, String name) {
    this.pool = pool;
    this.first = first;
    this.wakeUp = wakeUp;
    this.thread = Daemons.of(this, name);
  }

  @Override
  public void run() {
    try {
      pool.began();
      WorkerPool.Task task = first;
      while (task != null) {
        run(task);
        Thread.interrupted(); // meant for what ran, not for what comes
        task = pool.next(this);
      }
    } finally {
      pool.ended(this);
    }
  }

  private void run(WorkerPool.Task task) {
    try {
      task.run(this);
    } catch (
        Throwable e) { // tasks guard what they call: this is a fault of ours, or no memory is left
      end();
      pool.taskFailed(e);
    }
  }

  /** A foreign call begins. */
  synchronized void begin(Caller by, int which, long now, long timeoutNanos) {
    caller = by;
    call = which;
    startedAt = now;
    timeout = timeoutNanos;
  }

  /**
   * A foreign call came back.
   *
   * @return false when it was given up meanwhile: its result must not count, and this worker ends
   */
  synchronized boolean end() {
    boolean counts = caller != null;
    caller = null;
    Thread.interrupted(); // whoever set the flag meant this call, not the next
    return counts;
  }

  /**
   * How long the current call may still run; negative when it is overdue, MAX_VALUE without one.
   */
  synchronized long left(long now, LostTime lost) {
    return caller == null ? Long.MAX_VALUE : timeout - ran(now, lost);
  }

  @GuardedBy("this")
  private long ran(long now, LostTime lost) {
    return now - startedAt - lost.since(startedAt);
  }

  /**
   * Gives the current call up if it is overdue. Under the pool's lock, so that the pool counts the
   * thread as stuck before the call can come back.
   *
   * @return what tells the caller, or null when nothing is overdue
   */
  synchronized @Nullable Runnable expire(long now, LostTime lost) {
    Caller by = caller;
    long ran = by == null ? 0 : ran(now, lost);
    if (by == null || ran < timeout) {
      return null;
    }
    int which = call;
    Runnable tell = () -> by.givenUp(which, ran); // first: without memory nothing has changed yet
    caller = null;
    givenUp = true;
    thread.interrupt(); // under this lock: it can only hit the call that is given up
    return tell;
  }
}

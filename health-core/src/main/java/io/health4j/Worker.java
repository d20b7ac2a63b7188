package io.health4j;

import io.health4j.time.LostTime;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A thread that makes foreign calls, and what it is doing right now, for the watchdog to see. When
 * a call outruns its timeout the worker is given up: it finishes that call whenever it returns,
 * does nothing more, and ends.
 *
 * <p><b>Who ends a call.</b> Each call is either returned in time or given up, never both. A number
 * decides that without a lock, since every check pays for this: it is odd while a call is being
 * made. The worker makes it odd when it has written down what the call is, and even when the call
 * came back; the watchdog makes it {@link #GIVEN_UP}. Both change it by compare-and-set from the
 * odd number that they saw, so one of them fails. A watchdog that succeeds knows that what it read
 * about the call belongs to that call: the next one is written down under a later number only.
 */
@SuppressWarnings("UnusedVariable") // what a call is is used through its handles
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

  private static final VarHandle STATE = handle("state", long.class);
  private static final VarHandle CALLER = handle("caller", Caller.class);
  private static final VarHandle CALL = handle("call", int.class);
  private static final VarHandle STARTED_AT = handle("startedAt", long.class);
  private static final VarHandle TIMEOUT = handle("timeout", long.class);

  /** Even, as without a call; no call is ever begun from it. */
  private static final long GIVEN_UP = Long.MIN_VALUE;

  private final WorkerPool pool;
  private final String name;
  private final int priority;
  private WorkerPool.@Nullable Task first;
  final Thread thread;

  private long state;
  private @Nullable Caller caller;
  private int call;
  private long startedAt;
  private long timeout;

  /**
   * What ends its idling, and what it is to do then; with the flags, guarded by the pool's lock.
   */
  final Condition wakeUp;

  WorkerPool.@Nullable Task assigned;
  boolean givenUp;
  boolean running;

  Worker(WorkerPool pool, WorkerPool.Task first, Condition wakeUp, String name) {
    this.pool = pool;
    this.first = first;
    this.wakeUp = wakeUp;
    this.name = name;
    this.thread = Daemons.of(this, name);
    this.priority = thread.getPriority();
  }

  private static VarHandle handle(String field, Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(Worker.class, field, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public void run() {
    try {
      pool.began();
      WorkerPool.Task task = first;
      first = null; // an idle thread keeps nothing of what it did
      while (task != null) {
        run(task);
        restore();
        CALLER.setOpaque(this, null);
        task = null; // as a local variable would, while the thread idles
        task = pool.next(this);
      }
    } finally {
      pool.ended(this);
    }
  }

  /** Takes off what a check may have left on the thread: meant for what ran, not for what comes. */
  @SuppressWarnings("ThreadPriorityCheck") // it puts back what was
  private void restore() {
    Thread.interrupted();
    if (!name.equals(thread.getName())) {
      thread.setName(name);
    }
    if (thread.getPriority() != priority) {
      thread.setPriority(priority);
    }
    Daemons.detach(thread);
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
  void begin(Caller by, int which, long now, long timeoutNanos) {
    CALLER.setOpaque(this, by);
    CALL.setOpaque(this, which);
    STARTED_AT.setOpaque(this, now);
    TIMEOUT.setOpaque(this, timeoutNanos);
    STATE.setRelease(this, state + 1);
  }

  /**
   * A foreign call came back.
   *
   * @return false when it was given up meanwhile: its result must not count, and this worker ends
   */
  boolean end() {
    long seen = (long) STATE.getOpaque(this);
    boolean counts = isCalling(seen) && STATE.compareAndSet(this, seen, seen + 1);
    Thread.interrupted(); // whoever set the flag meant this call, not the next
    return counts;
  }

  /** What it was started for, until it takes that. */
  WorkerPool.@Nullable Task first() {
    return first;
  }

  /** Whether it does nothing more. */
  boolean isGivenUp() {
    return (long) STATE.getOpaque(this) == GIVEN_UP;
  }

  private static boolean isCalling(long state) {
    return (state & 1) != 0;
  }

  /**
   * How long the current call may still run; negative when it is overdue, MAX_VALUE without one.
   */
  long left(long now, LostTime lost) {
    return isCalling((long) STATE.getAcquire(this))
        ? (long) TIMEOUT.getOpaque(this) - ran(now, lost)
        : Long.MAX_VALUE;
  }

  private long ran(long now, LostTime lost) {
    long since = (long) STARTED_AT.getOpaque(this);
    return now - since - lost.since(since);
  }

  /**
   * Gives the current call up if it is overdue. Under the pool's lock, so that the pool counts the
   * thread as stuck before it can end.
   *
   * @return what tells the caller, or null when nothing is overdue
   */
  @Nullable Runnable expire(long now, LostTime lost) {
    long seen = (long) STATE.getAcquire(this);
    Caller by = (Caller) CALLER.getOpaque(this);
    int which = (int) CALL.getOpaque(this);
    long ran = isCalling(seen) ? ran(now, lost) : 0;
    if (!isCalling(seen) || by == null || ran < (long) TIMEOUT.getOpaque(this)) {
      return null;
    }
    Runnable tell = () -> by.givenUp(which, ran); // first: without memory nothing has changed yet
    if (!STATE.compareAndSet(this, seen, GIVEN_UP)) {
      return null;
    }
    givenUp = true;
    thread.interrupt(); // it makes no other call, so this can only hit the one that is given up
    return tell;
  }
}

package io.health4j;

import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that waits. It starts the samples that are due, gives up calls that are overdue,
 * and notices when it was late itself, which means that nothing in this process ran. It calls
 * nobody: a foreign call would hold up every timeout.
 *
 * <p>It wakes when a sample is due or a call may be overdue, not at a fixed rate. A call that began
 * after it fell asleep is found in time, because while samples are under way it sleeps no longer
 * than their shortest timeout.
 */
final class Pacemaker implements Runnable {

  /**
   * The longest sleep: 1 s. A pause of the process shows only as a late tick, so there must be
   * ticks, and few of them (this project's own judgement).
   */
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Samples that are due within so long may wait for each other: waking costs, not sampling. */
  private static final long SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** And no longer than this part of an interval. */
  private static final int SLACK_SHARE = 10;

  /** First samples begin spread over so long a target. */
  private static final long ENTRY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** So long after a sample began the next may be asked for. */
  private static final long WAKE_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Engine engine;
  private final Ticker ticker;
  private final LostTime lostTime;
  private final PriorityQueue<Watched> queue =
      new PriorityQueue<>((a, b) -> Long.signum(a.deadline - b.deadline));

  /** Samples under way, and those of them that share a worker. Only this thread's. */
  private final List<SampleRun> active = new ArrayList<>();

  private final List<SampleRun> quick = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();

  private volatile long wakeAt;
  private volatile @Nullable Thread thread;
  private volatile boolean closed;

  Pacemaker(Engine engine, Ticker ticker, LostTime lostTime) {
    this.engine = engine;
    this.ticker = ticker;
    this.lostTime = lostTime;
  }

  void start() {
    var started = Daemons.of(this, "health4j-pacemaker");
    wakeAt = ticker.read();
    thread = started;
    reorder(watched -> spread(watched, wakeAt));
    started.start();
  }

  @Override
  public void run() {
    engine.cpuTime.add(Thread.currentThread());
    while (!closed) {
      try {
        turn();
      } catch (Throwable e) { // the host may have run out of memory; it may have some again later
        pause(e);
      }
    }
    engine.cpuTime.remove(Thread.currentThread());
  }

  private void pause(Throwable reason) {
    try {
      engine.pool.taskFailed(reason);
      LockSupport.parkNanos(this, TICK_NANOS);
    } catch (Throwable e) { // not even for that: then there is no pause
      wakeAt = ticker.read();
    }
  }

  private void turn() {
    long now = ticker.read();
    engine.tellLostTime(lostTime.observe(wakeAt, now));
    engine.pool.expire(now, lostTime);
    for (Watched due = takeDue(now); due != null; due = takeDue(now)) {
      begin(due);
    }
    beginBatch();
    wakeAt = now + Math.min(untilCalled(now), untilDue(now));
    if (!dueBefore(wakeAt)) {
      LockSupport.parkNanos(this, wakeAt - ticker.read());
    }
    Thread.interrupted(); // parking ends at once while the flag is set
  }

  /** Never throws: the target must come back into line. */
  private void begin(Watched watched) {
    int others = active.size();
    try {
      SampleRun run = watched.sample();
      active.add(run);
      if (run.slowChecks() == 0) {
        quick.add(run);
      } else {
        engine.dispatch(run);
      }
    } catch (Throwable e) { // no memory: later there may be some
      active.subList(others, active.size()).clear();
      schedule(watched, ticker.read() + TICK_NANOS);
      engine.pool.taskFailed(e);
    }
  }

  /** Has all quick samples run. Without memory they are found deserted, later. */
  private void beginBatch() {
    if (quick.isEmpty()) {
      return;
    }
    try {
      var batch = new Batch(quick, ticker);
      batches.add(batch);
      submit(batch);
    } finally {
      quick.clear();
    }
  }

  private void submit(WorkerPool.Task task) {
    if (!engine.pool.submit(task)) {
      task.refused();
    }
  }

  /** Looks after the samples under way. Answers when one may need that again. */
  private long untilCalled(long now) {
    active.removeIf(SampleRun::isFinished);
    batches.removeIf(Batch::isTaken);
    long wait = engine.pool.left(now, lostTime);
    for (Batch batch : batches) {
      int more = engine.pool.isWaiting(batch) ? 0 : batch.helpers(now);
      for (int i = 0; i < more; i++) {
        submit(batch);
      }
      wait = Math.min(wait, SampleRun.PATIENCE_NANOS);
    }
    for (SampleRun run : active) {
      if (run.isHeldUp(now)) {
        submit(run);
      } else if (run.isDeserted(now) && isLost(run)) {
        run.finish();
      }
      wait = Math.min(wait, run.patience());
    }
    return wait;
  }

  private boolean isLost(SampleRun run) {
    return (run.isBegun() || batches.isEmpty()) && !engine.pool.isWaiting(run);
  }

  // --- the line

  /** Takes one target that is due off the queue until it is put back; null without one. */
  synchronized @Nullable Watched takeDue(long now) {
    Watched first = queue.peek();
    if (first == null || first.due - now > 0) {
      return null;
    }
    queue.remove();
    first.queued = false;
    return first;
  }

  private synchronized long untilDue(long now) {
    Watched first = queue.peek();
    return first == null ? TICK_NANOS : Math.min(first.deadline - now, TICK_NANOS);
  }

  private synchronized boolean dueBefore(long tick) {
    Watched first = queue.peek();
    return first != null && first.deadline - tick < 0;
  }

  /** Puts a new target in line. */
  void enter(Watched watched) {
    synchronized (this) {
      if (!watched.isRemoved()) {
        spread(watched, ticker.read());
        queue.add(watched);
        watched.queued = true;
      }
    }
    wakeIfBefore(watched.deadline);
  }

  /** A first sample is due at once, but not those of many targets. Under the lock. */
  private void spread(Watched watched, long now) {
    long range = entryRange();
    watched.due = now + watched.cadence().spread(range);
    watched.deadline = watched.due + Math.min(range, slack(watched));
  }

  private long entryRange() {
    return isStarted() ? (queue.size() + 1) * ENTRY_NANOS : 0;
  }

  private boolean isStarted() {
    return thread != null;
  }

  private long slack(Watched watched) {
    long interval = watched.health().interval().toNanos();
    return isStarted() ? Math.min(SLACK_NANOS, interval / SLACK_SHARE) : 0;
  }

  /** Puts a target back in line when its sample is done; once in line it stays as it is. */
  void schedule(Watched watched, long due) {
    synchronized (this) {
      if (watched.queued || watched.isRemoved()) {
        return;
      }
      watched.due = watched.again ? soon(watched) : due;
      watched.deadline = watched.due + (watched.again ? 0 : slack(watched));
      queue.add(watched); // never grows: it held every target when that was added
      watched.again = false;
      watched.queued = true;
    }
    wakeIfBefore(watched.deadline);
  }

  /** The soonest that a target may be sampled out of turn. */
  private long soon(Watched watched) {
    long now = ticker.read();
    long pause = watched.health().sampledTick() + WAKE_PAUSE_NANOS - now;
    return now + (isStarted() ? Math.max(0, pause) : 0);
  }

  /** Has a target sampled now, and once more when a sample is under way. */
  void wake(Watched watched) {
    long due = soon(watched);
    synchronized (this) {
      watched.again |= !watched.queued;
      if (!watched.queued || watched.deadline - due <= 0) {
        return;
      }
      queue.remove(watched);
      hurry(watched, due);
      queue.add(watched);
    }
    wakeIfBefore(due);
  }

  /** Has every target in line sampled as soon as it would be during a job, but not all at once. */
  void hurryAll() {
    long now = ticker.read();
    reorder(
        watched -> {
          long earliest = now + watched.cadence().spread(entryRange());
          hurry(watched, earliest + Math.max(0, watched.dueWhenBusy() - earliest));
        });
    LockSupport.unpark(thread);
  }

  private static void hurry(Watched watched, long due) {
    if (watched.deadline - due > 0) {
      watched.due = due + Math.min(watched.due - due, 0);
      watched.deadline = due;
    }
  }

  private synchronized void reorder(Consumer<Watched> change) {
    List<Watched> all = List.copyOf(queue);
    queue.clear();
    for (Watched watched : all) {
      change.accept(watched);
      queue.add(watched);
    }
  }

  synchronized void remove(Watched watched) {
    if (watched.queued) {
      queue.remove(watched);
    }
  }

  private void wakeIfBefore(long due) {
    if (due - wakeAt < 0) {
      LockSupport.unpark(thread);
    }
  }

  /** Starts nothing any more. Its thread calls nobody, so it ends by itself, and soon. */
  void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  /** Waits until its thread has ended. */
  void awaitEnd(long waitNanos) {
    Thread running = thread;
    if (running != null) {
      Waiting.join(running, waitNanos);
    }
  }
}

package io.health4j;

import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

  private final Engine engine;
  private final Ticker ticker;
  private final LostTime lostTime;
  private final PriorityQueue<Watched> queue =
      new PriorityQueue<>((a, b) -> Long.signum(a.due - b.due));

  /** Samples under way. Only this thread's. */
  private final List<SampleRun> active = new ArrayList<>();

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
      engine.dispatch(run);
    } catch (Throwable e) { // no memory: later there may be some
      active.subList(others, active.size()).clear();
      schedule(watched, ticker.read() + TICK_NANOS);
      engine.pool.taskFailed(e);
    }
  }

  /** Looks after the samples under way. Answers when one may need that again. */
  private long untilCalled(long now) {
    active.removeIf(SampleRun::isFinished);
    long wait = engine.pool.left(now, lostTime);
    for (SampleRun run : active) {
      if (run.isHeldUp(now) && !engine.pool.submit(run)) {
        run.refused();
      } else if (run.isDeserted(now) && !engine.pool.isWaiting(run)) {
        run.finish();
      }
      wait = Math.min(wait, run.patience());
    }
    return wait;
  }

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
    return first == null ? TICK_NANOS : Math.min(first.due - now, TICK_NANOS);
  }

  private synchronized boolean dueBefore(long tick) {
    Watched first = queue.peek();
    return first != null && first.due - tick < 0;
  }

  /**
   * Puts a target in line, when it is new or its sample is done; once in line it stays as it is.
   */
  void schedule(Watched watched, long due) {
    long next;
    synchronized (this) {
      if (watched.queued || watched.isRemoved()) {
        return;
      }
      next = watched.again ? ticker.read() : due;
      watched.due = next;
      queue.add(watched); // never grows: it held every target when that was added
      watched.again = false;
      watched.queued = true;
    }
    wakeIfBefore(next);
  }

  /** Has a target sampled no later than a moment, unless a sample is under way. */
  void hurry(Watched watched, long due) {
    synchronized (this) {
      if (!watched.queued || watched.due - due <= 0) {
        return;
      }
      queue.remove(watched);
      watched.due = due;
      queue.add(watched);
    }
    wakeIfBefore(due);
  }

  /** Has a target sampled now, and once more when a sample is under way. */
  void wake(Watched watched) {
    synchronized (this) {
      watched.again |= !watched.queued;
    }
    hurry(watched, ticker.read());
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

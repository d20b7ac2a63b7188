package io.health4j;

import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import java.util.ArrayList;
import java.util.List;
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
    engine.queue.spread();
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
      wakeAt = ticker.read() + TICK_NANOS;
      LockSupport.parkNanos(this, TICK_NANOS);
    } catch (Throwable e) { // not even for that: then there is no pause
      wakeAt = ticker.read();
    }
  }

  private void turn() {
    long now = ticker.read();
    engine.tellLostTime(lostTime.observe(wakeAt, now));
    engine.pool.expire(now, lostTime);
    for (Watched due = engine.queue.takeDue(now); due != null; due = engine.queue.takeDue(now)) {
      begin(due);
    }
    beginBatch();
    long wait = Math.min(untilCalled(now), engine.queue.untilDue(now, TICK_NANOS));
    wait = Math.min(wait, engine.outreach.pace(now, lostTime));
    wakeAt = now + Math.max(0, wait); // what came late meanwhile is no time that was lost
    if (!engine.queue.isDueBefore(wakeAt)) {
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
      engine.queue.putBack(watched, ticker.read() + TICK_NANOS);
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
      } else if (run.isIdle(now) && run.isDeserted(now, isInHand(run))) {
        run.finish();
      }
      wait = Math.min(wait, run.patience());
    }
    return wait;
  }

  private boolean isInHand(SampleRun run) {
    return (!run.isBegun() && !batches.isEmpty()) || engine.pool.isWaiting(run);
  }

  /** Wakes its thread, if that sleeps beyond a moment. */
  void wakeIfBefore(long due) {
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

package io.health4j;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.time.Ticker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What one listener has yet to hear. One delivery is in flight at a time; a listener that hangs
 * keeps its thread until it returns, and meanwhile loses its oldest events.
 */
final class ListenerQueue implements WorkerPool.Task, Worker.Caller {

  /** Where deliveries run: on the pool once the monitor is started, on poll()'s thread before. */
  interface Runner {
    boolean submit(WorkerPool.Task task);
  }

  /** Some minutes of a small monitor's samples (this project's own judgement). */
  static final int CAPACITY = 1024;

  /** As long as a check by default. */
  private static final long TIMEOUT_NANOS = CheckSpec.DEFAULT_TIMEOUT.toNanos();

  private final HealthListener listener;
  private final Guard guard;
  private final AtomicLong dropped;
  private final Runner runner;
  private final Ticker ticker;

  @GuardedBy("this")
  private final Deque<HealthEvent> waiting = new ArrayDeque<>();

  @GuardedBy("this")
  private boolean delivering;

  ListenerQueue(
      HealthListener listener, Guard guard, AtomicLong dropped, Runner runner, Ticker ticker) {
    this.listener = listener;
    this.guard = guard;
    this.dropped = dropped;
    this.runner = runner;
    this.ticker = ticker;
  }

  synchronized void add(HealthEvent event) {
    if (waiting.size() == CAPACITY) {
      waiting.removeFirst();
      dropped.incrementAndGet();
    }
    waiting.addLast(event);
  }

  /** Sees to it that what waits is delivered. */
  void wake() {
    synchronized (this) {
      if (delivering || waiting.isEmpty()) {
        return;
      }
      delivering = true;
    }
    if (!runner.submit(this)) {
      refused();
    }
  }

  /** What waits goes on waiting, for the next event to wake it. */
  @Override
  public synchronized void refused() {
    delivering = false;
  }

  /** Delivers what waits on the caller's thread. */
  void drain() {
    synchronized (this) {
      if (delivering) {
        return;
      }
      delivering = true;
    }
    run(null);
  }

  @Override
  public void run(@Nullable Worker worker) {
    for (HealthEvent event = take(); event != null; event = take()) {
      HealthEvent told = event;
      if (worker != null) {
        worker.begin(this, 0, ticker.read(), TIMEOUT_NANOS);
      }
      guard.run("listener " + listener.getClass().getName(), () -> listener.on(told));
      if (worker != null && !worker.end()) {
        refused();
        wake(); // another thread goes on where this one was given up
        return;
      }
    }
  }

  /** The next event; without one this delivery ends. */
  private synchronized @Nullable HealthEvent take() {
    HealthEvent event = waiting.pollFirst();
    delivering = event != null;
    return event;
  }

  synchronized boolean isIdle() {
    return !delivering && waiting.isEmpty();
  }

  @Override
  public void givenUp(int call, long ranNanos) {
    // nothing to do: single flight holds until it returns
  }
}

package io.health4j;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.time.Durations;
import io.health4j.time.Ticker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What one listener has yet to hear. One delivery is in flight at a time; a listener that hangs
 * keeps its thread until it returns, and meanwhile loses events: samples first, which are many and
 * follow each other, and only then what happened.
 */
final class ListenerQueue implements WorkerPool.Task, Worker.Caller {

  /** Where deliveries run: on the pool once the monitor is started, on poll()'s thread before. */
  interface Runner {
    boolean submit(WorkerPool.Task task);
  }

  /** Beyond this samples are dropped: minutes of a small monitor (this project's own judgement). */
  static final int CAPACITY = 1024;

  /** Beyond this anything is. */
  static final int MOST = 16 * CAPACITY;

  /** As long as a check by default. */
  private static final long TIMEOUT_NANOS = CheckSpec.DEFAULT_TIMEOUT.toNanos();

  private final HealthListener listener;
  private final String name;
  private final Guard guard;
  private final AtomicLong dropped;
  private final Runner runner;
  private final Ticker ticker;

  @GuardedBy("this")
  private final Deque<HealthEvent> waiting = new ArrayDeque<>();

  @GuardedBy("this")
  private boolean delivering;

  @GuardedBy("this")
  private boolean closed;

  ListenerQueue(
      HealthListener listener, Guard guard, AtomicLong dropped, Runner runner, Ticker ticker) {
    this.listener = listener;
    this.name = "listener " + listener.getClass().getName();
    this.guard = guard;
    this.dropped = dropped;
    this.runner = runner;
    this.ticker = ticker;
  }

  synchronized void add(HealthEvent event) {
    if (closed) {
      return;
    }
    if (waiting.size() >= CAPACITY && !dropSample() && waiting.size() >= MOST) {
      waiting.removeFirst();
      dropped.incrementAndGet();
    }
    waiting.addLast(event);
  }

  @GuardedBy("this")
  private boolean dropSample() {
    for (Iterator<HealthEvent> each = waiting.iterator(); each.hasNext(); ) {
      if (each.next() instanceof HealthEvent.Sampled) {
        each.remove();
        dropped.incrementAndGet();
        return true;
      }
    }
    return false;
  }

  /** Sees to it that what waits is delivered. */
  void wake() {
    synchronized (this) {
      if (delivering || waiting.isEmpty()) {
        return;
      }
      delivering = true;
    }
    boolean accepted = false;
    try {
      accepted = runner.submit(this);
    } finally {
      if (!accepted) {
        refused();
      }
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
    boolean ended = false;
    try {
      ended = deliver(worker);
    } finally {
      if (!ended) { // given up meanwhile, or no memory is left: another thread goes on
        refused();
        wake();
      }
    }
  }

  /** Delivers until nothing waits. Answers false when this worker was given up. */
  private boolean deliver(@Nullable Worker worker) {
    for (HealthEvent event = take(); event != null; event = take()) {
      HealthEvent told = event;
      if (worker != null) {
        worker.begin(this, 0, ticker.read(), TIMEOUT_NANOS);
      }
      guard.run(name, () -> listener.on(told));
      if (worker != null && !worker.end()) {
        return false;
      }
    }
    return true;
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

  /** The listener hears nothing any more. */
  synchronized void close() {
    closed = true;
    waiting.clear();
  }

  /** Single flight holds until it returns. */
  @Override
  public void givenUp(int call, long ranNanos) {
    guard.count();
    String reason = "hangs since " + Durations.text(ranNanos);
    runner.submit(worker -> guard.log(name, reason));
  }
}

package io.health4j;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.time.Ticker;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Hands each event to every listener's queue, in one order for all. Thread-safe. */
final class Events {

  private final Guard guard;
  private final Ticker ticker;
  private final ListenerQueue.Runner runner;
  private final AtomicLong dropped = new AtomicLong();
  private final List<ListenerQueue> queues = new CopyOnWriteArrayList<>();
  private final Object order = new Object();

  @GuardedBy("order")
  private boolean closed;

  Events(Guard guard, Ticker ticker, ListenerQueue.Runner runner) {
    this.guard = guard;
    this.ticker = ticker;
    this.runner = runner;
  }

  HealthSource.Subscription listen(HealthListener listener) {
    var queue = new ListenerQueue(listener, guard, dropped, runner, ticker);
    queues.add(queue);
    return () -> {
      queues.remove(queue);
      queue.close();
    };
  }

  boolean hasListeners() {
    return !queues.isEmpty();
  }

  void publish(HealthEvent event) {
    synchronized (order) {
      if (closed) {
        return;
      }
      for (ListenerQueue queue : queues) {
        queue.add(event);
      }
    }
    wake();
  }

  /** Sees to it that what waits is delivered. */
  void wake() {
    queues.forEach(ListenerQueue::wake);
  }

  /** Delivers all that waits on the caller's thread. */
  void drain() {
    queues.forEach(ListenerQueue::drain);
  }

  boolean isIdle() {
    return queues.stream().allMatch(ListenerQueue::isIdle);
  }

  void close() {
    synchronized (order) {
      closed = true;
    }
    queues.forEach(ListenerQueue::close);
    queues.clear();
  }

  long dropped() {
    return dropped.get();
  }
}

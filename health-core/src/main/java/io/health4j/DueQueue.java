package io.health4j;

import io.health4j.time.Ticker;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The targets in line for their next sample, by the moment at which it must begin. That is a little
 * after it is due, so that samples which are due at nearly the same time begin together. A target
 * is not in line while a sample of it is under way. Thread-safe.
 */
final class DueQueue {

  /** Samples that are due within so long may wait for each other: waking costs, not sampling. */
  private static final long SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** And no longer than this part of an interval. */
  private static final int SLACK_SHARE = 10;

  /** First samples begin spread over so long a target. */
  private static final long ENTRY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** So long after a sample began the next may be asked for. */
  private static final long WAKE_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Ticker ticker;

  /** Told when a sample must begin before others. */
  private final LongConsumer waker;

  private final PriorityQueue<Watched> queue =
      new PriorityQueue<>((a, b) -> Long.signum(a.deadline - b.deadline));

  private volatile boolean spreads;

  DueQueue(Ticker ticker, LongConsumer waker) {
    this.ticker = ticker;
    this.waker = waker;
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

  /** How long until a sample must begin, at most so long. */
  synchronized long untilDue(long now, long most) {
    Watched first = queue.peek();
    return first == null ? most : Math.min(first.deadline - now, most);
  }

  synchronized boolean isDueBefore(long tick) {
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
    waker.accept(watched.deadline);
  }

  /** From now on samples are spread and may wait for each other: a monitor is started. */
  void spread() {
    spreads = true;
    long now = ticker.read();
    reorder(watched -> spread(watched, now));
  }

  /** A first sample is due at once, but not those of many targets. Under the lock. */
  private void spread(Watched watched, long now) {
    long range = entryRange();
    watched.due = now + watched.cadence().spread(range);
    watched.deadline = watched.due + Math.min(range, slack(watched));
  }

  private long entryRange() {
    return spreads ? (queue.size() + 1) * ENTRY_NANOS : 0;
  }

  private long slack(Watched watched) {
    long interval = watched.health().interval().toNanos();
    return spreads ? Math.min(SLACK_NANOS, interval / SLACK_SHARE) : 0;
  }

  /** Puts a target back in line when its sample is done; once in line it stays as it is. */
  void putBack(Watched watched, long due) {
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
    waker.accept(watched.deadline);
  }

  /** The soonest that a target may be sampled out of turn. */
  private long soon(Watched watched) {
    long now = ticker.read();
    long pause = watched.health().sampledTick() + WAKE_PAUSE_NANOS - now;
    return now + (spreads ? Math.max(0, pause) : 0);
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
    waker.accept(due);
  }

  /** Has every target in line sampled as soon as it would be during a job, but not all at once. */
  void hurryAll() {
    long now = ticker.read();
    reorder(
        watched -> {
          long earliest = now + watched.cadence().spread(entryRange());
          hurry(watched, earliest + Math.max(0, watched.dueWhenBusy() - earliest));
        });
    waker.accept(now);
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
}

package io.health4j;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.time.Ticker;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.ObjIntConsumer;
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

  private static final int ROOM = 16;

  private final Ticker ticker;

  private final BooleanSupplier busy;

  /** Told when a sample must begin before others. */
  private final LongConsumer waker;

  /** Always with room for every target, in line or not: one that goes back must not want memory. */
  @GuardedBy("this")
  private PriorityQueue<Watched> queue = withRoom(ROOM);

  @GuardedBy("this")
  private int room = ROOM;

  @GuardedBy("this")
  private int targets;

  private volatile boolean spreads;

  DueQueue(Ticker ticker, BooleanSupplier busy, LongConsumer waker) {
    this.ticker = ticker;
    this.busy = busy;
    this.waker = waker;
  }

  private static PriorityQueue<Watched> withRoom(int room) {
    return new PriorityQueue<>(room, (a, b) -> Long.signum(a.deadline - b.deadline));
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
    long deadline;
    synchronized (this) {
      if (watched.isRemoved()) {
        return;
      }
      if (targets == room) {
        PriorityQueue<Watched> more = withRoom(2 * room);
        more.addAll(queue);
        queue = more;
        room *= 2;
      }
      targets++;
      watched.entered = true;
      spread(watched, ticker.read(), targets);
      queue.add(watched);
      watched.queued = true;
      deadline = watched.deadline;
    }
    waker.accept(deadline);
  }

  /** From now on samples are spread and may wait for each other: a monitor is started. */
  void spread() {
    spreads = true;
    long now = ticker.read();
    reorder((watched, all) -> spread(watched, now, all));
  }

  /** A first sample is due at once, but not those of many targets. Under the lock. */
  private void spread(Watched watched, long now, int targets) {
    long range = entryRange(targets);
    watched.due = now + watched.cadence().spread(range);
    watched.deadline = watched.due + Math.min(range, slack(watched));
  }

  private long entryRange(int targets) {
    return spreads ? targets * ENTRY_NANOS : 0;
  }

  private long slack(Watched watched) {
    long interval = watched.health().interval().toNanos();
    return spreads ? Math.min(SLACK_NANOS, interval / SLACK_SHARE) : 0;
  }

  /** Puts a target back in line when its sample is done; once in line it stays as it is. */
  void putBack(Watched watched, long due) {
    long deadline;
    synchronized (this) {
      if (watched.queued || watched.isRemoved()) {
        return;
      }
      watched.due = due;
      watched.deadline = due + slack(watched);
      if (watched.again) {
        hurry(watched, soon(watched));
      }
      if (busy.getAsBoolean()) { // a job that began meanwhile found it out of line
        hurry(watched, watched.dueWhenBusy());
      }
      queue.add(watched);
      watched.again = false;
      watched.queued = true;
      deadline = watched.deadline;
    }
    waker.accept(deadline);
  }

  /** The soonest that a target may be sampled out of turn. */
  private long soon(Watched watched) {
    long now = ticker.read();
    long pause = watched.health().sampledTick() + WAKE_PAUSE_NANOS - now;
    return now + (spreads ? Math.max(0, pause) : 0);
  }

  /** Has a target sampled now, and once more when a sample is under way. */
  void wake(Watched watched) {
    long due;
    synchronized (this) {
      due = soon(watched);
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
        (watched, all) -> {
          long earliest = now + watched.cadence().spread(entryRange(all));
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

  private synchronized void reorder(ObjIntConsumer<Watched> change) {
    List<Watched> all = List.copyOf(queue);
    queue.clear();
    for (Watched watched : all) {
      change.accept(watched, all.size());
      queue.add(watched);
    }
  }

  /** To be called once for each target. */
  synchronized void remove(Watched watched) {
    targets -= watched.entered ? 1 : 0;
    if (watched.queued) {
      queue.remove(watched);
      watched.queued = false;
    }
  }
}

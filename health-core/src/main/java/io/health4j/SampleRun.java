package io.health4j;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One sample of one target: all its checks, once. Workers take checks from it until none is left,
 * so that quick checks share one thread while a slow one holds up no other; the last one that comes
 * in, back or given up, ends the sample.
 */
final class SampleRun implements WorkerPool.Task, Worker.Caller {

  /** What a sample needs of the monitor. */
  interface Host {

    /** Whether its target is watched no longer, or the monitor closes: then no call begins. */
    boolean isOver();

    /** How many threads are stuck. */
    int stuck();

    /** A check was given up. Must not block. */
    void timedOut(CheckSlot slot, long ranNanos);

    /** A check's breaker changed. Must not block. */
    void breakerChanged(CheckSlot slot, BreakerState state);

    /** All checks are done. {@code worker} is null on the watchdog's thread. */
    void finished(SampleRun run, @Nullable Worker worker);
  }

  /** So long may a quick check hold up those behind it: far above any that only looks. */
  static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Longer than any living worker needs to get going on a busy machine. */
  private static final long DESERTED_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Host host;
  private final Ticker ticker;
  private final Duration interval;
  private final List<CheckSlot> slots;
  final long startedAt;

  @GuardedBy("this")
  private final @Nullable CheckOutcome[] outcomes;

  @GuardedBy("this")
  private int next;

  @GuardedBy("this")
  private int left;

  /** When the last check was taken, and whether another worker was asked for since. */
  @GuardedBy("this")
  private long claimedAt;

  @GuardedBy("this")
  private boolean helped;

  /** Workers that are in {@link #run}. */
  @GuardedBy("this")
  private int inside;

  SampleRun(Host host, Ticker ticker, Duration interval, List<CheckSlot> slots) {
    this.host = host;
    this.ticker = ticker;
    this.interval = interval;
    this.slots = slots;
    this.startedAt = ticker.read();
    this.outcomes = new CheckOutcome[slots.size()];
    this.left = slots.size();
    this.claimedAt = startedAt;
  }

  /** How many workers it is worth: one for all quick checks, and one for each slow one. */
  int width() {
    int slow = 0;
    for (CheckSlot slot : slots) {
      slow += slot.isSlow() ? 1 : 0;
    }
    return Math.min(slots.size(), slow + 1);
  }

  /** How long it may be left alone: a call that begins now is overdue no sooner. Nanoseconds. */
  synchronized long patience() {
    long shortest = next < outcomes.length ? PATIENCE_NANOS : Long.MAX_VALUE;
    for (CheckSlot slot : slots) {
      shortest = Math.min(shortest, slot.timeout(interval));
    }
    return shortest;
  }

  /**
   * Whether checks wait behind a call that takes long, so that another worker should go on with
   * them. True once for each such call.
   */
  synchronized boolean isHeldUp(long now) {
    boolean heldUp = isBehind() && !helped && now - claimedAt >= PATIENCE_NANOS;
    helped |= heldUp;
    return heldUp;
  }

  @GuardedBy("this")
  private boolean isBehind() {
    return next > 0 && next < outcomes.length;
  }

  /** Whether no worker has been at it for long, and an outcome is missing. */
  synchronized boolean isDeserted(long now) {
    return inside == 0 && left > 0 && now - claimedAt >= DESERTED_NANOS;
  }

  synchronized boolean isFinished() {
    return left == 0 || host.isOver();
  }

  @Override
  public void run(@Nullable Worker worker) {
    enter(1);
    boolean counts = true;
    try {
      for (int i = claim(); i >= 0 && counts; i = counts ? claim() : -1) {
        counts = call(i, worker);
      }
    } finally {
      enter(counts ? -1 : 0); // a worker that was given up left when it was
    }
  }

  private synchronized void enter(int change) {
    inside += change;
  }

  private synchronized int claim() {
    claimedAt = ticker.read();
    helped = false;
    return next < outcomes.length && !host.isOver() ? next++ : -1;
  }

  /** Makes one call. Answers false when this worker was given up meanwhile. */
  private boolean call(int i, @Nullable Worker worker) {
    CheckSlot slot = slots.get(i);
    long began = ticker.read();
    CheckResult refused = slot.begin(began);
    tellBreaker(slot);
    if (refused != null) {
      complete(i, slot.outcome(refused, 0), worker);
      return true;
    }
    CheckResult result;
    boolean inTime = true;
    try {
      if (worker != null) {
        worker.begin(this, i, began, slot.timeout(interval));
      }
      result = answer(slot);
    } finally {
      inTime = worker == null || worker.end();
      slot.cameBack();
    }
    if (inTime) {
      CheckOutcome outcome = slot.returned(result, ticker.read() - began);
      tellBreaker(slot);
      complete(i, outcome, worker);
    }
    return inTime;
  }

  @SuppressWarnings("NullAway") // a check that answers null is found out here
  private static CheckResult answer(CheckSlot slot) {
    try {
      CheckResult result = slot.check().check(slot.context());
      return result != null
          ? result
          : CheckResult.unknown("failed: answered null", new NullPointerException("answered null"));
    } catch (Throwable e) { // whatever a check throws, an Error too, is that check's failure
      return CheckResult.unknown("failed: " + Secrets.describe(e), e);
    }
  }

  @Override
  public void givenUp(int i, long ranNanos) {
    CheckSlot slot = slots.get(i);
    enter(-1);
    complete(i, slot.givenUp(ranNanos), null);
    host.timedOut(slot, ranNanos);
    tellBreaker(slot);
  }

  private void tellBreaker(CheckSlot slot) {
    BreakerState changed = slot.changedBreaker();
    if (changed != null) {
      host.breakerChanged(slot, changed);
    }
  }

  /** Ends what no worker can be had for. */
  @Override
  public void refused() {
    String reason = "no thread is free, " + host.stuck() + " are stuck in calls that hang";
    for (int i = claim(); i >= 0; i = claim()) {
      complete(i, slots.get(i).outcome(CheckResult.unknown("not called: " + reason), 0), null);
    }
  }

  /**
   * Ends what was deserted, when a worker died for want of memory: what has no outcome is not
   * known.
   */
  void finish() {
    while (claim() >= 0) {
      // nobody shall begin another call
    }
    for (int i = 0; i < slots.size(); i++) {
      if (isMissing(i)) {
        complete(i, slots.get(i).outcome(CheckResult.unknown("lost: see the log"), 0), null);
      }
    }
  }

  private synchronized boolean isMissing(int i) {
    return outcomes[i] == null;
  }

  private void complete(int i, CheckOutcome outcome, @Nullable Worker worker) {
    boolean last;
    synchronized (this) {
      outcomes[i] = outcome;
      last = --left == 0;
    }
    if (last) {
      host.finished(this, worker);
    }
  }

  /** All outcomes, in the target's order, once it is finished. */
  @SuppressWarnings("NullAway") // finished: each has one
  synchronized List<CheckOutcome> outcomes() {
    return List.copyOf(Arrays.asList(outcomes));
  }
}

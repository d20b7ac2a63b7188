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

  @GuardedBy("this")
  private long claimedAt;

  SampleRun(Host host, Ticker ticker, Duration interval, List<CheckSlot> slots) {
    this.host = host;
    this.ticker = ticker;
    this.interval = interval;
    this.slots = slots;
    this.startedAt = ticker.read();
    this.outcomes = new CheckOutcome[slots.size()];
    this.left = slots.size();
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
   * them; at most once in {@link #PATIENCE_NANOS}.
   */
  synchronized boolean isHeldUp(long now) {
    boolean heldUp = next > 0 && next < outcomes.length && now - claimedAt >= PATIENCE_NANOS;
    claimedAt = heldUp ? now : claimedAt;
    return heldUp;
  }

  synchronized boolean isFinished() {
    return left == 0;
  }

  @Override
  public void run(@Nullable Worker worker) {
    for (int i = claim(); i >= 0; i = claim()) {
      if (!call(i, worker)) {
        return;
      }
    }
  }

  private synchronized int claim() {
    claimedAt = ticker.read();
    return next < outcomes.length ? next++ : -1;
  }

  /** Makes one call. Answers false when this worker was given up meanwhile. */
  private boolean call(int i, @Nullable Worker worker) {
    CheckSlot slot = slots.get(i);
    long began = ticker.read();
    CheckResult refused = slot.begin(began);
    if (refused != null) {
      complete(i, slot.outcome(refused, 0), worker);
      return true;
    }
    if (worker != null) {
      worker.begin(this, i, began, slot.timeout(interval));
    }
    CheckResult result = answer(slot);
    if (worker != null && !worker.end()) {
      slot.cameBack();
      return false;
    }
    BreakerState before = slot.breakerState();
    CheckOutcome outcome = slot.returned(result, ticker.read() - began);
    tellBreaker(slot, before);
    complete(i, outcome, worker);
    return true;
  }

  @SuppressWarnings("NullAway") // a check that answers null is found out here
  private static CheckResult answer(CheckSlot slot) {
    Throwable thrown = new NullPointerException("answered null");
    try {
      CheckResult result = slot.check().check(slot.context());
      if (result != null) {
        return result;
      }
    } catch (Throwable e) { // whatever a check throws, an Error too, is that check's failure
      thrown = e;
    }
    return CheckResult.unknown("failed: " + Secrets.describe(thrown), thrown);
  }

  @Override
  public void givenUp(int i, long ranNanos) {
    CheckSlot slot = slots.get(i);
    BreakerState before = slot.breakerState();
    CheckOutcome outcome = slot.givenUp(ranNanos);
    host.timedOut(slot, ranNanos);
    tellBreaker(slot, before);
    complete(i, outcome, null);
  }

  private void tellBreaker(CheckSlot slot, BreakerState before) {
    BreakerState after = slot.breakerState();
    if (after != before) {
      host.breakerChanged(slot, after);
    }
  }

  /** Ends what no worker can be had for. */
  @Override
  public void refused() {
    String reason =
        "not called: no thread is free, " + host.stuck() + " are stuck in calls that hang";
    for (int i = claim(); i >= 0; i = claim()) {
      complete(i, slots.get(i).outcome(CheckResult.unknown(reason), 0), null);
    }
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

package io.health4j;

import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.time.Ticker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One sample of one target: all its checks, once. Workers take checks from it until none is left,
 * so that quick checks share one thread while a slow one holds up no other; the last one that comes
 * in, back or given up, ends the sample.
 *
 * <p>No lock, since every sample pays for this: checks are handed out by a counter, each outcome
 * takes its place once, and whoever fills the last place ends the sample. A thread counts its place
 * as filled after it wrote it, so the one that counts to the end sees all of them.
 */
@SuppressWarnings("UnusedVariable") // its numbers are used through their handles
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

  private static final VarHandle OUTCOMES =
      MethodHandles.arrayElementVarHandle(CheckOutcome[].class);
  private static final VarHandle NEXT = handle("next", int.class);
  private static final VarHandle LEFT = handle("left", int.class);
  private static final VarHandle INSIDE = handle("inside", int.class);
  private static final VarHandle CLAIMED_AT = handle("claimedAt", long.class);

  /** So long may a quick check hold up those behind it: far above any that only looks. */
  static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Longer than any living worker needs to get going on a busy machine. */
  private static final long DESERTED_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Host host;
  private final Ticker ticker;
  private final Duration interval;
  private final List<CheckSlot> slots;
  final long startedAt;
  private final @Nullable CheckOutcome[] outcomes;

  /** The check to be taken next; grows beyond the last. */
  private int next;

  /** Outcomes that are missing. */
  private int left;

  /** Workers that are in {@link #run}. */
  private int inside;

  /** When the last check was taken. */
  private long claimedAt;

  /** What the pacemaker knows: for which check another worker was asked for, and so on. */
  private int helped;

  private long shortestTimeout;

  /** When it was last seen in somebody's hands, or suspected to be in nobody's. */
  private long lookedAt;

  private boolean suspected;

  SampleRun(Host host, Ticker ticker, Duration interval, List<CheckSlot> slots) {
    this.host = host;
    this.ticker = ticker;
    this.interval = interval;
    this.slots = slots;
    this.startedAt = ticker.read();
    this.outcomes = new CheckOutcome[slots.size()];
    this.left = slots.size();
    this.claimedAt = startedAt;
    this.lookedAt = startedAt;
  }

  private static VarHandle handle(String field, Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(SampleRun.class, field, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // --- the pacemaker's side

  /** How many of its checks waited for something last time. */
  int slowChecks() {
    int slow = 0;
    for (CheckSlot slot : slots) {
      slow += slot.isSlow() ? 1 : 0;
    }
    return slow;
  }

  /** How many workers it is worth: one for all quick checks, and one for each slow one. */
  int width() {
    return Math.min(slots.size(), slowChecks() + 1);
  }

  /** How long it may be left alone: a call that begins now is overdue no sooner. Nanoseconds. */
  long patience() {
    return isBehind() ? Math.min(PATIENCE_NANOS, shortestTimeout()) : shortestTimeout();
  }

  private long shortestTimeout() {
    if (shortestTimeout == 0) {
      long shortest = Long.MAX_VALUE;
      for (CheckSlot slot : slots) {
        shortest = Math.min(shortest, slot.timeout(interval));
      }
      shortestTimeout = shortest;
    }
    return shortestTimeout;
  }

  private boolean isBehind() {
    return taken() < outcomes.length;
  }

  /** How many checks were taken; above the last when it was looked for in vain. */
  private int taken() {
    return (int) NEXT.getOpaque(this);
  }

  /**
   * Whether checks wait behind a call that takes long, so that another worker should go on with
   * them. True once for each such call.
   */
  boolean isHeldUp(long now) {
    int taken = taken();
    boolean heldUp =
        taken > 0 && isBehind() && helped != taken && now - claimedAt() >= PATIENCE_NANOS;
    helped = heldUp ? taken : helped;
    return heldUp;
  }

  private long claimedAt() {
    return (long) CLAIMED_AT.getOpaque(this);
  }

  boolean isBegun() {
    return taken() > 0;
  }

  /** Whether no worker has been at it for long, and an outcome is missing: time to look closer. */
  boolean isIdle(long now) {
    return (int) INSIDE.getAcquire(this) == 0
        && (int) LEFT.getAcquire(this) > 0
        && now - claimedAt() >= DESERTED_NANOS
        && now - lookedAt >= DESERTED_NANOS;
  }

  /**
   * Tells what the closer look showed. A worker may have taken it up just now, so it counts as
   * deserted only when two looks, far apart, found it in nobody's hands.
   */
  boolean isDeserted(long now, boolean inHand) {
    boolean deserted = suspected && !inHand;
    suspected = !inHand;
    lookedAt = now;
    return deserted;
  }

  boolean isFinished() {
    return (int) LEFT.getAcquire(this) == 0 || host.isOver();
  }

  // --- the workers' side

  @Override
  public void run(@Nullable Worker worker) {
    boolean counts = true;
    INSIDE.getAndAdd(this, 1);
    try {
      counts = work(worker);
    } finally {
      if (counts) { // one that was given up left when it was
        INSIDE.getAndAdd(this, -1);
      }
    }
  }

  /** Calls checks until none is left. Answers false when this worker was given up meanwhile. */
  private boolean work(@Nullable Worker worker) {
    long now = ticker.read();
    for (int i = claim(now); i >= 0; i = claim(now)) {
      CheckSlot slot = slots.get(i);
      CheckResult refused = slot.begin(now);
      if (refused != null) {
        tellBreaker(slot);
        complete(i, slot.outcome(refused, 0), worker);
        continue;
      }
      CheckResult result = call(i, slot, worker, now);
      if (result == null) {
        return false;
      }
      long began = now;
      now = ticker.read(); // the end of this call is the beginning of the next
      CheckOutcome outcome = slot.returned(result, now - began);
      tellBreaker(slot);
      complete(i, outcome, worker);
    }
    return true;
  }

  private int claim(long now) {
    if (host.isOver()) {
      return -1;
    }
    int taken = (int) NEXT.getAndAdd(this, 1);
    CLAIMED_AT.setOpaque(this, now);
    return taken < outcomes.length ? taken : -1;
  }

  /** Makes one call. Answers null when this worker was given up meanwhile. */
  private @Nullable CheckResult call(int i, CheckSlot slot, @Nullable Worker worker, long now) {
    CheckResult result;
    boolean inTime = true;
    try {
      tellBreaker(slot);
      if (worker != null) {
        worker.begin(this, i, now, slot.timeout(interval));
      }
      result = answer(slot);
    } finally {
      inTime = worker == null || worker.end();
      slot.cameBack();
    }
    return inTime ? result : null;
  }

  @SuppressWarnings("NullAway") // a check that answers null is found out here
  private static CheckResult answer(CheckSlot slot) {
    try {
      CheckResult result = slot.check().check(slot);
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
    INSIDE.getAndAdd(this, -1);
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
    long now = ticker.read();
    for (int i = claim(now); i >= 0; i = claim(now)) {
      complete(i, slots.get(i).outcome(CheckResult.unknown("not called: " + reason), 0), null);
    }
  }

  /**
   * Ends what was deserted, when a worker died for want of memory: what has no outcome is not
   * known.
   */
  void finish() {
    while (claim(ticker.read()) >= 0) {
      // nobody shall begin another call
    }
    for (int i = 0; i < outcomes.length; i++) {
      if (OUTCOMES.getAcquire(outcomes, i) == null) {
        complete(i, slots.get(i).outcome(CheckResult.unknown("lost: see the log"), 0), null);
      }
    }
  }

  private void complete(int i, CheckOutcome outcome, @Nullable Worker worker) {
    if (OUTCOMES.compareAndSet(outcomes, i, null, outcome) && (int) LEFT.getAndAdd(this, -1) == 1) {
      host.finished(this, worker);
    }
  }

  /** All outcomes, in the target's order, once it is finished. */
  @SuppressWarnings("NullAway") // finished: each has one
  List<CheckOutcome> outcomes() {
    return List.of(outcomes);
  }
}

package io.health4j;

import io.health4j.MonitorStatistics.CheckStatistics;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.time.Durations;
import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One check of one target: whether it may be called now, its own last answer, its counts, and the
 * context that it is called with.
 *
 * <p>No lock: samples of a target come one after another, and of a call either its worker or the
 * watchdog tells the end, so one thread at a time is at work here and sees what the one before
 * wrote. The exception is a call that returns after it was given up: it touches {@link #inFlight}
 * only.
 */
final class CheckSlot implements CheckContext {

  /** A call longer than this waits for something, and gets a thread of its own from then on. */
  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Target target;
  private final CheckSpec spec;
  private final Breaker breaker;
  private final Ticker ticker;
  private final LostTime lostTime;
  private final CallCounts counts = new CallCounts();
  private final AtomicBoolean inFlight = new AtomicBoolean();
  private @Nullable CheckResult lastKnown;
  private String lastFailure = "";
  private BreakerState toldBreaker = BreakerState.CLOSED;
  private long startedAt;
  private boolean slow;

  CheckSlot(Target target, CheckSpec spec, Breaker breaker, Ticker ticker, LostTime lostTime) {
    this.target = target;
    this.spec = spec;
    this.breaker = breaker;
    this.ticker = ticker;
    this.lostTime = lostTime;
  }

  String name() {
    return spec.name;
  }

  HealthCheck check() {
    return spec.check;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public @Nullable CheckResult previous() {
    return lastKnown;
  }

  @Override
  public Ticker ticker() {
    return ticker;
  }

  @Override
  public LostTime lostTime() {
    return lostTime;
  }

  /** The timeout of a call, in nanoseconds. */
  long timeout(Duration interval) {
    Duration given = spec.timeout;
    if (given != null) {
      return given.toNanos();
    }
    return Math.min(CheckSpec.DEFAULT_TIMEOUT.toNanos(), interval.toNanos());
  }

  /** Whether the last call took so long that others had better not wait behind it. */
  boolean isSlow() {
    return slow;
  }

  /** Begins a call, or says in an UNKNOWN result why there is none. */
  @Nullable CheckResult begin(long now) {
    if (inFlight.getAcquire()) {
      return CheckResult.unknown("still running after " + Durations.text(now - startedAt));
    } else if (!breaker.permits()) {
      return CheckResult.unknown(
          "not called: failed " + spec.failures + " times in a row, last: " + lastFailure);
    }
    inFlight.setPlain(true);
    startedAt = now;
    return null;
  }

  /** A call came back in time. */
  CheckOutcome returned(CheckResult result, long nanos) {
    count(nanos);
    Throwable cause = result.cause();
    if (cause == null) {
      breaker.succeeded();
      lastKnown = result.status() == Status.UNKNOWN ? lastKnown : result;
    } else {
      counts.failed();
      failed(result.message(), cause);
    }
    return outcome(result, nanos);
  }

  /** A call was given up; it may come back later. */
  CheckOutcome givenUp(long nanos) {
    count(nanos);
    counts.timedOut();
    var result = CheckResult.unknown("timed out after " + Durations.text(nanos));
    failed(result.message(), new TimeoutException(result.message()));
    return outcome(result, nanos);
  }

  /** A call ended, in time or late. Any thread. */
  void cameBack() {
    inFlight.setRelease(false);
  }

  /** What to tell of a call that was not made. */
  CheckOutcome outcome(CheckResult result, long nanos) {
    return new CheckOutcome(spec.name, spec.weight, spec.vital, result, nanos);
  }

  private void failed(String message, Throwable cause) {
    lastFailure = message;
    breaker.failed(cause);
  }

  private void count(long nanos) {
    counts.called(nanos);
    slow = nanos > SLOW_NANOS;
  }

  /** The breaker's state, when it is another than was told last. */
  @Nullable BreakerState changedBreaker() {
    BreakerState now = breaker.state();
    if (now == toldBreaker) {
      return null;
    }
    toldBreaker = now;
    return now;
  }

  /** Any thread. */
  CheckStatistics statistics() {
    return new CheckStatistics(
        target,
        spec.name,
        counts.calls(),
        counts.failures(),
        counts.timeouts(),
        Duration.ofNanos(counts.totalNanos()),
        Duration.ofNanos(counts.longestNanos()),
        breaker.state());
  }
}

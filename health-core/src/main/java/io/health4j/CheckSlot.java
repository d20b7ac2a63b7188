package io.health4j;

import com.google.errorprone.annotations.concurrent.GuardedBy;
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
import org.jspecify.annotations.Nullable;

/**
 * One check of one target: whether it may be called now, its own last answer, and its counts.
 * Samples come one after another; the lock is for the call that returns after it was given up, and
 * for readers of the counts.
 */
final class CheckSlot {

  /** A call longer than this waits for something, and gets a thread of its own from then on. */
  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Target target;
  private final CheckSpec spec;
  private final Breaker breaker;
  private final Ticker ticker;
  private final LostTime lostTime;

  @GuardedBy("this")
  private @Nullable CheckResult lastKnown;

  @GuardedBy("this")
  private String lastFailure = "";

  @GuardedBy("this")
  private BreakerState toldBreaker = BreakerState.CLOSED;

  @GuardedBy("this")
  private boolean inFlight;

  @GuardedBy("this")
  private long startedAt;

  @GuardedBy("this")
  private boolean slow;

  @GuardedBy("this")
  private long calls;

  @GuardedBy("this")
  private long failures;

  @GuardedBy("this")
  private long timeouts;

  @GuardedBy("this")
  private long totalNanos;

  @GuardedBy("this")
  private long longestNanos;

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

  /** The timeout of a call, in nanoseconds. */
  long timeout(Duration interval) {
    Duration given = spec.timeout;
    if (given != null) {
      return given.toNanos();
    }
    return Math.min(CheckSpec.DEFAULT_TIMEOUT.toNanos(), interval.toNanos());
  }

  /** Whether the last call took so long that others had better not wait behind it. */
  synchronized boolean isSlow() {
    return slow;
  }

  /** Begins a call, or says in an UNKNOWN result why there is none. */
  synchronized @Nullable CheckResult begin(long now) {
    if (inFlight) {
      return CheckResult.unknown("still running after " + Durations.text(now - startedAt));
    } else if (!breaker.permits()) {
      return CheckResult.unknown(
          "not called: failed " + spec.failures + " times in a row, last: " + lastFailure);
    }
    inFlight = true;
    startedAt = now;
    return null;
  }

  synchronized CheckContext context() {
    return CheckContext.of(target, lastKnown, ticker, lostTime);
  }

  /** A call came back in time. */
  synchronized CheckOutcome returned(CheckResult result, long nanos) {
    inFlight = false;
    count(nanos);
    Throwable cause = result.cause();
    if (cause == null) {
      breaker.succeeded();
      lastKnown = result.status() == Status.UNKNOWN ? lastKnown : result;
    } else {
      failures++;
      failed(result.message(), cause);
    }
    return outcome(result, nanos);
  }

  /** A call was given up; it may come back later. */
  synchronized CheckOutcome givenUp(long nanos) {
    count(nanos);
    timeouts++;
    var result = CheckResult.unknown("timed out after " + Durations.text(nanos));
    failed(result.message(), new TimeoutException(result.message()));
    return outcome(result, nanos);
  }

  /** A call ended, late or in a way that nobody foresaw. */
  synchronized void cameBack() {
    inFlight = false;
  }

  /** What to tell of a call that was not made. */
  CheckOutcome outcome(CheckResult result, long nanos) {
    return new CheckOutcome(spec.name, spec.weight, spec.vital, result, nanos);
  }

  @GuardedBy("this")
  private void failed(String message, Throwable cause) {
    lastFailure = message;
    breaker.failed(cause);
  }

  @GuardedBy("this")
  private void count(long nanos) {
    calls++;
    totalNanos += nanos;
    longestNanos = Math.max(longestNanos, nanos);
    slow = nanos > SLOW_NANOS;
  }

  /** The breaker's state, when it is another than was told last. */
  synchronized @Nullable BreakerState changedBreaker() {
    BreakerState now = breaker.state();
    if (now == toldBreaker) {
      return null;
    }
    toldBreaker = now;
    return now;
  }

  synchronized CheckStatistics statistics() {
    return new CheckStatistics(
        target,
        spec.name,
        calls,
        failures,
        timeouts,
        Duration.ofNanos(totalNanos),
        Duration.ofNanos(longestNanos),
        breaker.state());
  }
}

package io.health4j;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.health4j.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A check's circuit breaker. The breaker proper is made at the first failure and let go when calls
 * succeed again: nearly all checks never fail, and then cost nothing here.
 *
 * <p>Not thread-safe: a check's calls come one after another; only {@link #state()} may be read
 * from elsewhere.
 */
final class Breaker {

  private final int failures;
  private final Duration open;
  private final Clock clock;
  private volatile @Nullable CircuitBreaker breaker;

  Breaker(int failures, Duration open, Clock clock) {
    this.failures = failures;
    this.open = open;
    this.clock = clock;
  }

  /** Whether a call may be made. A yes must be followed by one of the two that tell its end. */
  boolean permits() {
    CircuitBreaker current = breaker;
    return current == null || current.tryAcquirePermission();
  }

  void succeeded() {
    if (breaker != null) { // a volatile read costs nothing, a write on every call would
      breaker = null;
    }
  }

  void failed(Throwable cause) {
    CircuitBreaker current = breaker;
    if (current == null) {
      current = CircuitBreaker.of("check", config());
      breaker = current;
    }
    current.onError(0, TimeUnit.NANOSECONDS, cause);
  }

  private CircuitBreakerConfig config() {
    return CircuitBreakerConfig.custom()
        .slidingWindow(failures, failures, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
        .failureRateThreshold(100)
        .permittedNumberOfCallsInHalfOpenState(1)
        .waitDurationInOpenState(open)
        .writableStackTraceEnabled(false)
        .clock(clock)
        .build();
  }

  BreakerState state() {
    CircuitBreaker current = breaker;
    if (current == null) {
      return BreakerState.CLOSED;
    }
    return switch (current.getState()) {
      case OPEN, FORCED_OPEN -> BreakerState.OPEN;
      case HALF_OPEN -> BreakerState.HALF_OPEN;
      default -> BreakerState.CLOSED;
    };
  }

  /**
   * The monitor's ticker as resilience4j wants to see it, so that no wall clock opens a breaker.
   */
  static final class TickerClock extends Clock {

    private final Ticker ticker;
    private final long origin;

    TickerClock(Ticker ticker) {
      this.ticker = ticker;
      this.origin = ticker.read();
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH.plusNanos(ticker.read() - origin);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}

package io.health4j.check;

import io.health4j.time.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The host's current trace, asked for in a guard: what the host's tracing library throws is
 * counted, and never reaches the task that ends. Thread-safe.
 */
final class TraceIds {

  /** So long nobody is asked after a failure: an exception for each task would cost the host. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<@Nullable String> current;
  private final Ticker ticker;
  private final LongAdder failures = new LongAdder();
  private volatile boolean failed;
  private volatile long failedAt;

  TraceIds(Supplier<@Nullable String> current, Ticker ticker) {
    this.current = current;
    this.ticker = ticker;
  }

  long now() {
    return ticker.read();
  }

  /** The trace that the calling thread is in; null when it is in none. Never throws. */
  @Nullable String current(long now) {
    if (failed && now - failedAt < PAUSE_NANOS) {
      return null;
    }
    try {
      String id = current.get();
      if (failed) { // a write of each task would cost all threads
        failed = false;
      }
      return isTrace(id) ? id : null;
    } catch (Throwable e) {
      failures.increment();
      failedAt = now;
      failed = true;
      return null;
    }
  }

  /** Tracing libraries say with zeros that there is no trace. */
  private static boolean isTrace(@Nullable String id) {
    if (id == null || id.isBlank() || id.length() > Distribution.Exemplar.MAX_ID_LENGTH) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) != '0') {
        return true;
      }
    }
    return false;
  }

  long failures() {
    return failures.sum();
  }
}

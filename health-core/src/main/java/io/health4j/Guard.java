package io.health4j;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the host's callbacks so that nothing they throw goes any further. The first failure of each
 * is logged, the others are counted. Thread-safe.
 */
final class Guard {

  private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

  /** So many names are remembered; then all are forgotten, so that each may be logged once more. */
  static final int MAX_NAMES = 1_000;

  private final Set<String> logged = ConcurrentHashMap.newKeySet();
  private final AtomicLong failures = new AtomicLong();

  /** Loads what a failure needs while there is memory: a class that fails to load then is lost. */
  Guard() {
    Secrets.describe(new IllegalStateException("https://host/path"));
  }

  /** Calls, and answers the fallback when the callback throws or answers null. */
  <T> T call(String name, Supplier<T> callback, T fallback) {
    try {
      T value = callback.get();
      if (value != null) {
        return value;
      }
      failed(name, "answered null");
    } catch (Throwable e) {
      failed(name, e);
    }
    return fallback;
  }

  /** Runs. */
  void run(String name, Runnable callback) {
    try {
      callback.run();
    } catch (Throwable e) {
      failed(name, e);
    }
  }

  /** A callback threw. Never throws itself, also when no memory is left. */
  void failed(String name, Throwable thrown) {
    try {
      failed(name, Secrets.describe(thrown));
    } catch (Throwable e) {
      failures.incrementAndGet(); // it is counted, if not told
    }
  }

  /** A callback failed, and this is why. */
  void failed(String name, String reason) {
    failures.incrementAndGet();
    if (logged.size() >= MAX_NAMES) {
      logged.clear();
    }
    if (logged.add(name)) {
      LOG.warn("{} failed; further failures are counted, not logged: {}", name, reason);
    }
  }

  long failures() {
    return failures.get();
  }
}

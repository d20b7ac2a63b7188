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

  /** A host that makes names without end must not fill the memory: then some failures log again. */
  private static final int MAX_NAMES = 1_000;

  private final Set<String> logged = ConcurrentHashMap.newKeySet();
  private final AtomicLong failures = new AtomicLong();

  /** Calls, and answers the fallback when the callback throws or answers null. */
  <T> T call(String name, Supplier<T> callback, T fallback) {
    try {
      T value = callback.get();
      if (value != null) {
        return value;
      }
      failed(name, new NullPointerException(name + " answered null"));
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

  private void failed(String name, Throwable thrown) {
    failures.incrementAndGet();
    if (logged.size() < MAX_NAMES && logged.add(name)) {
      LOG.warn(
          "{} failed; further failures are counted, not logged: {}",
          name,
          Secrets.describe(thrown));
    }
  }

  long failures() {
    return failures.get();
  }
}

package io.health4j;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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

  /**
   * Calls. Answers null when the callback throws or answers null.
   *
   * @param what the callback of something; with that something it is a name
   */
  <T> @Nullable T call(String what, String of, Supplier<@Nullable T> callback) {
    try {
      T value = callback.get();
      if (value == null) {
        failed(what + of, "answered null");
      }
      return value;
    } catch (Throwable e) {
      failed(what + of, e);
      return null;
    }
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
    count();
    log(name, reason);
  }

  /** Counts a failure for which {@link #log} is left to another thread. */
  void count() {
    failures.incrementAndGet();
  }

  /** Logs a failure that is the first of its name. The host's appender may block. */
  void log(String name, String reason) {
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

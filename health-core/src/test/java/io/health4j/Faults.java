package io.health4j;

import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import java.util.Map;

/** Checks that do to their thread and to the JVM what a host's code should not. */
final class Faults {

  private static final int LARGE = 100 << 20;
  private static final ThreadLocal<byte[]> LEFT_BEHIND = new ThreadLocal<>();

  private Faults() {}

  /** One of each kind, by name. */
  @SuppressWarnings("ThreadPriorityCheck") // it is what a host should not do
  static Map<String, HealthCheck> all() {
    return Map.ofEntries(
        Map.entry("no memory", thrower(new OutOfMemoryError("made up"))),
        Map.entry("no class", thrower(new NoClassDefFoundError("made up"))),
        Map.entry("death", thrower(new Death())),
        Map.entry("recursion", context -> deep(0)),
        Map.entry("null", context -> null),
        Map.entry("large", context -> CheckResult.healthy("" + new byte[LARGE].length)),
        Map.entry("interrupt", thread(Thread::interrupt)),
        Map.entry("priority", thread(thread -> thread.setPriority(Thread.MIN_PRIORITY))),
        Map.entry("name", thread(thread -> thread.setName("renamed by a check"))),
        Map.entry("loader", thread(thread -> thread.setContextClassLoader(null))),
        Map.entry("local", thread(thread -> LEFT_BEHIND.set(new byte[1]))),
        Map.entry("handler", thread(thread -> thread.setUncaughtExceptionHandler((t, e) -> {}))));
  }

  /** Like the error that ends a thread, and nobody's idea of a failure of a check. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  /** What a check does to the thread that calls it. */
  private interface Change {
    void make(Thread thread);
  }

  private static HealthCheck thrower(Error error) {
    return context -> {
      throw error;
    };
  }

  private static CheckResult deep(int depth) {
    return depth < 0 ? CheckResult.healthy() : deep(depth + 1 & Integer.MAX_VALUE);
  }

  private static HealthCheck thread(Change change) {
    return context -> {
      change.make(Thread.currentThread());
      return CheckResult.healthy();
    };
  }
}

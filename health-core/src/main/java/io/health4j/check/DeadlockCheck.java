package io.health4j.check;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells the threads of this process that wait for each other in a ring, and so for ever. */
final class DeadlockCheck implements HealthCheck {

  static final String CONDITION = "threads-deadlocked";

  /** So many threads are named; more would make no line that people read. */
  static final int NAMED = 5;

  private static final int NAME_LENGTH = 64;

  /** Hosts name threads after requests: of a URL only its beginning is shown. */
  private static final Pattern REST_OF_URL = Pattern.compile("(://|\\?)\\S*");

  private static final Metric DEADLOCKED =
      Metric.gauge("health.threads.deadlocked", "{thread}", "Threads that wait for each other.");
  private static final String REMEDY =
      "Take a thread dump, then restart the process: these threads will not go on.";

  /** A thread, the lock that it waits for, and the thread that has it. */
  record Waiting(String thread, @Nullable String lock, @Nullable String owner) {

    String text() {
      return shown(thread) + " waits for " + shown(lock) + " held by " + shown(owner);
    }

    private static String shown(@Nullable String name) {
      return name == null
          ? "?"
          : REST_OF_URL.matcher(Texts.line(name, NAME_LENGTH)).replaceAll("$1…");
    }
  }

  private final Supplier<List<Waiting>> deadlocked;

  DeadlockCheck() {
    this(DeadlockCheck::ofThisProcess);
  }

  DeadlockCheck(Supplier<List<Waiting>> deadlocked) {
    this.deadlocked = deadlocked;
  }

  @Override
  public CheckResult check(CheckContext context) {
    List<Waiting> found = deadlocked.get();
    var result = CheckResult.builder().reading(DEADLOCKED, found.size());
    return found.isEmpty()
        ? result.build()
        : result
            .message(text(found))
            .finding(
                Finding.of(CONDITION, "", Status.CRITICAL)
                    .value(found.size())
                    .limit(0, "default")
                    .remedy(REMEDY))
            .build();
  }

  private static String text(List<Waiting> found) {
    var text = new StringJoiner(", ");
    found.stream().limit(NAMED).forEach(each -> text.add(each.text()));
    int more = found.size() - NAMED;
    return more > 0 ? text + " and " + more + " more" : text.toString();
  }

  private static List<Waiting> ofThisProcess() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] ids = threads.findDeadlockedThreads();
    if (ids == null) {
      return List.of();
    }
    return Arrays.stream(threads.getThreadInfo(ids))
        .filter(Objects::nonNull)
        .map(DeadlockCheck::waiting)
        .toList();
  }

  private static Waiting waiting(ThreadInfo info) {
    return new Waiting(info.getThreadName(), info.getLockName(), info.getLockOwnerName());
  }
}

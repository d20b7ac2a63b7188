package io.health4j;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the monitor's own threads cost: CPU time of those that live, and of those that ended. */
final class CpuTime {

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @GuardedBy("this")
  private final Map<Thread, Long> live = new HashMap<>();

  @GuardedBy("this")
  private long ended;

  /** To be called by the thread itself, at its start: one that never starts is not kept. */
  synchronized void add(Thread thread) {
    live.put(thread, thread.getId());
  }

  /** To be called by the thread itself, at its end: afterwards nobody can ask for its time. */
  synchronized void remove(Thread thread) {
    ended += Math.max(0, read(thread.getId()));
    live.remove(thread);
  }

  synchronized Duration total() {
    long sum = ended;
    for (long id : live.values()) {
      sum += Math.max(0, read(id));
    }
    return Duration.ofNanos(sum);
  }

  private long read(long id) {
    return threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
        ? threads.getThreadCpuTime(id)
        : 0;
  }
}

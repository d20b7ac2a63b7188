package io.health4j.oshi;

import io.health4j.check.Metric;
import java.util.OptionalDouble;

/**
 * What one process uses.
 *
 * @param pid its id, which the system gives to another after its end
 * @param name its executable's name
 * @param startMillis when it started; with the id it tells it from all others
 * @param userMillis CPU time in its own code
 * @param systemMillis CPU time in the kernel for it
 * @param resident bytes of memory that it holds
 * @param virtual bytes of address space
 * @param threads how many it has
 * @param upMillis its age
 */
record ProcessUse(
    int pid,
    String name,
    long startMillis,
    long userMillis,
    long systemMillis,
    long resident,
    long virtual,
    int threads,
    long upMillis) {

  static final Metric CPU_UTILIZATION =
      Metric.gauge("process.cpu.utilization", "1", "Share of all CPUs that a process used");
  static final Metric CPU_TIME =
      Metric.counter("process.cpu.time", "s", "CPU time that a process used, by mode");
  static final Metric MEMORY =
      Metric.gauge("process.memory.usage", "By", "Physical memory that a process holds");
  static final Metric VIRTUAL =
      Metric.gauge("process.memory.virtual", "By", "Address space that a process has taken");
  static final Metric THREADS =
      Metric.gauge("process.thread.count", "{thread}", "Threads of a process");
  static final Metric UPTIME = Metric.gauge("process.uptime", "s", "Age of a process");

  private static final double MILLIS_IN_NANOS = 1e6;

  boolean isSame(ProcessUse other) {
    return pid == other.pid && startMillis == other.startMillis;
  }

  /** The share of all CPUs used since an earlier look at the same process; absent without time. */
  OptionalDouble utilization(ProcessUse before, long elapsedNanos, int cpus) {
    long used = userMillis + systemMillis - before.userMillis - before.systemMillis;
    if (!isSame(before) || elapsedNanos <= 0 || used < 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Math.min(1, used * MILLIS_IN_NANOS / elapsedNanos / cpus));
  }
}

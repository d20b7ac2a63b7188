package io.health4j.benchmarks;

import io.health4j.HealthMonitor;
import io.health4j.check.Status;
import io.health4j.nvml.GpuChecks;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;

/** A JVM in which nothing but a monitor of all GPUs runs; tells what it costs. */
public final class NvmlHost {

  /** The default, also where the interval is shorter. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private NvmlHost() {}

  /**
   * Runs a monitor quickly until its code is warm, then at an interval of 5 s.
   *
   * @param args seconds to warm up, and seconds to measure
   * @throws InterruptedException never
   */
  public static void main(String[] args) throws InterruptedException {
    try (var monitor = monitor(Duration.ofMillis(10))) {
      Thread.sleep(seconds(args[0]));
      requireKnown(monitor);
    }
    try (var monitor = monitor(Duration.ofSeconds(5))) {
      Thread.sleep(seconds("6"));
      long process = CpuProfiler.ofProcess(ProcessHandle.current());
      long threads = ofOurThreads();
      long start = System.nanoTime();
      Thread.sleep(seconds(args[1]));
      double wall = System.nanoTime() - start;
      Child.tell("core-share", (ofOurThreads() - threads) / wall);
      Child.tell(
          "process-share", (CpuProfiler.ofProcess(ProcessHandle.current()) - process) / wall);
      requireKnown(monitor);
    }
  }

  private static HealthMonitor monitor(Duration interval) {
    return HealthMonitor.builder()
        .watch(
            "gpus",
            t -> t.interval(interval).check("gpu", GpuChecks.all(), c -> c.timeout(TIMEOUT)))
        .start();
  }

  private static void requireKnown(HealthMonitor monitor) {
    if (monitor.report().target("gpus").orElseThrow().status() == Status.UNKNOWN) {
      throw new IllegalStateException("nothing is known: " + monitor.report());
    }
  }

  /** CPU time of the monitor's threads and the session's, none of which ends while it is read. */
  private static long ofOurThreads() {
    var threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (ThreadInfo each : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (each != null && each.getThreadName().startsWith("health4j-")) {
        sum += Math.max(0, threads.getThreadCpuTime(each.getThreadId()));
      }
    }
    return sum;
  }

  private static long seconds(String text) {
    return Duration.ofSeconds(Long.parseLong(text)).toMillis();
  }
}

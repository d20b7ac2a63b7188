package io.health4j.benchmarks;

import io.health4j.HealthMonitor;
import io.health4j.check.Status;
import io.health4j.nvml.GpuChecks;
import java.time.Duration;

/** A JVM in which nothing but a monitor of all GPUs runs; tells what it costs. */
public final class NvmlHost {

  private NvmlHost() {}

  /**
   * Runs a monitor quickly until its code is warm, then at an interval of 5 s.
   *
   * @param args seconds to warm up, and seconds to measure
   * @throws InterruptedException never
   */
  public static void main(String[] args) throws InterruptedException {
    try (var monitor = monitor(Duration.ofMillis(5))) {
      Thread.sleep(seconds(args[0]));
      requireKnown(monitor);
    }
    double idle = share(seconds(args[1]) / 4); // with what the JVM does by itself
    try (var monitor = monitor(Duration.ofSeconds(5))) {
      Thread.sleep(seconds("6"));
      double busy = share(seconds(args[1]));
      requireKnown(monitor);
      Child.tell("core-share", busy - idle);
      Child.tell("idle-share", idle);
    }
  }

  private static HealthMonitor monitor(Duration interval) {
    return HealthMonitor.builder()
        .watch("gpus", t -> t.interval(interval).check("gpu", GpuChecks.all()))
        .start();
  }

  private static void requireKnown(HealthMonitor monitor) {
    if (monitor.report().target("gpus").orElseThrow().status() == Status.UNKNOWN) {
      throw new IllegalStateException("nothing is known: " + monitor.report());
    }
  }

  private static double share(long millis) throws InterruptedException {
    long cpu = CpuProfiler.ofProcess(ProcessHandle.current());
    long start = System.nanoTime();
    Thread.sleep(millis);
    return (CpuProfiler.ofProcess(ProcessHandle.current()) - cpu)
        / (double) (System.nanoTime() - start);
  }

  private static long seconds(String text) {
    return Duration.ofSeconds(Long.parseLong(text)).toMillis();
  }
}

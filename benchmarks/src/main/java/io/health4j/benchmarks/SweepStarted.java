package io.health4j.benchmarks;

import io.health4j.HealthMonitor;
import java.time.Duration;

/** A JVM in which nothing but a started monitor runs, over all of {@link Sweep}. */
public final class SweepStarted {

  /** So short that the monitor's work is far more than what an idle JVM takes. */
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private SweepStarted() {}

  /**
   * Tells the CPU time of the process per check, in nanoseconds.
   *
   * @param args seconds to warm up, and to measure
   * @throws InterruptedException never
   */
  public static void main(String[] args) throws InterruptedException {
    try (var monitor = Sweep.watch(HealthMonitor.builder(), INTERVAL).start()) {
      Thread.sleep(Duration.ofSeconds(Long.parseLong(args[0])).toMillis());
      long samples = monitor.statistics().samples();
      long cpu = CpuProfiler.ofProcess(ProcessHandle.current());
      Thread.sleep(Duration.ofSeconds(Long.parseLong(args[1])).toMillis());
      double spent = CpuProfiler.ofProcess(ProcessHandle.current()) - cpu;
      double checks = (monitor.statistics().samples() - samples) * (double) Sweep.CHECKS;
      Child.tell("checks", checks);
      Child.tell("nanos", spent / checks);
    }
  }
}

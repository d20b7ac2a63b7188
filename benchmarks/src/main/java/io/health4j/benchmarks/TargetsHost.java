package io.health4j.benchmarks;

import io.health4j.HealthMonitor;
import io.health4j.MonitorBuilder;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A JVM in which nothing but a started monitor over very many targets runs.
 *
 * <p>A sample is due one interval after the last one of its target began, as the schedule says; how
 * much later its first check is really called is its lateness. Starts are read off the published
 * report, once an interval. The heap is what is left after a collection, with all targets sampled,
 * less what was there before the monitor was built; the monitor itself, and where this program
 * notes its ticks, is in it too.
 */
public final class TargetsHost {

  static final int TARGETS = 10_000;
  static final int CHECKS = 6;

  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Metric VALUE = Metric.gauge("targets.value", "1", "A value.");

  /** Room for all samples of the longest run. */
  private static final long[] LATE = new long[1_000_000];

  private static final AtomicInteger SEEN = new AtomicInteger();
  private static final List<First> FIRSTS = new ArrayList<>();

  private TargetsHost() {}

  /** A check that reads one value, and is all that a target has of its own here. */
  private static final class Cheap implements HealthCheck {

    private long calls;

    @Override
    public CheckResult check(CheckContext context) {
      return CheckResult.healthy("", Reading.of(VALUE, (double) ++calls));
    }
  }

  /** The first check of a target, which notes how late it begins. */
  private static final class First implements HealthCheck {

    private volatile long began;

    /** 0 when nobody asked. */
    private volatile long due;

    @Override
    public CheckResult check(CheckContext context) {
      long now = System.nanoTime();
      if (due != 0) {
        LATE[SEEN.getAndIncrement()] = now - due;
        due = 0;
      }
      began = now;
      return CheckResult.healthy("", Reading.of(VALUE, (double) now));
    }

    /** Asks about the next sample; not while one is under way, whose start is not told yet. */
    void ask(long start) {
      if (began - start < INTERVAL.toNanos() / 2) {
        due = start + INTERVAL.toNanos();
      }
    }
  }

  /**
   * Runs the monitor, and tells what it cost.
   *
   * @param args seconds until all is steady, and how many intervals to measure
   * @throws InterruptedException never
   */
  public static void main(String[] args) throws InterruptedException {
    long before = heap();
    try (var monitor = watch(HealthMonitor.builder().history(0)).start()) {
      Thread.sleep(seconds(args[0]));
      Duration threads = monitor.statistics().cpuTime(); // outside of what is measured
      ask(monitor);
      long cpu = CpuProfiler.ofProcess(ProcessHandle.current());
      long start = System.nanoTime();
      Thread.sleep(INTERVAL.toMillis());
      for (int round = Integer.parseInt(args[1]); round > 1; round--) {
        ask(monitor);
        Thread.sleep(INTERVAL.toMillis());
      }
      double wall = System.nanoTime() - start;
      Child.tell("core-share", (CpuProfiler.ofProcess(ProcessHandle.current()) - cpu) / wall);
      Child.tell("threads-share", monitor.statistics().cpuTime().minus(threads).toNanos() / wall);
      tellLateness();
      Child.tell("bytes", (heap() - before) / (double) TARGETS);
    }
  }

  private static MonitorBuilder watch(MonitorBuilder builder) {
    for (int t = 0; t < TARGETS; t++) {
      builder.watch(
          "target" + t,
          target -> {
            var first = new First();
            FIRSTS.add(first);
            target.interval(INTERVAL).check("check0", first);
            for (int c = 1; c < CHECKS; c++) {
              target.check("check" + c, new Cheap());
            }
          });
    }
    return builder;
  }

  private static void ask(HealthMonitor monitor) {
    var targets = monitor.report().targets();
    for (int t = 0; t < TARGETS; t++) {
      FIRSTS.get(t).ask(targets.get(t).sampledTick());
    }
  }

  private static void tellLateness() {
    long[] late = Arrays.copyOf(LATE, SEEN.get());
    Arrays.sort(late);
    Child.tell("samples", late.length);
    Child.tell("late-p50", late[late.length / 2] / 1e6);
    Child.tell("late-p99", late[(int) (late.length * 0.99)] / 1e6);
    Child.tell("late-max", late[late.length - 1] / 1e6);
  }

  private static long seconds(String text) {
    return Duration.ofSeconds(Long.parseLong(text)).toMillis();
  }

  /** The second collection finds what the first only made unreachable. */
  private static long heap() {
    System.gc();
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}

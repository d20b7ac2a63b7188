package io.health4j.benchmarks;

import io.health4j.HealthEvent;
import io.health4j.HealthMonitor;
import io.health4j.MonitorBuilder;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.report.TargetHealth;
import io.health4j.time.Schedule;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How checks that wait get done side by side: 100 targets with 3 checks, each of which waits 20 to
 * 80 ms, anew each time.
 *
 * <p>The speed-up is that of a sweep over all targets at once, in a started monitor with its
 * default number of threads, over the same sweep by {@code poll()}, which makes one call after
 * another. Targets are woken, so that no interval comes in. The time of a whole sample is taken at
 * the default interval: from its start to the return of its last check.
 */
final class ParallelBench implements Bench.Program {

  private static final String NAME = "worker";
  private static final int TARGETS = 100;
  private static final int CHECKS = 3;
  private static final int SWEEPS = 3;
  private static final long SHORTEST_MILLIS = 20;
  private static final long LONGEST_MILLIS = 80;

  /** When a check of each target last returned. */
  private final AtomicLongArray returned = new AtomicLongArray(TARGETS);

  private final ConcurrentLinkedQueue<Long> samples = new ConcurrentLinkedQueue<>();

  @Override
  public void run(Report report, boolean quick) throws Exception {
    report.progress("one after another");
    double one = oneAfterAnother();
    report.progress("side by side");
    double all = sideBySide();
    report.progress("whole samples");
    sample(quick ? 30 : 120);
    double[] sorted = samples.stream().mapToDouble(nanos -> nanos / 1e6).sorted().toArray();
    double p99 = sorted[(int) (sorted.length * 0.99)];

    report.row("", "ms");
    report.row("a sweep by poll()", one / 1e6);
    report.row("a sweep side by side", all / 1e6);
    report.row("a whole sample, p50 of " + sorted.length, sorted[sorted.length / 2]);
    report.row("a whole sample, p99", p99);
    report.row("a whole sample, longest", sorted[sorted.length - 1]);
    report.figure("speedup", one / all);
    report.figure("sample_p99_ms", p99);
  }

  private double oneAfterAnother() {
    try (var monitor = watch(HealthMonitor.builder(), Duration.ofHours(1)).build()) {
      wakeAll(monitor);
      long start = System.nanoTime();
      int sampled = monitor.poll();
      if (sampled != TARGETS) {
        throw new IllegalStateException("sampled " + sampled + " of " + TARGETS);
      }
      return System.nanoTime() - start;
    }
  }

  /** The first sweep, in which no check is known to be slow, is not counted. */
  private double sideBySide() throws InterruptedException {
    try (var monitor = watch(HealthMonitor.builder(), Duration.ofHours(1)).start()) {
      sweep(monitor);
      var nanos = new double[SWEEPS];
      for (int i = 0; i < SWEEPS; i++) {
        nanos[i] = sweep(monitor);
      }
      return Jmh.median(nanos);
    }
  }

  private static double sweep(HealthMonitor monitor) throws InterruptedException {
    long start = System.nanoTime();
    wakeAll(monitor);
    while (monitor.report().targets().stream().anyMatch(each -> !isSince(each, start))) {
      Thread.sleep(1);
    }
    return System.nanoTime() - start;
  }

  private static boolean isSince(TargetHealth health, long start) {
    return health.sampledTick() - start >= 0 && !health.outcomes().isEmpty();
  }

  private static void wakeAll(HealthMonitor monitor) {
    for (int t = 0; t < TARGETS; t++) {
      monitor.wake(NAME + t);
    }
  }

  /** Ten seconds first, in which the slow checks become known. */
  private void sample(int seconds) throws InterruptedException {
    try (var monitor = watch(HealthMonitor.builder(), Schedule.DEFAULT_INTERVAL).start()) {
      Thread.sleep(10_000);
      monitor.listen(this::note);
      Thread.sleep(seconds * 1_000L);
    }
  }

  private void note(HealthEvent event) {
    if (event instanceof HealthEvent.Sampled sampled) {
      var health = sampled.health();
      int target = Integer.parseInt(health.target().id().substring(NAME.length()));
      samples.add(returned.get(target) - health.sampledTick());
    }
  }

  private MonitorBuilder watch(MonitorBuilder builder, Duration interval) {
    for (int t = 0; t < TARGETS; t++) {
      int number = t;
      builder.watch(
          NAME + t,
          target -> {
            target.interval(interval);
            for (int c = 0; c < CHECKS; c++) {
              target.check("check" + c, waiting(number, c));
            }
          });
    }
    return builder;
  }

  private HealthCheck waiting(int target, int check) {
    var random = new Random(target * CHECKS + check);
    return context -> {
      Thread.sleep(random.nextLong(SHORTEST_MILLIS, LONGEST_MILLIS + 1));
      returned.set(target, System.nanoTime());
      return CheckResult.healthy();
    };
  }
}

package io.health4j.benchmarks;

import io.health4j.HealthMonitor;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One sweep over 100 targets with 10 trivial checks of 5 readings each, all the way to published.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SweepBenchmark {

  private static final int TARGETS = 100;
  private static final int CHECKS = 10;
  private static final int READINGS = 5;
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Metric[] metrics = new Metric[READINGS];
  private final Tick tick = new Tick();
  private HealthMonitor monitor = HealthMonitor.builder().build();

  /** The clock of the sweep: each poll finds every target due. */
  private static final class Tick implements io.health4j.time.Ticker {
    private long now;

    @Override
    public long read() {
      return now;
    }
  }

  /** Builds the monitor. */
  @Setup(Level.Trial)
  public void build() {
    for (int i = 0; i < READINGS; i++) {
      metrics[i] = Metric.gauge("sweep.reading" + i, "1", "A reading.");
    }
    var builder = HealthMonitor.builder().clocks(tick, InstantSource.system());
    for (int t = 0; t < TARGETS; t++) {
      builder.watch(
          "target" + t,
          target -> {
            target.interval(INTERVAL);
            for (int c = 0; c < CHECKS; c++) {
              target.check("check" + c, trivial());
            }
          });
    }
    monitor = builder.build();
  }

  private HealthCheck trivial() {
    return context -> {
      var readings = new Reading[READINGS];
      for (int i = 0; i < READINGS; i++) {
        readings[i] = Reading.of(metrics[i], i);
      }
      return CheckResult.of(Status.HEALTHY, "", readings);
    };
  }

  /**
   * Runs, scores, settles, keeps and publishes 1,000 checks.
   *
   * @return how many targets were sampled
   */
  @Benchmark
  public int poll() {
    tick.now += INTERVAL.toNanos();
    return monitor.poll();
  }

  /** Closes the monitor. */
  @TearDown(Level.Trial)
  public void close() {
    monitor.close();
  }
}

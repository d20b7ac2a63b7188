package io.health4j.benchmarks;

import io.health4j.HealthMonitor;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One sweep over all of {@link Sweep}, all the way to published. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SweepBenchmark {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Clock clock = new Clock();
  private final HealthMonitor monitor =
      Sweep.watch(HealthMonitor.builder().clocks(clock, InstantSource.system()), INTERVAL).build();

  /** Moved by hand, so that each poll finds every target due. */
  private static final class Clock implements Ticker {

    private long now;

    @Override
    public long read() {
      return now;
    }
  }

  /** Runs, scores, settles, keeps and publishes 1,000 checks. */
  @Benchmark
  public void poll() {
    clock.now += INTERVAL.toNanos();
    int sampled = monitor.poll();
    if (sampled != Sweep.TARGETS) {
      throw new IllegalStateException("sampled " + sampled + " of " + Sweep.TARGETS + " targets");
    }
  }

  /** Closes the monitor. */
  @TearDown(Level.Trial)
  public void close() {
    monitor.close();
  }
}

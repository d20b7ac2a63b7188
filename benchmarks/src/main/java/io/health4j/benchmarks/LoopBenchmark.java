package io.health4j.benchmarks;

import io.health4j.loop.LoopProbe;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What an iteration of a loop pays, beside the clock reads that any timing needs. Each thread has a
 * probe of its own, as its contract wants.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LoopBenchmark {

  private final LoopProbe probe = LoopProbe.create();
  private double fitness;

  /**
   * One clock read.
   *
   * @return the tick
   */
  @Benchmark
  public long nanoTime() {
    return System.nanoTime();
  }

  /**
   * Two clock reads, as a stopwatch makes them.
   *
   * @return the time between
   */
  @Benchmark
  public long nanoTimePair() {
    long start = System.nanoTime();
    return System.nanoTime() - start;
  }

  /** One iteration, begun and closed, with a better champion each time: the most that it stores. */
  @Benchmark
  public void beginAndClose() {
    try (LoopProbe.Iteration it = probe.begin()) {
      it.best(fitness += 1e-9);
      it.succeeded();
    }
  }

  /** One iteration that ends where the next begins, with a better champion each time. */
  @Benchmark
  public void tick() {
    probe.tick().best(fitness += 1e-9);
  }
}

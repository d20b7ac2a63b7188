package io.health4j.benchmarks;

import io.health4j.loop.LoopProbe;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an iteration of a loop pays, beside the clock reads that any timing needs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
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

  /** One iteration, begun and closed, with a champion now and then. */
  @Benchmark
  public void beginAndClose() {
    try (LoopProbe.Iteration it = probe.begin()) {
      it.best(fitness += 1e-9);
      it.succeeded();
    }
  }

  /**
   * One iteration that ends where the next begins.
   *
   * @return the iteration that begins
   */
  @Benchmark
  public LoopProbe.Iteration tick() {
    return probe.tick();
  }
}

package io.health4j.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time of a call, beside JMH's wall time, which also counts while a thread waits for a
 * processor that something else has. Per call: the benchmark's own threads, exactly; and the whole
 * process, with the collector and the compiler, in the steps of 10 ms that Linux tells it in.
 *
 * <p>The count of calls is that of JMH's GC profiler: all of an iteration, also those made while
 * its threads wait for each other.
 */
public final class CpuProfiler implements InternalProfiler {

  static final String THREADS = "cpu.threads.norm";
  static final String PROCESS = "cpu.process.norm";

  /** What JMH names the threads that run benchmarks. */
  private static final String WORKER = "-jmh-worker-";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long threadsBefore;
  private long processBefore;

  /** For JMH, which makes one in each fork. */
  public CpuProfiler() {}

  @Override
  public String getDescription() {
    return "CPU time per call";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    threadsBefore = workers();
    processBefore = ofProcess(ProcessHandle.current());
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long process = ofProcess(ProcessHandle.current()) - processBefore;
    long workers = workers() - threadsBefore;
    double calls = result.getMetadata().getAllOps();
    return List.of(score(THREADS, workers / calls), score(PROCESS, process / calls));
  }

  private static ScalarResult score(String name, double nanos) {
    return new ScalarResult(name, nanos, "ns/op", AggregationPolicy.AVG);
  }

  /** They live from one iteration to the next. */
  private long workers() {
    long sum = 0;
    for (ThreadInfo each : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (each != null && each.getThreadName().contains(WORKER)) {
        sum += Math.max(0, threads.getThreadCpuTime(each.getThreadId()));
      }
    }
    return sum;
  }

  /** CPU time of a process so far, in nanoseconds. */
  static long ofProcess(ProcessHandle process) {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IllegalStateException("no CPU time of process " + process.pid()))
        .toNanos();
  }
}

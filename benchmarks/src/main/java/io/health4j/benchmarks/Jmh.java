package io.health4j.benchmarks;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs JMH benchmarks in forks and reads what {@link CpuProfiler} and the GC profiler saw.
 *
 * <p>Of all measured iterations of all forks the median counts: a neighbour on the same machine
 * disturbs some of them, and a mean would take that in.
 */
final class Jmh {

  /** The serial collector works on one thread, and is the same on any number of processors. */
  private static final String[] JVM = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"};

  /**
   * What one call costs.
   *
   * @param threadNanos CPU time of the calling thread
   * @param processNanos CPU time of the whole process, so with the collector
   * @param bytes what it allocates
   */
  record Cost(double threadNanos, double processNanos, double bytes) {}

  /**
   * What all calls cost, by method name and, where there are parameters, their values behind a
   * slash.
   */
  record Costs(Map<String, Cost> all) {

    Cost of(String name) {
      return Optional.ofNullable(all.get(name)).orElseThrow();
    }

    /** The least of all those whose name matches a regular expression. */
    double least(String names, ToDoubleFunction<Cost> what) {
      return all.entrySet().stream()
          .filter(each -> each.getKey().matches(names))
          .mapToDouble(each -> what.applyAsDouble(each.getValue()))
          .min()
          .orElseThrow();
    }
  }

  private Jmh() {}

  /**
   * Runs all benchmarks of some classes.
   *
   * @param warmMillis how long each of the iterations that warm up takes, of 2 or 3
   * @param classes a regular expression over the simple names
   * @param jvmArgs more for the forks' command lines
   */
  static Costs run(boolean quick, int threads, int warmMillis, String classes, String... jvmArgs)
      throws IOException, RunnerException {
    var options =
        new OptionsBuilder()
            .include("\\.(" + classes + ")$")
            .threads(threads)
            .forks(quick ? 1 : 3)
            .warmupIterations(quick ? 2 : 3)
            .warmupTime(TimeValue.milliseconds(warmMillis))
            .measurementIterations(quick ? 3 : 5)
            .measurementTime(TimeValue.milliseconds(quick ? 300 : 1_000))
            .jvmArgs(JVM)
            .jvmArgsAppend(jvmArgs)
            .addProfiler(CpuProfiler.class)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .build();
    try (var log = new PrintStream(new FileOutputStream(Bench.LOG.toFile(), true))) {
      var format = OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL);
      var costs = new LinkedHashMap<String, Cost>();
      new Runner(options, format).run().forEach(each -> costs.put(name(each), cost(each)));
      return new Costs(costs);
    }
  }

  private static String name(RunResult result) {
    var params = result.getParams();
    String method = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
    return params.getParamsKeys().stream()
        .map(key -> "/" + params.getParam(key))
        .collect(Collectors.joining("", method, ""));
  }

  private static Cost cost(RunResult result) {
    return new Cost(
        median(result, CpuProfiler.THREADS),
        median(result, CpuProfiler.PROCESS),
        median(result, "gc.alloc.rate.norm"));
  }

  private static double median(RunResult result, String label) {
    return median(
        result.getBenchmarkResults().stream()
            .flatMap(fork -> fork.getIterationResults().stream())
            .mapToDouble(iteration -> score(iteration, label))
            .toArray());
  }

  private static double score(IterationResult iteration, String label) {
    var result = iteration.getSecondaryResults().get(label);
    return Objects.requireNonNull(result, label).getScore();
  }

  /** The middle one, the upper of two. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}

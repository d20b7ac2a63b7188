package io.health4j.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What timing an iteration of a loop costs the loop, with peers. The figures are the worst of one
 * thread and two; {@code bytes} also with the compiler kept from taking objects apart, and to a
 * tenth of a byte: below that is what JMH's own threads allocate meanwhile.
 */
final class LoopBench implements Bench.Program {

  private static final String ALL = "LoopBenchmark.*|LoopPeersBenchmark.*";
  private static final String BEGIN = "beginAndClose";
  private static final String TICK = "tick";
  private static final String OURS = "LoopBenchmark.(" + BEGIN + "|" + TICK + ")";
  private static final int WARM_MILLIS = 400;

  @Override
  public void run(Report report, boolean quick) throws Exception {
    report.progress("one thread");
    var one = Jmh.run(quick, 1, WARM_MILLIS, ALL);
    report.progress("two threads");
    var two = Jmh.run(quick, 2, WARM_MILLIS, ALL);
    report.progress("without escape analysis");
    var unhelped = Jmh.run(quick, 1, WARM_MILLIS, OURS, "-XX:-DoEscapeAnalysis");

    report.row("", "1 thread, ns", "2 threads, ns", "1 thread, B", "2 threads, B");
    for (String name : one.all().keySet()) {
      var alone = one.of(name);
      var beside = two.of(name);
      report.row(name, alone.threadNanos(), beside.threadNanos(), alone.bytes(), beside.bytes());
    }
    report.note("ns: CPU time of the thread per iteration; B: allocated per iteration");
    unhelped
        .all()
        .forEach(
            (name, cost) ->
                report.note(
                    name + " without escape analysis: " + Report.text(cost.bytes()) + " B"));
    var runs = List.of(one, two);
    report.figure("pair_ratio", worst(runs, costs -> ratio(costs, BEGIN, "nanoTimePair")));
    report.figure("tick_ratio", worst(runs, costs -> ratio(costs, TICK, "nanoTime")));
    double bytes = worst(List.of(one, two, unhelped), LoopBench::bytes);
    report.figure("bytes", Math.round(bytes * 10) / 10.0);
  }

  private static double ratio(Jmh.Costs costs, String ours, String bare) {
    return costs.of(ours).threadNanos() / costs.of(bare).threadNanos();
  }

  private static double bytes(Jmh.Costs costs) {
    return Math.max(costs.of(BEGIN).bytes(), costs.of(TICK).bytes());
  }

  private static double worst(List<Jmh.Costs> runs, ToDoubleFunction<Jmh.Costs> what) {
    return runs.stream().mapToDouble(what).max().orElseThrow();
  }
}

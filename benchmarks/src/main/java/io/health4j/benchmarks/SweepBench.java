package io.health4j.benchmarks;

import java.util.function.ToDoubleFunction;

/**
 * What a sweep over 1,000 checks costs, with peers that only run them. Time is CPU time of the
 * whole process: the collector's is part of what allocating costs. The ratios are to the least that
 * any of the peers takes, of time and of bytes, when their checks answer with five new values each,
 * as ours do; and, as {@code …_bare}, when theirs answer with nothing but that all is well.
 */
final class SweepBench implements Bench.Program {

  private static final double CHECKS = Sweep.TARGETS * Sweep.CHECKS;

  @Override
  public void run(Report report, boolean quick) throws Exception {
    report.progress("poll() and peers");
    var costs = Jmh.run(quick, 1, 2_000, "SweepBenchmark.*|SweepPeersBenchmark.*");
    report.progress("start()");
    Child.Told started;
    try (var child = Child.start(SweepStarted.class, quick ? 10 : 30, quick ? 10 : 30)) {
      started = child.told();
    }

    report.row("", "us a sweep", "of it the thread's", "ns a check", "B a check");
    costs
        .all()
        .forEach(
            (name, cost) ->
                report.row(
                    name,
                    cost.processNanos() / 1e3,
                    cost.threadNanos() / 1e3,
                    cost.processNanos() / CHECKS,
                    cost.bytes() / CHECKS));
    report.row("start()", "", "", started.get("nanos"), "");
    report.note(
        "CPU time of the process; start(): every 100 ms, "
            + Math.round(started.get("checks"))
            + " checks");
    report.figure("time_ratio", ratio(costs, SweepPeersBenchmark.VALUES, Jmh.Cost::processNanos));
    report.figure("bytes_ratio", ratio(costs, SweepPeersBenchmark.VALUES, Jmh.Cost::bytes));
    report.figure(
        "time_ratio_bare", ratio(costs, SweepPeersBenchmark.BARE, Jmh.Cost::processNanos));
    report.figure("bytes_ratio_bare", ratio(costs, SweepPeersBenchmark.BARE, Jmh.Cost::bytes));
    report.figure("started_ns", started.get("nanos"));
  }

  private static double ratio(Jmh.Costs costs, String answer, ToDoubleFunction<Jmh.Cost> what) {
    return what.applyAsDouble(costs.of("poll")) / costs.least(".*/" + answer, what);
  }
}

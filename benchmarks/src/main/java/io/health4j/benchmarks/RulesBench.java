package io.health4j.benchmarks;

/** What holding alert rules against published samples costs, beside the bare comparison. */
final class RulesBench implements Bench.Program {

  @Override
  public void run(Report report, boolean quick) throws Exception {
    report.progress("20 rules on 1,000 targets");
    var costs = Jmh.run(quick, 1, quick ? 500 : 2_000, "RulesBenchmark.*");
    Jmh.Cost published = costs.of("published");
    Jmh.Cost evaluated = costs.of("evaluated");
    double pairs = Fleet.TARGETS * Fleet.RULES;
    double nanos = (evaluated.threadNanos() - published.threadNanos()) / pairs;
    double bytes = (evaluated.bytes() - published.bytes()) / pairs;
    report.row("for a rule and target", "ns", "B");
    report.row("all rules, found and judged", nanos, bytes);
    report.row("the bare comparison", costs.of("compared").threadNanos() / pairs, 0.0);
    report.note("CPU time and allocated bytes; less what it takes to make the snapshots");
    report.figure("ns", nanos);
    report.figure("bytes", bytes);
  }
}

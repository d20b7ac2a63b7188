package io.health4j.benchmarks;

/**
 * What measuring diversity costs beside the least that it must do: to read each genome once, or to
 * count alleles in a bare loop, in the order that is faster. The figures are the worst of all
 * sizes.
 */
final class DiversityBench implements Bench.Program {

  @Override
  public void run(Report report, boolean quick) throws Exception {
    report.progress("all measures and sizes");
    var costs = Jmh.run(quick, 1, quick ? 200 : 1_000, "DiversityBenchmark.*");
    report.row("", "us", "B");
    costs.all().forEach((name, cost) -> report.row(name, cost.threadNanos() / 1e3, cost.bytes()));
    report.note("CPU time and allocated bytes of one call, by the number of individuals");
    report.figure("euclid_ratio", worst(costs, "euclid", "readDoubles"));
    report.figure("hamming_ratio", worst(costs, "hamming", "countBare"));
  }

  private static double worst(Jmh.Costs costs, String measure, String bare) {
    return costs.all().keySet().stream()
        .filter(name -> name.startsWith(measure + "/"))
        .mapToDouble(name -> ratio(costs, name, bare))
        .max()
        .orElseThrow();
  }

  /** To the same size; {@code bare} may have variants, whose names go on. */
  private static double ratio(Jmh.Costs costs, String measure, String bare) {
    String size = measure.substring(measure.indexOf('/'));
    return costs.of(measure).threadNanos()
        / costs.least(bare + "[^/]*" + size, Jmh.Cost::threadNanos);
  }
}

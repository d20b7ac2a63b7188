package io.health4j.benchmarks;

import java.util.Map;

/** What a scrape of 10,000 series costs, beside metrics libraries with as many gauges. */
final class ScrapeBench implements Bench.Program {

  private static final int WARM_MILLIS = 3_000;

  @Override
  public void run(Report report, boolean quick) throws Exception {
    report.progress("10,000 series, five ways");
    var costs = Jmh.run(quick, 1, WARM_MILLIS, "ScrapeBenchmark.*");
    Jmh.Cost ours = costs.of("ours");
    Jmh.Cost client = less(costs.of("clientJavaSetAndScraped"), costs.of("clientJavaSet"));
    Jmh.Cost micrometer = costs.of("micrometer");
    var ways =
        Map.of(
            "ours", ours,
            "ours behind Micrometer", costs.of("behindMicrometer"),
            "client_java", client,
            "Micrometer", micrometer,
            "the text alone", costs.of("text"));
    report.row("a scrape", "ms", "KB");
    ways.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            way ->
                report.row(
                    way.getKey(),
                    way.getValue().threadNanos() / 1e6,
                    way.getValue().bytes() / 1_000));
    report.note("CPU time and allocated bytes; every value changed since the scrape before");
    report.note("ours has three labels, the others one; client_java: less setting its gauges");
    report.figure("time_ratio", ours.threadNanos() / client.threadNanos());
    report.figure("bytes_ratio", ours.bytes() / client.bytes());
    report.figure("micrometer_time_ratio", ours.threadNanos() / micrometer.threadNanos());
    report.figure("micrometer_bytes_ratio", ours.bytes() / micrometer.bytes());
  }

  private static Jmh.Cost less(Jmh.Cost all, Jmh.Cost part) {
    return new Jmh.Cost(
        all.threadNanos() - part.threadNanos(),
        all.processNanos() - part.processNanos(),
        all.bytes() - part.bytes());
  }
}

package io.health4j.benchmarks;

import java.util.List;

/**
 * What very many targets cost: 10,000 of them with 6 cheap checks each, every 30 s, in a JVM of
 * their own ({@link TargetsHost}).
 */
final class TargetsBench implements Bench.Program {

  private static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseSerialGC");

  @Override
  public void run(Report report, boolean quick) throws Exception {
    int warm = quick ? 32 : 95;
    int intervals = quick ? 1 : 4;
    report.progress(warm + 30 * intervals + " seconds");
    try (var child = Child.start(JVM, TargetsHost.class, warm, intervals)) {
      var told = child.told();
      report.row("targets", TargetsHost.TARGETS);
      report.row("checks each", TargetsHost.CHECKS);
      report.row("samples seen", (long) told.get("samples"));
      report.row("CPU time of the process, share of a core", told.get("core-share"));
      report.row("of it the monitor's threads", told.get("threads-share"));
      report.row("heap a target, bytes", told.get("bytes"));
      report.row("lateness p50, ms", told.get("late-p50"));
      report.row("lateness p99, ms", told.get("late-p99"));
      report.row("lateness at most, ms", told.get("late-max"));
      report.figure("core_share", told.get("core-share"));
      report.figure("bytes", told.get("bytes"));
      report.figure("late_ms", told.get("late-p99"));
    }
  }
}

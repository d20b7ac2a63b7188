package io.health4j.examples;

import io.health4j.HealthMonitor;
import io.health4j.MonitorBuilder;
import io.health4j.check.CheckResult;
import io.health4j.check.Checks;
import io.health4j.check.Status;
import io.health4j.check.Threshold;
import io.health4j.oshi.SystemChecks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What is watched: the search with the process that it runs in, and the machine below it. They are
 * two targets, since a machine that others load is worth a warning, but does not make the search
 * ill.
 */
final class Watch {

  static final String SEARCH = "search";
  static final String MACHINE = "machine";
  static final Duration INTERVAL = Duration.ofSeconds(2);

  /** A CPU without rest is no failure by itself, so there is no CRITICAL. */
  private static final Threshold CPU = Threshold.above().warning(0.90, 0.85).build();

  private Watch() {}

  static MonitorBuilder search(Search search, TroubleMaker troubles, Path results) {
    return HealthMonitor.builder()
        .watch(
            SEARCH,
            target ->
                target
                    .interval(INTERVAL)
                    .check("loop", search.health(), check -> check.weight(50).vital())
                    .check("heap", Checks.heap(), check -> check.weight(20))
                    .check("process", SystemChecks.process(), check -> check.weight(10))
                    .check(
                        "results",
                        troubles.hanging(context -> writable(results)),
                        check -> check.weight(20)));
  }

  static MonitorBuilder machine(MonitorBuilder monitor, Path results) {
    return monitor.watch(
        MACHINE,
        target ->
            target
                .interval(INTERVAL)
                .check("cpu", SystemChecks.cpu(CPU), check -> check.weight(20))
                .check("memory", SystemChecks.memory(), check -> check.weight(40))
                .check("disk", Checks.diskSpace(results), check -> check.weight(40)));
  }

  /** A check of one's own is one method. */
  private static CheckResult writable(Path folder) {
    return Files.isWritable(folder)
        ? CheckResult.healthy(folder + " can be written")
        : CheckResult.of(Status.CRITICAL, folder + " cannot be written");
  }
}

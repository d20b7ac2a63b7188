package io.health4j.examples;

import io.health4j.alert.AlertRule;
import io.health4j.alert.AlertRules;
import io.health4j.alert.Severity;
import io.health4j.docker.ContainerAlerts;
import io.health4j.nvml.GpuAlerts;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** When alerts are raised: the presets, but for what suits neither this search nor its machine. */
final class DemoRules {

  /** Each comes back below under another name, with limits that suit. */
  private static final Set<String> REPLACED = Set.of("loop-champion-stale", "node-cpu-high");

  private static final Set<String> KEPT = Set.of("loop-success-low", "loop-containers-orphaned");

  private DemoRules() {}

  /** Of the search, the machine that it runs on, and its GPUs. */
  static List<AlertRule> search() {
    Stream<AlertRule> presets =
        Stream.of(
                AlertRules.autonomousLoop(),
                AlertRules.node(),
                AlertRules.monitor(),
                GpuAlerts.rules())
            .flatMap(List::stream)
            .filter(rule -> !REPLACED.contains(rule.name()));
    return Stream.concat(presets, Stream.of(championStale(), unknown(), cpuHigh())).toList();
  }

  /** Of the workers, who need no others. */
  static List<AlertRule> workers() {
    return Stream.of(AlertRules.workers(), AlertRules.monitor()).flatMap(List::stream).toList();
  }

  /** Of a search whose candidates run in containers: what a small population can be held to. */
  static List<AlertRule> containers() {
    Stream<AlertRule> loop =
        AlertRules.autonomousLoop().stream().filter(rule -> KEPT.contains(rule.name()));
    Stream<AlertRule> others =
        Stream.of(ContainerAlerts.rules(), AlertRules.monitor()).flatMap(List::stream);
    return Stream.concat(loop, others).toList();
  }

  /** The preset's 20 are for generations that take seconds. */
  private static AlertRule championStale() {
    return AlertRule.reading("search-champion-stale", "loop.champion.staleness")
        .above(Search.STALE_AFTER)
        .severity(Severity.INFO)
        .message("{target} found no better champion in {value} generations")
        .build();
  }

  /** The preset waits a minute, and for the whole target. */
  private static AlertRule unknown() {
    return AlertRule.unknown("search-check-unknown")
        .where("target", Watch.SEARCH)
        .where("check", Trouble.HUNG_CHECK.check())
        .samples(3, 3)
        .build();
  }

  /** The search itself may take what the CPU has. */
  private static AlertRule cpuHigh() {
    return AlertRule.reading("machine-cpu-high", "system.cpu.utilization")
        .above(0.95, 0.90)
        .noisy()
        .severity(Severity.INFO)
        .build();
  }
}

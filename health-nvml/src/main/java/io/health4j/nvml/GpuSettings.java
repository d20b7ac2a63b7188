package io.health4j.nvml;

import java.util.Map;
import java.util.Set;

/**
 * What checks of GPUs go by. Immutable.
 *
 * @param limits those that the host set
 * @param without conditions that are not looked at
 * @param xids what each XID means
 * @param expected how many GPUs there should be; 0 for as many as there were at the start
 * @param dcgmNames whether readings also come under the names of dcgm-exporter
 */
record GpuSettings(
    Map<GpuLimit, Double> limits,
    Set<GpuCondition> without,
    XidTable xids,
    int expected,
    boolean dcgmNames) {

  GpuSettings {
    limits = Map.copyOf(limits);
    without = Set.copyOf(without);
  }

  static GpuSettings defaults() {
    return new GpuSettings(Map.of(), Set.of(), XidTable.defaults(), 0, false);
  }

  double limit(GpuLimit limit) {
    return limits.getOrDefault(limit, limit.value());
  }

  /** Where a limit comes from, as findings tell it. */
  String source(GpuLimit limit) {
    return limits.containsKey(limit) ? "configured" : "default (" + limit.source() + ")";
  }

  boolean looksAt(GpuCondition condition) {
    return !without.contains(condition);
  }
}

package io.health4j.nvml;

import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.nvml.api.NvmlQuery;

/**
 * One of dcgm-exporter's metrics.
 *
 * @param metric as it names it
 * @param probe what it is made of
 * @param index which of the probe's values
 * @param scale what NVML's unit is in DCGM's
 */
record DcgmLine(Metric metric, Probe probe, int index, double scale) {

  static DcgmLine line(String name, NvmlQuery query, int argument, String description) {
    return line(name, Probe.of(query, argument), 0, 1, description);
  }

  static DcgmLine line(String name, Probe probe, int index, double scale, String description) {
    return new DcgmLine(metric(name, description), probe, index, scale);
  }

  static Metric metric(String name, String description) {
    return Metric.gauge("DCGM_FI_DEV_" + name, "1", description);
  }

  /** Older drivers give −1 for memory that they do not tell. */
  void read(long value, Attributes labels, Verdicts out) {
    if (value >= 0 || probe.query() != NvmlQuery.MEMORY) {
      out.read(metric, value * scale, labels);
    }
  }
}

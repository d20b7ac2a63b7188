package io.health4j.nvml;

import io.health4j.check.Metric;
import java.util.function.LongToDoubleFunction;

/**
 * A reading that is one value of one probe in another unit. Nothing is added when the probe has no
 * value, or when the conversion says NaN. Used by one thread at a time.
 */
final class Gauge {

  private final Metric metric;
  private final Probe probe;
  private final int index;
  private final LongToDoubleFunction unit;
  private final Labels labels;

  private Gauge(
      Metric metric, Probe probe, int index, LongToDoubleFunction unit, String... labels) {
    this.metric = metric;
    this.probe = probe;
    this.index = index;
    this.unit = unit;
    this.labels = Labels.of(labels);
  }

  /** Of the first value. */
  static Gauge of(Metric metric, Probe probe, LongToDoubleFunction unit, String... labels) {
    return new Gauge(metric, probe, 0, unit, labels);
  }

  /** Of one of several values. */
  static Gauge at(
      Metric metric, Probe probe, int index, LongToDoubleFunction unit, String... labels) {
    return new Gauge(metric, probe, index, unit, labels);
  }

  Probe probe() {
    return probe;
  }

  void read(GpuSample sample, Verdicts out) {
    if (sample.has(probe)) {
      double value = unit.applyAsDouble(sample.get(probe, index));
      if (!Double.isNaN(value)) {
        out.read(metric, value, labels.on(out.attributes()));
      }
    }
  }
}

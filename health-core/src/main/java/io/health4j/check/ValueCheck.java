package io.health4j.check;

import java.util.function.DoubleSupplier;

/** Holds a number of the host against a threshold. */
final class ValueCheck implements HealthCheck {

  static final String CONDITION = "value-beyond-limit";

  private final Metric metric;
  private final DoubleSupplier value;
  private final Threshold threshold;

  ValueCheck(Metric metric, DoubleSupplier value, Threshold threshold) {
    if (metric.kind() == Metric.Kind.HISTOGRAM) {
      throw new IllegalArgumentException(
          "metric must be a gauge or counter, was the histogram " + metric.name());
    }
    this.metric = metric;
    this.value = value;
    this.threshold = threshold;
  }

  @Override
  public CheckResult check(CheckContext context) {
    double now = value.getAsDouble();
    if (!Double.isFinite(now)) {
      return CheckResult.unknown(metric.name() + " has no finite value, was " + now);
    }
    return CheckResult.builder()
        .reading(metric, now)
        .judge(context, CONDITION, metric.name(), now, threshold, "")
        .build();
  }
}

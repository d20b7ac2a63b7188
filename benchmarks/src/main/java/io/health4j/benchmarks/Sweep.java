package io.health4j.benchmarks;

import io.health4j.MonitorBuilder;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import java.time.Duration;
import java.util.List;

/** What is swept: 100 targets with 10 trivial checks of 5 fresh readings each. */
final class Sweep {

  static final int TARGETS = 100;
  static final int CHECKS = 10;

  /** The names of the values. */
  static final List<String> VALUES =
      List.of("sweep.value0", "sweep.value1", "sweep.value2", "sweep.value3", "sweep.value4");

  private static final List<Metric> METRICS =
      VALUES.stream().map(name -> Metric.gauge(name, "1", "A value.")).toList();

  private Sweep() {}

  static MonitorBuilder watch(MonitorBuilder builder, Duration interval) {
    for (int t = 0; t < TARGETS; t++) {
      builder.watch(
          "target" + t,
          target -> {
            target.interval(interval);
            for (int c = 0; c < CHECKS; c++) {
              target.check("check" + c, trivial());
            }
          });
    }
    return builder;
  }

  private static HealthCheck trivial() {
    return new HealthCheck() {
      private double value;

      @Override
      public CheckResult check(CheckContext context) {
        value++;
        return CheckResult.of(
            Status.HEALTHY,
            "",
            List.of(
                Reading.of(METRICS.get(0), value),
                Reading.of(METRICS.get(1), value),
                Reading.of(METRICS.get(2), value),
                Reading.of(METRICS.get(3), value),
                Reading.of(METRICS.get(4), value)));
      }
    };
  }
}

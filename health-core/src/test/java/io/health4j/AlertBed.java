package io.health4j;

import io.health4j.alert.AlertRoute;
import io.health4j.alert.AlertRule;
import io.health4j.alert.Severity;
import io.health4j.check.CheckResult;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import java.util.List;
import java.util.function.Consumer;

/** A monitor on a clock moved by hand, with a rule on a load that is set by hand, and a sink. */
final class AlertBed implements AutoCloseable {

  static final Metric LOAD = Metric.gauge("test.load", "1", "A load.");

  final Told sink = new Told();
  final Bed bed;

  AlertBed() {
    this(rule(Severity.CRITICAL), builder -> {});
  }

  AlertBed(AlertRule rule, Consumer<MonitorBuilder> more) {
    var box = new Bed[1];
    bed =
        new Bed(
            t -> t.interval(Bed.INTERVAL).check("c", context -> box[0].answer()),
            builder -> {
              builder.alerts(List.of(rule)).route(AlertRoute.to(sink));
              more.accept(builder);
            });
    box[0] = bed;
  }

  static AlertRule rule(Severity severity) {
    return AlertRule.reading("load-high", "test.load").above(0.8, 0.7).severity(severity).build();
  }

  void load(double value) {
    bed.answer = CheckResult.of(Status.HEALTHY, "", Reading.of(LOAD, value));
    bed.sample(1);
  }

  void unknown() {
    bed.answer = CheckResult.unknown("nobody knows");
    bed.sample(1);
  }

  HealthMonitor monitor() {
    return bed.monitor;
  }

  MonitorStatistics.AlertStatistics statistics() {
    return bed.monitor.statistics().alerts();
  }

  @Override
  public void close() {
    bed.close();
  }
}

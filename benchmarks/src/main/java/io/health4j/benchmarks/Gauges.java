package io.health4j.benchmarks;

import io.health4j.HealthListener;
import io.health4j.HealthMonitor;
import io.health4j.HealthSource;
import io.health4j.MonitorStatistics;
import io.health4j.alert.Alert;
import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.recovery.RecoveryEngine;
import io.health4j.report.HealthReport;
import io.health4j.report.History;
import io.health4j.report.TargetHealth;
import io.health4j.score.Scorer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Ten thousand series: ten targets with ten gauges of a hundred devices each, as one check reads
 * them. Every value is another in each round, and as long as a double gets. Readings are made anew
 * in each round; what they are of is kept, as checks do.
 */
final class Gauges implements HealthSource {

  static final int TARGETS = 10;
  static final int METRICS = 10;
  static final int DEVICES = 100;
  static final int SERIES = TARGETS * METRICS * DEVICES;

  /** What a scrape has room for, beside the series above those of the targets themselves. */
  static final int ROOM = 2 * SERIES;

  private static final int ROUNDS = 4;
  private static final Instant AT = Instant.EPOCH;

  private final HealthMonitor empty = HealthMonitor.builder().build();
  private final double[][] values = new double[ROUNDS][SERIES];
  private final List<HealthReport> reports = new ArrayList<>();
  private final List<HealthListener> listeners = new ArrayList<>();
  private int round;

  Gauges() {
    var random = new SplittableRandom(1);
    for (double[] each : values) {
      for (int i = 0; i < SERIES; i++) {
        each[i] = random.nextDouble();
      }
    }
    var metrics = new ArrayList<Metric>();
    for (int i = 0; i < METRICS; i++) {
      metrics.add(Metric.gauge(name(i).replace('_', '.'), "1", help()));
    }
    var devices = new ArrayList<Attributes>();
    for (int i = 0; i < DEVICES; i++) {
      devices.add(Attributes.of("device", device(i)));
    }
    for (int i = 0; i < ROUNDS; i++) {
      reports.add(report(values[i], metrics, devices));
    }
  }

  static String name(int metric) {
    return "bench_load_" + (char) ('a' + metric);
  }

  static String help() {
    return "A load.";
  }

  static String target(int target) {
    return "node-" + target;
  }

  static String device(int device) {
    return "device-" + device;
  }

  /** Which of all a series is. */
  static int index(int target, int metric, int device) {
    return (target * METRICS + metric) * DEVICES + device;
  }

  private static HealthReport report(
      double[] values, List<Metric> metrics, List<Attributes> devices) {
    var targets = new ArrayList<TargetHealth>();
    for (int target = 0; target < TARGETS; target++) {
      var readings = new ArrayList<Reading>();
      for (int metric = 0; metric < METRICS; metric++) {
        for (int device = 0; device < DEVICES; device++) {
          double value = values[index(target, metric, device)];
          readings.add(Reading.of(metrics.get(metric), value, devices.get(device)));
        }
      }
      targets.add(health(target(target), readings));
    }
    return new HealthReport(AT, 0, targets);
  }

  private static TargetHealth health(String target, List<Reading> readings) {
    var result = CheckResult.of(Status.HEALTHY, "", readings);
    var outcomes = List.of(new CheckOutcome("check", 1, false, result, 1));
    return new TargetHealth(
        Target.of(target),
        Status.HEALTHY,
        AT,
        Status.HEALTHY,
        0,
        Scorer.weighted().score(outcomes),
        outcomes,
        AT,
        0,
        Duration.ofSeconds(5),
        false);
  }

  /** Every series has another value from now on. */
  void change() {
    round = (round + 1) % ROUNDS;
  }

  double value(int series) {
    return values[round][series];
  }

  List<HealthListener> listeners() {
    return listeners;
  }

  @Override
  public HealthReport report() {
    return reports.get(round);
  }

  @Override
  public History history() {
    return empty.history();
  }

  @Override
  public List<Alert> alerts() {
    return empty.alerts();
  }

  @Override
  public List<RecoveryEngine.Attempt> recoveries() {
    return empty.recoveries();
  }

  @Override
  public MonitorStatistics statistics() {
    return empty.statistics();
  }

  @Override
  public Subscription listen(HealthListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}

package io.health4j.test;

import io.health4j.HealthMonitor;
import io.health4j.MetricsBinder;
import io.health4j.TargetSpec;
import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Reading;
import java.util.function.Consumer;

/** A monitor with one binder, and a check that answers as it is told. */
final class BinderBench implements AutoCloseable, HealthCheck {

  final ManualTicker ticker = new ManualTicker();
  final int sizeBefore;
  final HealthMonitor monitor;
  Attributes attributes = Attributes.none();
  double count = 10;
  boolean gone;
  int calls;

  BinderBench(MetricsBinderContract contract) {
    MetricsBinder binder = contract.binder(ticker);
    sizeBefore = contract.size();
    monitor = HealthMonitor.builder().clocks(ticker, ticker.wall()).metrics(binder).build();
  }

  BinderBench watch(String target) {
    return watch(target, t -> {});
  }

  BinderBench watch(String target, Consumer<TargetSpec> description) {
    monitor.watch(
        target,
        t -> {
          t.interval(MetricsBinderContract.INTERVAL).check("check", this);
          description.accept(t);
        });
    return this;
  }

  @Override
  public CheckResult check(CheckContext context) {
    calls++;
    Attributes own = context.target().id().equals("b") ? attributes : Attributes.none();
    var level = Reading.of(MetricsBinderContract.GAUGE, 0.5, own);
    var events = Reading.of(MetricsBinderContract.COUNTER, count, own);
    return gone ? CheckResult.healthy("", events) : CheckResult.healthy("", level, events);
  }

  void polls(int times) {
    for (int i = 0; i < times; i++) {
      ticker.advance(MetricsBinderContract.INTERVAL);
      monitor.poll();
    }
  }

  @Override
  public void close() {
    monitor.close();
  }
}

package io.health4j.test;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.health4j.HealthMonitor;
import io.health4j.HealthSource;
import io.health4j.MetricsBinder;
import io.health4j.TargetSpec;
import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Reading;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
  private final CountDownLatch binderClosed = new CountDownLatch(1);

  BinderBench(MetricsBinderContract contract) {
    MetricsBinder binder = contract.binder(ticker);
    sizeBefore = contract.size();
    monitor = HealthMonitor.builder().clocks(ticker, ticker.wall()).metrics(noted(binder)).build();
  }

  private MetricsBinder noted(MetricsBinder binder) {
    return new MetricsBinder() {
      @Override
      public void bindTo(HealthSource source) {
        binder.bindTo(source);
      }

      @Override
      public void close() {
        try {
          binder.close();
        } finally {
          binderClosed.countDown();
        }
      }
    };
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

  /** Closes the monitor, which does not wait for long, and waits until the binder is closed. */
  void closeAll() {
    monitor.close();
    boolean closed = false;
    try {
      closed = binderClosed.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertTrue(closed, "the binder's close has not come back");
  }

  @Override
  public void close() {
    monitor.close();
  }
}

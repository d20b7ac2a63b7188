package io.health4j;

import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Status;
import io.health4j.report.TargetHealth;
import io.health4j.time.FakeTicker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A monitor on a clock that is moved by hand, with a check whose answer is set by hand. */
final class Bed implements AutoCloseable {

  static final Duration INTERVAL = Duration.ofSeconds(5);
  static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");

  final FakeTicker ticker = new FakeTicker();
  final List<HealthEvent> events = new ArrayList<>();
  final HealthMonitor monitor;
  CheckResult answer = CheckResult.healthy();
  int calls;

  Bed(Consumer<TargetSpec> target) {
    this(target, builder -> {});
  }

  Bed(Consumer<TargetSpec> target, Consumer<MonitorBuilder> more) {
    long origin = ticker.read();
    InstantSource wall = () -> WALL.plusNanos(ticker.read() - origin);
    MonitorBuilder builder =
        HealthMonitor.builder().clocks(ticker, wall).watch("t", target).listener(events::add);
    more.accept(builder);
    monitor = builder.build();
  }

  /** One target with one check that answers what is set. */
  static Bed simple() {
    var box = new Bed[1];
    box[0] = new Bed(t -> t.interval(INTERVAL).check("c", context -> box[0].answer()));
    return box[0];
  }

  CheckResult answer() {
    calls++;
    return answer;
  }

  static HealthCheck answering(Status status) {
    return context -> CheckResult.of(status, status.toString());
  }

  /** Samples now, and again after each interval. */
  void sample(int times) {
    for (int i = 0; i < times; i++) {
      monitor.poll();
      ticker.advance(INTERVAL);
    }
  }

  void sample(Status status, int times) {
    answer = CheckResult.of(status, status.toString());
    sample(times);
  }

  TargetHealth health() {
    return monitor.report().target("t").orElseThrow();
  }

  <T extends HealthEvent> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public void close() {
    monitor.close();
  }
}

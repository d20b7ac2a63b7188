package io.health4j.micrometer;

import io.health4j.HealthEvent;
import io.health4j.HealthListener;
import io.health4j.HealthSource;
import io.health4j.MonitorStatistics;
import io.health4j.alert.Alert;
import io.health4j.recovery.RecoveryEngine;
import io.health4j.report.HealthReport;
import io.health4j.report.History;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A monitor's source that counts what it is asked, and can lose events. */
final class SourceStub implements HealthSource {

  private final HealthSource source;
  final List<HealthListener> listeners = new ArrayList<>();
  Predicate<HealthEvent> loses = event -> false;
  int reports;
  int statistics;

  SourceStub(HealthSource source) {
    this.source = source;
  }

  @Override
  public HealthReport report() {
    reports++;
    return source.report();
  }

  @Override
  public History history() {
    return source.history();
  }

  @Override
  public List<Alert> alerts() {
    return source.alerts();
  }

  @Override
  public List<RecoveryEngine.Attempt> recoveries() {
    return source.recoveries();
  }

  @Override
  public MonitorStatistics statistics() {
    statistics++;
    return source.statistics();
  }

  @Override
  public Subscription listen(HealthListener listener) {
    listeners.add(listener);
    return source.listen(
        event -> {
          if (!loses.test(event)) {
            listener.on(event);
          }
        });
  }
}

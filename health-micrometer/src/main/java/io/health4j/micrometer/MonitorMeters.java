package io.health4j.micrometer;

import io.health4j.MetricsBinder.Standard;
import io.health4j.MonitorStatistics;
import io.health4j.check.Metric;
import java.util.function.ToDoubleFunction;

/** What is shown of the monitor itself. */
final class MonitorMeters {

  private final Shelf shelf;
  private final Snapshots snapshots;

  private MonitorMeters(Shelf shelf, Snapshots snapshots) {
    this.shelf = shelf;
    this.snapshots = snapshots;
  }

  static void show(Shelf shelf, Snapshots snapshots) {
    var meters = new MonitorMeters(shelf, snapshots);
    meters.add(Standard.SAMPLES, MonitorStatistics::samples);
    meters.add(Standard.CPU, statistics -> statistics.cpuTime().toNanos() / 1e9);
    meters.add(Standard.LOST, statistics -> statistics.lostTime().toNanos() / 1e9);
    meters.add(Standard.STUCK, MonitorStatistics::stuckThreads);
    meters.add(Standard.STUCK_LIMIT, MonitorStatistics::stuckThreadLimit);
    meters.add(Standard.EVENTS_DROPPED, MonitorStatistics::droppedEvents);
    meters.add(Standard.CALLBACK_FAILURES, MonitorStatistics::callbackFailures);
    meters.add(Standard.HISTORY_SIZE, MonitorStatistics::historyBytes);
    meters.add(Standard.HISTORY_DROPPED, MonitorStatistics::droppedHistory);
    meters.add(Standard.SERIES, statistics -> shelf.shown());
    meters.add(Standard.SERIES_DROPPED, statistics -> shelf.dropped());
  }

  private void add(Metric metric, ToDoubleFunction<MonitorStatistics> value) {
    shelf.addOwn(
        new Series(
            MeterSpec.standard(metric),
            shelf.tags(),
            snapshots,
            snapshot -> value.applyAsDouble(snapshot.statistics())));
  }
}

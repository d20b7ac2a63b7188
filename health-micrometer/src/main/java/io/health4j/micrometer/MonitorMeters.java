package io.health4j.micrometer;

import io.health4j.MonitorStatistics;
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
    meters.add(Meters.SAMPLES, MonitorStatistics::samples);
    meters.add(Meters.CPU, statistics -> statistics.cpuTime().toNanos() / 1e9);
    meters.add(Meters.LOST, statistics -> statistics.lostTime().toNanos() / 1e9);
    meters.add(Meters.STUCK, MonitorStatistics::stuckThreads);
    meters.add(Meters.STUCK_LIMIT, MonitorStatistics::stuckThreadLimit);
    meters.add(Meters.EVENTS_DROPPED, MonitorStatistics::droppedEvents);
    meters.add(Meters.CALLBACK_FAILURES, MonitorStatistics::callbackFailures);
    meters.add(Meters.HISTORY_SIZE, MonitorStatistics::historyBytes);
    meters.add(Meters.HISTORY_DROPPED, MonitorStatistics::droppedHistory);
    meters.add(Meters.SERIES, statistics -> shelf.shown());
    meters.add(Meters.SERIES_DROPPED, statistics -> shelf.dropped());
  }

  private void add(MeterSpec spec, ToDoubleFunction<MonitorStatistics> value) {
    shelf.addOwn(
        new Series(
            spec, shelf.tags(), snapshots, snapshot -> value.applyAsDouble(snapshot.statistics())));
  }
}

package io.health4j.micrometer;

import io.health4j.BreakerState;
import io.health4j.MetricsBinder.Standard;
import io.health4j.MonitorStatistics.CheckStatistics;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Metric;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.micrometer.Snapshot.CheckKey;
import io.health4j.report.TargetHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** All that is shown of one target. */
final class TargetMeters {

  private final Shelf shelf;
  private final Snapshots snapshots;
  private final Target target;
  private final List<Series> series = new ArrayList<>();
  private final ReadingMeters readings;
  private final FindingMeters findings;
  private List<CheckOutcome> synced = List.of();

  TargetMeters(Shelf shelf, Snapshots snapshots, Target target) {
    this.shelf = shelf;
    this.snapshots = snapshots;
    this.target = target;
    var room = new Room();
    this.readings = new ReadingMeters(shelf, snapshots, target, room);
    this.findings = new FindingMeters(shelf, snapshots, target, room);
    String id = target.id();
    add(Standard.SCORE, snapshot -> snapshot.score(id));
    for (Status status : Status.values()) {
      add(Standard.STATUS, s -> flag(s.status(id), status), "status", text(status));
    }
    add(Standard.AGE, snapshot -> snapshot.ageSeconds(id));
    add(Standard.INTERVAL, snapshot -> snapshot.intervalSeconds(id));
    snapshots.now().statistics().checks().stream()
        .filter(check -> check.target().equals(target))
        .forEach(check -> addCheck(new CheckKey(id, check.check())));
  }

  private void addCheck(CheckKey key) {
    for (Status status : Status.values()) {
      addOf(key, Standard.CHECK_STATUS, s -> flag(s.status(key), status), "status", text(status));
    }
    for (BreakerState state : BreakerState.values()) {
      addOf(key, Standard.CHECK_BREAKER, s -> flag(breaker(s, key), state), "state", text(state));
    }
    addOf(key, Standard.CHECK_LONGEST, of(key, check -> check.longest().toNanos() / 1e9));
    addOf(key, Standard.CHECK_FAILURES, of(key, CheckStatistics::failures));
    addOf(key, Standard.CHECK_TIMEOUTS, of(key, CheckStatistics::timeouts));
    show(
        new Series(
            MeterSpec.standard(Standard.CHECK_DURATION),
            tags("check", key.check()),
            snapshots,
            of(key, check -> check.total().toNanos() / 1e9),
            of(key, CheckStatistics::calls)));
  }

  private static @Nullable BreakerState breaker(Snapshot snapshot, CheckKey key) {
    CheckStatistics check = snapshot.check(key);
    return check == null ? null : check.breaker();
  }

  private static ToDoubleFunction<Snapshot> of(
      CheckKey key, ToDoubleFunction<CheckStatistics> value) {
    return snapshot -> {
      CheckStatistics check = snapshot.check(key);
      return check == null ? Double.NaN : value.applyAsDouble(check);
    };
  }

  private static double flag(@Nullable Enum<?> now, Enum<?> asked) {
    return now == null ? Double.NaN : now == asked ? 1 : 0;
  }

  private static String text(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private void addOf(CheckKey key, Metric metric, ToDoubleFunction<Snapshot> value, String... tag) {
    var own = new ArrayList<>(List.of("check", key.check()));
    own.addAll(List.of(tag));
    add(metric, value, own.toArray(String[]::new));
  }

  private void add(Metric metric, ToDoubleFunction<Snapshot> value, String... tags) {
    show(new Series(MeterSpec.standard(metric), tags(tags), snapshots, value));
  }

  private SeriesTags tags(String... own) {
    var first = new ArrayList<>(List.of("target", target.id()));
    first.addAll(List.of(own));
    return shelf.tags(first.toArray(String[]::new)).with(target.labels());
  }

  private void show(Series wanted) {
    Series added = shelf.add(wanted);
    if (added != null) {
      series.add(added);
    }
  }

  Target target() {
    return target;
  }

  /** Takes in a sample; the same one may come by report and by event, and brings the same list. */
  @SuppressWarnings("ReferenceEquality")
  void sync(TargetHealth health) {
    if (health.outcomes() != synced) {
      synced = health.outcomes();
      findings.sync(health);
      readings.sync(health);
    }
  }

  void hide() {
    findings.hideAll();
    readings.hideAll();
    series.forEach(shelf::remove);
    series.clear();
  }
}

package io.health4j.micrometer;

import io.health4j.MetricsBinder.Standard;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Finding;
import io.health4j.check.Target;
import io.health4j.micrometer.Snapshot.CheckKey;
import io.health4j.micrometer.Snapshot.FindingKey;
import io.health4j.report.TargetHealth;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is found wrong in one target: shown as long as its checks find it. */
final class FindingMeters {

  private static final MeterSpec SPEC = MeterSpec.standard(Standard.FINDING);

  private final Shelf shelf;
  private final Snapshots snapshots;
  private final Target target;
  private final Room room;
  private final Map<FindingKey, Series> known = new HashMap<>();

  FindingMeters(Shelf shelf, Snapshots snapshots, Target target, Room room) {
    this.shelf = shelf;
    this.snapshots = snapshots;
    this.target = target;
    this.room = room;
  }

  /** Brings what is shown in line with a sample. */
  void sync(TargetHealth health) {
    Set<FindingKey> found = new LinkedHashSet<>();
    for (CheckOutcome outcome : health.outcomes()) {
      var check = new CheckKey(target.id(), outcome.check());
      for (Finding finding : outcome.result().findings()) {
        found.add(Snapshot.key(check, finding));
      }
    }
    known.entrySet().removeIf(shown -> !found.contains(shown.getKey()) && hide(shown.getValue()));
    found.removeAll(known.keySet());
    found.forEach(this::show);
  }

  void hideAll() {
    known.values().forEach(this::hide);
    known.clear();
  }

  private boolean hide(Series series) {
    shelf.remove(series);
    room.giveBack(SPEC.name(), 1);
    return true;
  }

  /** What finds no room is tried again at the next sample. */
  private void show(FindingKey key) {
    if (!room.take(SPEC.name(), 1)) {
      shelf.drop(SPEC.name(), 1);
      return;
    }
    Series added =
        shelf.add(new Series(SPEC, tags(key), snapshots, s -> s.has(key) ? 1 : Double.NaN));
    if (added == null) {
      room.giveBack(SPEC.name(), 1);
    } else {
      known.put(key, added);
    }
  }

  private SeriesTags tags(FindingKey key) {
    return shelf
        .tags("target", target.id(), "check", key.check().check())
        .with("condition", key.condition())
        .with("subject", key.subject())
        .with("status", key.status().name().toLowerCase(Locale.ROOT))
        .with(target.labels());
  }
}

package io.health4j.micrometer;

import io.health4j.check.CheckOutcome;
import io.health4j.check.Distribution;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Target;
import io.health4j.micrometer.Snapshot.CheckKey;
import io.health4j.micrometer.Snapshot.ReadingKey;
import io.health4j.report.TargetHealth;
import io.micrometer.core.instrument.Meter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The readings of one target: shown when a fresh sample has them, gone when one has not. */
final class ReadingMeters {

  /** Count, sum and maximum, beside the buckets. */
  private static final int PARTS = 3 + Buckets.COUNT;

  /**
   * What a histogram takes of its metric's room: its buckets, which no label brings, as one. With
   * them, the types that {@code TaskStats} tells apart would not find room.
   */
  private static final int METERS = 4;

  private static final class Shown {
    private final String metric;
    private final int room;
    private final List<Series> series = new ArrayList<>();
    private long round;

    private Shown(String metric, int room) {
      this.metric = metric;
      this.room = room;
    }
  }

  private final Shelf shelf;
  private final Snapshots snapshots;
  private final Target target;
  private final Room room;
  private final Map<ReadingKey, Shown> known = new HashMap<>();
  private long round;

  ReadingMeters(Shelf shelf, Snapshots snapshots, Target target, Room room) {
    this.shelf = shelf;
    this.snapshots = snapshots;
    this.target = target;
    this.room = room;
  }

  /** Brings what is shown in line with a sample: what went makes room for what came. */
  void sync(TargetHealth health) {
    round++;
    Map<ReadingKey, Reading> missed = new LinkedHashMap<>();
    for (CheckOutcome outcome : health.outcomes()) {
      var check = new CheckKey(target.id(), outcome.check());
      for (Reading reading : outcome.result().readings()) {
        ReadingKey key = Snapshot.key(check, reading);
        Shown shown = known.get(key);
        if (shown == null) {
          missed.putIfAbsent(key, reading);
        } else {
          shown.round = round;
        }
      }
    }
    known.values().removeIf(shown -> shown.round != round && hide(shown));
    missed.forEach(this::show);
  }

  void hideAll() {
    known.values().forEach(this::hide);
    known.clear();
  }

  private boolean hide(Shown shown) {
    shown.series.forEach(shelf::remove);
    room.giveBack(shown.metric, shown.room);
    return true;
  }

  /** What finds no room is tried again at the next sample. */
  private void show(ReadingKey key, Reading reading) {
    boolean single = reading.distribution() == null;
    var shown = new Shown(key.metric(), single ? 1 : METERS);
    if (!room.take(shown.metric, shown.room)) {
      shelf.drop(shown.metric, single ? 1 : PARTS);
      return;
    }
    if (single) {
      shown(shown, single(key, reading));
    } else if (shelf.hasRoom(shown.metric, PARTS)) {
      histogram(key, reading.metric(), shown);
    }
    if (shown.series.isEmpty()) {
      room.giveBack(shown.metric, shown.room);
    } else {
      shown.round = round;
      known.put(key, shown);
    }
  }

  private void shown(Shown shown, Series series) {
    Series added = shelf.add(series);
    if (added != null) {
      shown.series.add(added);
    }
  }

  private Series single(ReadingKey key, Reading reading) {
    return series(key, MeterSpec.of(reading.metric()), tags(key), found -> found.value());
  }

  private void histogram(ReadingKey key, Metric metric, Shown shown) {
    String unit = metric.unitWord();
    var count = MeterSpec.part(metric, "count", Meter.Type.COUNTER, null, "How many.");
    var sum = MeterSpec.part(metric, "sum", Meter.Type.COUNTER, unit, "Their sum.");
    var max = MeterSpec.part(metric, "max", Meter.Type.GAUGE, unit, "The largest so far.");
    shown(shown, part(key, count, tags(key), Distribution::count));
    shown(shown, part(key, sum, tags(key), Distribution::sum));
    shown(shown, part(key, max, tags(key), Distribution::max));
    var buckets =
        MeterSpec.part(metric, "buckets", Meter.Type.COUNTER, null, "How many up to le seconds.");
    for (int i = 0; i < Buckets.COUNT; i++) {
      int bucket = i;
      SeriesTags tags = tags(key, "le", Buckets.bound(i));
      shown(shown, part(key, buckets, tags, d -> Buckets.cumulative(d, bucket)));
    }
    int had = shown.series.size();
    if (had > 0 && had < PARTS) { // half of a histogram is none
      shown.series.forEach(shelf::remove);
      shown.series.clear();
      shelf.drop(shown.metric, had);
    }
  }

  private SeriesTags tags(ReadingKey key, String... own) {
    var first = new ArrayList<>(List.of("target", target.id(), "check", key.check().check()));
    first.addAll(List.of(own));
    return shelf.tags(first.toArray(String[]::new)).with(key.attributes()).with(target.labels());
  }

  private Series part(
      ReadingKey key, MeterSpec spec, SeriesTags tags, ToDoubleFunction<Distribution> value) {
    return series(
        key,
        spec,
        tags,
        reading -> {
          Distribution distribution = reading.distribution();
          return distribution == null ? Double.NaN : value.applyAsDouble(distribution);
        });
  }

  private Series series(
      ReadingKey key, MeterSpec spec, SeriesTags tags, ToDoubleFunction<Reading> value) {
    return new Series(
        spec,
        tags,
        snapshots,
        snapshot -> {
          @Nullable Reading reading = snapshot.reading(key);
          return reading == null ? Double.NaN : value.applyAsDouble(reading);
        });
  }
}

package io.health4j.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One series, and how to read it from a snapshot. Meters refer to it weakly, so its family must
 * keep it as long as it is shown. Read by scrapes on any thread; registered under its family's
 * lock.
 */
final class Series {

  final MeterSpec spec;
  final SeriesTags tags;
  private final Snapshots snapshots;
  private final ToDoubleFunction<Snapshot> value;
  private final ToDoubleFunction<Snapshot> count;
  private volatile double lastCount;
  private volatile double lastTotal;
  private @Nullable Meter meter;

  Series(MeterSpec spec, SeriesTags tags, Snapshots snapshots, ToDoubleFunction<Snapshot> value) {
    this(spec, tags, snapshots, value, snapshot -> Double.NaN);
  }

  /** A timer's: a value in seconds, and how often. */
  Series(
      MeterSpec spec,
      SeriesTags tags,
      Snapshots snapshots,
      ToDoubleFunction<Snapshot> value,
      ToDoubleFunction<Snapshot> count) {
    this.spec = spec;
    this.tags = tags;
    this.snapshots = snapshots;
    this.value = value;
    this.count = count;
  }

  /** The value now; NaN when there is none. Prometheus refuses a scrape with a negative counter. */
  private double value() {
    double now = value.applyAsDouble(snapshots.now());
    return spec.type() == Meter.Type.COUNTER && now < 0 ? Double.NaN : now;
  }

  /** A count is a whole number, which cannot be absent: it stands until there is another. */
  private long count() {
    double now = count.applyAsDouble(snapshots.now());
    lastCount = Double.isNaN(now) ? lastCount : now;
    return (long) lastCount;
  }

  private double total() {
    double now = value.applyAsDouble(snapshots.now());
    lastTotal = Double.isNaN(now) ? lastTotal : now;
    return lastTotal;
  }

  /** Shows it, with the keys of its family; those that it lacks are empty. */
  void register(MeterRegistry registry, Map<String, String> familyKeys) {
    List<Tag> all = new ArrayList<>();
    familyKeys.forEach(
        (shown, given) -> all.add(Tag.of(given, tags.values().getOrDefault(shown, ""))));
    meter =
        switch (spec.type()) {
          case COUNTER ->
              FunctionCounter.builder(spec.name(), this, Series::value)
                  .tags(all)
                  .baseUnit(spec.unit())
                  .description(spec.description())
                  .register(registry);
          case TIMER ->
              FunctionTimer.builder(
                      spec.name(), this, Series::count, Series::total, TimeUnit.SECONDS)
                  .tags(all)
                  .description(spec.description())
                  .register(registry);
          default ->
              Gauge.builder(spec.name(), this, Series::value)
                  .tags(all)
                  .baseUnit(spec.unit())
                  .description(spec.description())
                  .register(registry);
        };
  }

  void unregister(MeterRegistry registry) {
    Meter shown = meter;
    meter = null;
    if (shown != null) {
      registry.remove(shown);
    }
  }
}

package io.health4j.micrometer;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.health4j.MetricsBinder.Standard;
import io.health4j.check.Metric;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry as the binder sees it: room for so many series, and none that could break a scrape.
 * Not thread-safe, but for the two counts.
 */
final class Shelf {

  private static final Logger LOG = LoggerFactory.getLogger(MicrometerMetricsBinder.class);

  /** Of so many metrics it is told; whoever reads on after that knows. */
  private static final int MAX_TOLD = 1_000;

  private final MeterRegistry registry;
  private final List<Tag> common;
  private final int maxSeries;
  private final NamingConvention convention;
  private final Set<String> reserved = new HashSet<>();
  private final Map<String, Family> families = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private final AtomicInteger shown = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();

  Shelf(MeterRegistry registry, List<Tag> common, int maxSeries) {
    this.registry = registry;
    this.common = common;
    this.maxSeries = maxSeries;
    this.convention = registry.config().namingConvention();
    Standard.ALL.forEach(this::reserve);
  }

  /** No reading may have the name of what every monitor shows, also while that has no series. */
  private void reserve(Metric metric) {
    MeterSpec spec = MeterSpec.standard(metric);
    String name = spec.shownAs(convention);
    reserved.add(name);
    if (spec.type() == Meter.Type.TIMER) {
      String bare = convention.name(spec.name(), Meter.Type.GAUGE, null);
      reserved.addAll(List.of(bare, name + "_count", name + "_sum"));
    }
  }

  /** Whether a meter of this name and the common tags is shown by somebody. */
  boolean isTaken(MeterSpec spec) {
    return registry.find(spec.name()).tags(common).meter() != null;
  }

  /** The first tags of a series; what comes after them yields to them. */
  SeriesTags tags(String... ownKeysAndValues) {
    var tags = new SeriesTags(convention);
    for (int i = 0; i < ownKeysAndValues.length; i += 2) {
      tags.with(ownKeysAndValues[i], ownKeysAndValues[i + 1]);
    }
    return tags.with(common);
  }

  /** Whether there is room for so many more of a metric; otherwise they count as dropped. */
  boolean hasRoom(String metric, int more) {
    boolean room = shown.get() + more <= maxSeries;
    if (!room) {
      drop(metric, more);
    }
    return room;
  }

  /** Series of a metric are left out: they are counted, and the first time told. */
  void drop(String metric, int series) {
    dropped.addAndGet(series);
    if (told.size() < MAX_TOLD && told.add(metric)) {
      LOG.warn(
          "Series of {} are not shown: there is room for {} of one metric in one target and for {}"
              + " in all, and none for a name that is taken. They are counted in {}.",
          metric,
          Room.MAX_SERIES,
          maxSeries,
          Standard.SERIES_DROPPED.name());
    }
  }

  /** Shows a series of the monitor's own, for which there is always room. */
  void addOwn(Series series) {
    place(series);
  }

  /** Shows a series, or drops and counts it. */
  @Nullable Series add(Series series) {
    if (!hasRoom(series.spec.name(), 1)) {
      return null;
    } else if (!place(series)) {
      drop(series.spec.name(), 1);
      return null;
    }
    shown.incrementAndGet();
    return series;
  }

  @CanIgnoreReturnValue
  private boolean place(Series series) {
    String name = series.spec.shownAs(convention);
    if (series.spec.reading() && reserved.contains(name)) {
      return false;
    }
    Family family = families.computeIfAbsent(name, n -> new Family(series.spec, registry));
    try {
      return family.spec.agreesWith(series.spec) && family.add(series);
    } catch (RuntimeException e) {
      return false; // of the host's registry or one of its filters: this series cannot be had
    } finally {
      families.computeIfPresent(name, (n, f) -> f.isEmpty() ? null : f);
    }
  }

  /** Takes away what {@link #add} showed. */
  void remove(Series series) {
    families.computeIfPresent(
        series.spec.shownAs(convention),
        (name, family) -> {
          family.remove(series);
          return family.isEmpty() ? null : family;
        });
    shown.decrementAndGet();
  }

  void clear() {
    families.values().forEach(Family::clear);
    families.clear();
    shown.set(0);
  }

  int shown() {
    return shown.get();
  }

  long dropped() {
    return dropped.get();
  }
}

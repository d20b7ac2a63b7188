package io.health4j.micrometer;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The registry as the binder sees it: room for so many series, and none that could break a scrape.
 * Not thread-safe, but for the two counts.
 */
final class Shelf {

  private final MeterRegistry registry;
  private final List<Tag> common;
  private final int maxSeries;
  private final NamingConvention convention;
  private final Map<String, Family> families = new HashMap<>();
  private final AtomicInteger shown = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();

  Shelf(MeterRegistry registry, List<Tag> common, int maxSeries) {
    this.registry = registry;
    this.common = common;
    this.maxSeries = maxSeries;
    this.convention = registry.config().namingConvention();
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

  /** Whether there is room for so many more; otherwise they count as dropped. */
  boolean hasRoom(int more) {
    boolean room = shown.get() + more <= maxSeries;
    if (!room) {
      dropped.addAndGet(more);
    }
    return room;
  }

  /** Shows a series of the monitor's own, for which there is always room. */
  void addOwn(Series series) {
    place(series);
  }

  /** Shows a series, or drops and counts it. */
  @Nullable Series add(Series series) {
    if (!hasRoom(1)) {
      return null;
    } else if (!place(series)) {
      dropped.incrementAndGet();
      return null;
    }
    shown.incrementAndGet();
    return series;
  }

  @CanIgnoreReturnValue
  private boolean place(Series series) {
    String name = series.spec.shownAs(convention);
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

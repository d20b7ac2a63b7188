package io.health4j.prometheus;

import io.health4j.check.Attributes;
import io.health4j.check.Distribution;
import io.health4j.check.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Series that are told anew in rounds: between {@link #begin} and {@link #end} each is given its
 * value, and those that were given none go.
 *
 * <p>Rounds mostly tell the same in the same order. So it is remembered what came at which place;
 * where that fits, a value costs a few comparisons and no object. What doesn't fit is looked up,
 * and made when it is new. The order is a hint: a wrong one costs time, and nothing else.
 *
 * <p>Where many go and many come at once, what went has to make room first. Such rounds are told
 * twice, see {@link #beginWithKnown}.
 *
 * <p>Not thread-safe.
 */
final class Group {

  private record Key(String metric, Metric.Kind kind, String part, Attributes own) {}

  private static final class Entry {
    private final Metric metric;
    private final Key key;
    private final Series[] series;
    private long round;

    private Entry(Metric metric, Key key, Series[] series) {
      this.metric = metric;
      this.key = key;
      this.series = series;
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean is(Metric other, String part, Attributes own) {
      return (metric == other || (key.metric.equals(other.name()) && key.kind == other.kind()))
          && key.part.equals(part)
          && key.own.equals(own);
    }
  }

  private final Shape shape;
  private final Map<Key, Entry> entries = new HashMap<>();
  private final List<Entry> order = new ArrayList<>();
  private long round;
  private int place;
  private int seen;
  private boolean makes;
  private boolean missed;

  Group(Shape shape) {
    this.shape = shape;
  }

  void begin() {
    round++;
    place = 0;
    seen = 0;
    makes = true;
    missed = false;
  }

  /**
   * Begins a round in which nothing new is made until {@link #end}. When that answers that
   * something was, all is to be told once more.
   */
  void beginWithKnown() {
    begin();
    makes = false;
  }

  /** A gauge's or counter's value. Of several of the same name and labels the first holds. */
  void show(Metric metric, String part, Attributes own, double value) {
    Series[] series = find(metric, part, own);
    if (series != null) {
      series[0].set(value);
    }
  }

  /** A timer's: how often, and how long. */
  void show(Metric metric, String part, double count, double sum) {
    Series[] series = find(metric, part, Attributes.none());
    if (series != null) {
      series[0].set(count);
      series[1].set(sum);
    }
  }

  /** A histogram's. */
  void show(Metric metric, String part, Attributes own, Distribution distribution) {
    Series[] series = find(metric, part, own);
    if (series != null) {
      HistogramSeries.set(series, distribution);
    }
  }

  private Series @Nullable [] find(Metric metric, String part, Attributes own) {
    Entry entry = place < order.size() ? order.get(place) : null;
    if (entry == null || !entry.is(metric, part, own)) {
      entry = lookUp(metric, part, own);
      if (entry == null) {
        return null;
      }
      expect(entry);
    }
    place++;
    if (entry.round == round) {
      return null;
    }
    seen++;
    entry.round = round;
    return entry.series;
  }

  private @Nullable Entry lookUp(Metric metric, String part, Attributes own) {
    var key = new Key(metric.name(), metric.kind(), part, own);
    Entry known = entries.get(key);
    if (known != null) {
      return known;
    } else if (!makes) {
      missed = true;
      return null;
    }
    Series[] made = shape.make(metric, part, own);
    if (made.length == 0) {
      return null;
    }
    var entry = new Entry(metric, key, made);
    entries.put(key, entry);
    return entry;
  }

  private void expect(Entry entry) {
    if (place < order.size()) {
      order.set(place, entry);
    } else {
      order.add(entry);
    }
  }

  /** What was not told since {@link #begin} goes. Answers whether something new was not made. */
  boolean end() {
    if (seen < entries.size()) {
      order.removeIf(entry -> entry.round != round);
      entries.values().removeIf(entry -> entry.round != round && isRemoved(entry));
    }
    makes = true;
    place = 0;
    return missed;
  }

  private boolean isRemoved(Entry entry) {
    shape.remove(entry.metric, entry.series);
    return true;
  }

  /** Nothing has a value until it is told again; all keep their places. */
  void blank() {
    for (Entry entry : entries.values()) {
      for (Series series : entry.series) {
        series.set(Double.NaN);
      }
    }
  }

  void clear() {
    begin();
    end();
  }
}

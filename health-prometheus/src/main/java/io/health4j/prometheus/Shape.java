package io.health4j.prometheus;

import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.check.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the series of a group are labelled, and how many of them there may be. Not thread-safe.
 *
 * <p>Labels come in the order in which they keep their names when two collide: target and part,
 * then for what every monitor shows its own ones, then those of the exporter, a reading's
 * attributes, the target's labels.
 */
final class Shape {

  private static final Series[] NONE = {};

  private final Families families;
  private final Attributes common;
  private final @Nullable Target target;
  private final String partLabel;
  private final boolean standard;
  private final int maxOfMetric;
  private final Map<String, Integer> shown = new HashMap<>();

  private Shape(
      Families families,
      Attributes common,
      @Nullable Target target,
      String partLabel,
      boolean standard,
      int maxOfMetric) {
    this.families = families;
    this.common = common;
    this.target = target;
    this.partLabel = partLabel;
    this.standard = standard;
    this.maxOfMetric = maxOfMetric;
  }

  /** Of the monitor itself and its sinks: there is always room. */
  static Shape ofMonitor(Families families, Attributes common) {
    return new Shape(families, common, null, "sink", true, Integer.MAX_VALUE);
  }

  /** Of what every target has. */
  static Shape ofTarget(Families families, Attributes common, Target target) {
    return new Shape(families, common, target, "check", true, Integer.MAX_VALUE);
  }

  /** Of what a target's checks find wrong. */
  static Shape ofFindings(Families families, Attributes common, Target target) {
    return new Shape(families, common, target, "check", true, Families.MAX_OF_METRIC);
  }

  /** Of what a target's checks read. */
  static Shape ofReadings(Families families, Attributes common, Target target) {
    return new Shape(families, common, target, "check", false, Families.MAX_OF_METRIC);
  }

  /** The series of one value; none when there is no room, or its name or labels are taken. */
  Series[] make(Metric metric, String part, Attributes own) {
    String name = metric.name();
    int cost = cost(metric);
    if (target != null && !hasRoom(metric, cost)) {
      return NONE;
    }
    Series[] made = parts(metric, part, own);
    if (made.length == 0) {
      if (target != null) {
        families.give(cost);
      }
      families.drop(cost, name, "another has their name or labels");
    } else {
      shown.merge(name, weight(metric), Integer::sum);
    }
    return made;
  }

  private boolean hasRoom(Metric metric, int cost) {
    String name = metric.name();
    if (shown.getOrDefault(name, 0) > maxOfMetric - weight(metric)) {
      families.drop(cost, name, "of one target " + maxOfMetric + " are shown at most");
      return false;
    }
    return families.take(cost, name);
  }

  /**
   * What a value takes of its metric's room: a histogram's buckets, which no label brings, count as
   * one. With each of them, the types that {@code TaskStats} tells apart would not find room.
   */
  private int weight(Metric metric) {
    return metric.kind() == Metric.Kind.HISTOGRAM && !standard ? HistogramSeries.FAMILIES : 1;
  }

  /** A timer's two lines count as one series, as they do with a metrics library. */
  private int cost(Metric metric) {
    return metric.kind() == Metric.Kind.HISTOGRAM && !standard ? HistogramSeries.COUNT : 1;
  }

  private Series[] parts(Metric metric, String part, Attributes own) {
    var spec = Family.Spec.of(metric, standard);
    if (metric.kind() != Metric.Kind.HISTOGRAM) {
      return all(families.add(spec, "", labels(part, "", own)));
    } else if (standard) {
      return all(
          families.add(spec, "_count", labels(part, "", own)),
          families.add(spec, "_sum", labels(part, "", own)));
    }
    return all(HistogramSeries.make(families, metric, bound -> labels(part, bound, own)));
  }

  /** All or none. */
  private Series[] all(@Nullable Series... made) {
    for (Series each : made) {
      if (each == null) {
        removeAll(made);
        return NONE;
      }
    }
    return made;
  }

  private void removeAll(@Nullable Series... made) {
    for (Series each : made) {
      if (each != null) {
        families.remove(each);
      }
    }
  }

  private Labels labels(String part, String bound, Attributes own) {
    var labels = new Labels();
    if (target != null) {
      labels.with("target", target.id());
    }
    if (!part.isEmpty()) {
      labels.with(partLabel, part);
    }
    if (!bound.isEmpty()) {
      labels.with("le", bound);
    }
    List<Attributes> rest = standard ? List.of(own, common) : List.of(common, own);
    rest.forEach(labels::with);
    return target == null ? labels : labels.with(target.labels());
  }

  /** Takes away what {@link #make} made. */
  void remove(Metric metric, Series[] made) {
    removeAll(made);
    shown.merge(metric.name(), -weight(metric), (now, less) -> now + less == 0 ? null : now + less);
    if (target != null) {
      families.give(cost(metric));
    }
  }
}

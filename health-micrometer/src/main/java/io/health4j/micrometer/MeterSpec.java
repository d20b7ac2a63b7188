package io.health4j.micrometer;

import io.health4j.check.Metric;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the series of one name have in common.
 *
 * @param name dotted lower case
 * @param type GAUGE, COUNTER or TIMER
 * @param unit Micrometer's word for it; null for a number
 * @param description one sentence
 * @param reading whether a check's reading is behind it, and not the monitor
 */
record MeterSpec(
    String name, Meter.Type type, @Nullable String unit, String description, boolean reading) {

  /** Of what every monitor has. */
  static MeterSpec standard(Metric metric) {
    var type =
        switch (metric.kind()) {
          case GAUGE -> Meter.Type.GAUGE;
          case COUNTER -> Meter.Type.COUNTER;
          case HISTOGRAM -> Meter.Type.TIMER; // it brings the unit itself
        };
    String unit = type == Meter.Type.TIMER ? null : metric.unitWord();
    return new MeterSpec(metric.name(), type, unit, metric.description(), false);
  }

  /** Of a gauge's or counter's reading. */
  static MeterSpec of(Metric metric) {
    var type = metric.kind() == Metric.Kind.COUNTER ? Meter.Type.COUNTER : Meter.Type.GAUGE;
    return new MeterSpec(metric.name(), type, metric.unitWord(), metric.description(), true);
  }

  /** One part of a histogram's reading. */
  static MeterSpec part(
      Metric metric, String part, Meter.Type type, @Nullable String unit, String what) {
    return new MeterSpec(
        metric.name() + "." + part, type, unit, metric.description() + " " + what, true);
  }

  /** The name as the registry shows it: two specs that show alike must not mix. */
  String shownAs(NamingConvention convention) {
    return convention.name(name, type, unit);
  }

  /** Whether series of both may stand under one name. */
  boolean agreesWith(MeterSpec other) {
    return name.equals(other.name)
        && type == other.type
        && reading == other.reading
        && Objects.equals(unit, other.unit);
  }
}

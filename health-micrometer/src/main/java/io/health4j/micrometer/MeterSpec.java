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

  static MeterSpec gauge(String name, @Nullable String unit, String description) {
    return new MeterSpec(name, Meter.Type.GAUGE, unit, description, false);
  }

  static MeterSpec counter(String name, @Nullable String unit, String description) {
    return new MeterSpec(name, Meter.Type.COUNTER, unit, description, false);
  }

  /** Of a gauge's or counter's reading. */
  static MeterSpec of(Metric metric) {
    var type = metric.kind() == Metric.Kind.COUNTER ? Meter.Type.COUNTER : Meter.Type.GAUGE;
    return new MeterSpec(
        metric.name(), type, Units.word(metric.unit()), metric.description(), true);
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

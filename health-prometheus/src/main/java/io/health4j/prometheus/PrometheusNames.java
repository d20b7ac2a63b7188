package io.health4j.prometheus;

import io.health4j.check.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What metrics and attributes are called in Prometheus: dots become underscores, the unit is
 * appended in words, and {@code _total} to counters. These are the names that Micrometer's registry
 * for Prometheus makes, so that rules and dashboards fit both.
 */
public final class PrometheusNames {

  static final String TOTAL = "_total";

  /** What formats append to names by themselves; so a name must not end in one. */
  private static final List<String> RESERVED = List.of(TOTAL, "_created", "_bucket");

  private PrometheusNames() {}

  /**
   * A gauge's or counter's name.
   *
   * @param metric the metric
   * @return its name in PromQL, as {@code system_memory_usage_bytes}
   */
  public static String of(Metric metric) {
    String family = family(metric.name(), metric.unitWord());
    return metric.kind() == Metric.Kind.COUNTER ? family + TOTAL : family;
  }

  /** A name without what its type appends. */
  static String family(String name, @Nullable String unitWord) {
    String family = name.replace('.', '_');
    if (unitWord != null && !family.endsWith("_" + unitWord)) {
      family += "_" + unitWord;
    }
    return withoutReserved(family.replaceAll("[^a-zA-Z0-9_]", "_"));
  }

  private static String withoutReserved(String family) {
    for (String ending : RESERVED) {
      if (family.endsWith(ending) && family.length() > ending.length()) {
        return withoutReserved(family.substring(0, family.length() - ending.length()));
      }
    }
    return family;
  }

  /**
   * The label of an attribute.
   *
   * @param attribute its name
   * @return as {@code system_memory_state}; two underscores in front, which are Prometheus' own,
   *     become one
   */
  public static String label(String attribute) {
    return attribute.replaceAll("[^a-zA-Z0-9_]|^[0-9]", "_").replaceFirst("^_+", "_");
  }
}

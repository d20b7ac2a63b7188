package io.health4j.prometheus;

import io.health4j.check.Attributes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The labels of one series, by name. {@code task.type} and {@code task_type} are one label to
 * Prometheus, and a label given twice makes it refuse whole scrapes; so a name that is taken gets
 * {@code exported_} in front, as Prometheus itself does with labels that collide. Those that come
 * first keep their names. Not thread-safe.
 */
final class Labels {

  private final Set<String> taken = new HashSet<>();
  private final Map<String, String> values = new TreeMap<>();

  Labels with(String attribute, String value) {
    String name = PrometheusNames.label(attribute);
    while (!taken.add(name)) {
      name = "exported_" + name;
    }
    if (!value.isEmpty()) { // to Prometheus an empty label is the same as none
      values.put(name, value);
    }
    return this;
  }

  Labels with(Attributes attributes) {
    attributes.forEach(this::with);
    return this;
  }

  /** As it stands behind a name, and what tells the series from others of that name. */
  String text() {
    if (values.isEmpty()) {
      return "";
    }
    var text = new StringBuilder("{");
    values.forEach((name, value) -> append(text, name, value));
    return text.append('}').toString();
  }

  private static void append(StringBuilder text, String name, String value) {
    text.append(text.length() > 1 ? "," : "").append(name).append('=').append(quoted(value));
  }

  /** A label's value as both formats want it. */
  static String quoted(String value) {
    return '"' + Family.escaped(value).replace("\"", "\\\"") + '"';
  }
}

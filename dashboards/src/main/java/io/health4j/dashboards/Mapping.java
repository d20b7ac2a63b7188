package io.health4j.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A word in place of a value. */
sealed interface Mapping {

  String text();

  String color();

  /** For one value. */
  record Value(String value, String text, String color) implements Mapping {}

  /** For all values from one to another; without a bound, all. */
  record Range(@Nullable Double from, @Nullable Double to, String text, String color)
      implements Mapping {}

  /** For a value that is none. */
  record NotANumber(String text, String color) implements Mapping {}

  /** As Grafana has it. */
  default ObjectNode json(int index) {
    ObjectNode result = Json.object().put("text", text()).put("color", color()).put("index", index);
    ObjectNode mapping = Json.object();
    ObjectNode options = Json.object();
    if (this instanceof Value value) {
      mapping.put("type", "value");
      options.set(value.value(), result);
    } else if (this instanceof Range range) {
      mapping.put("type", "range");
      options.set("from", Json.number(range.from()));
      options.set("to", Json.number(range.to()));
      options.set("result", result);
    } else {
      mapping.put("type", "special");
      options.put("match", "nan").set("result", result);
    }
    mapping.set("options", options);
    return mapping;
  }
}

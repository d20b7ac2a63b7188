package io.health4j.notify;

import io.health4j.alert.Alert;
import io.health4j.check.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An alert as JSON, for machines. */
final class Details {

  /** Characters of one name or value, which are short unless something is wrong. */
  static final int MOST_OF_A_NAME = 1_000;

  static final int MOST_OF_A_MESSAGE = 10_000;
  static final int MOST_OF_A_LINE = 500;
  static final int MOST_LINES = 50;
  private static final int MOST_ATTRIBUTES = 100;

  private Details() {}

  static Map<String, Object> of(Alert alert) {
    return Json.object(
        "fingerprint", alert.fingerprint(),
        "rule", name(alert.rule()),
        "target", name(alert.target().id()),
        "targetLabels", attributes(alert.target().labels()),
        "check", alert.check().isEmpty() ? null : name(alert.check()),
        "subject", attributes(alert.subject()),
        "labels", attributes(alert.labels()),
        "severity", word(alert.severity()),
        "state", word(alert.state()),
        "value", alert.value(),
        "limit", alert.limit(),
        "message", Texts.cut(alert.message(), MOST_OF_A_MESSAGE),
        "since", alert.since(),
        "startedAt", alert.startedAt(),
        "firedAt", alert.firedAt(),
        "endedAt", alert.endedAt(),
        "flapping", alert.flapping(),
        "acknowledgedBy", alert.acknowledgedBy().isEmpty() ? null : name(alert.acknowledgedBy()),
        "story", story(alert.story()));
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static String name(String text) {
    return Texts.cut(text, MOST_OF_A_NAME);
  }

  private static Map<String, Object> attributes(Attributes attributes) {
    var object = new LinkedHashMap<String, Object>();
    for (Map.Entry<String, String> entry : attributes.entries()) {
      if (object.size() < MOST_ATTRIBUTES) {
        object.put(name(entry.getKey()), name(entry.getValue()));
      }
    }
    return object;
  }

  /** The newest lines; that older ones were left out is said first. */
  private static List<String> story(List<String> lines) {
    int left = Math.max(0, lines.size() - MOST_LINES);
    List<String> newest =
        new ArrayList<>(
            lines.stream().skip(left).map(line -> Texts.cut(line, MOST_OF_A_LINE)).toList());
    if (left > 0) {
      newest.add(0, "… (" + Texts.count(left, "older line") + " left out)");
    }
    return newest;
  }
}

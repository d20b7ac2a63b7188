package io.health4j.micrometer;

import io.health4j.check.Attributes;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tags of one series under the keys that the registry will show. {@code task.type} and {@code
 * task_type} are one label to Prometheus, and a label given twice makes its registry refuse whole
 * scrapes; so a key that is taken gets {@code exported.} in front, as Prometheus itself does with
 * labels that collide. Those that come first keep their keys. Not thread-safe.
 */
final class SeriesTags {

  private final NamingConvention convention;

  /** As shown, to as given. */
  private final Map<String, String> keys = new LinkedHashMap<>();

  /** By key as shown. An empty value is the same as none, to Prometheus, and so here. */
  private final Map<String, String> values = new HashMap<>();

  SeriesTags(NamingConvention convention) {
    this.convention = convention;
  }

  /** A colon in a key makes a server before Prometheus 3 refuse the whole scrape. */
  SeriesTags with(String key, String value) {
    String given = key.replace(':', '_');
    String shown = convention.tagKey(given);
    while (keys.containsKey(shown)) {
      given = "exported." + given;
      shown = convention.tagKey(given);
    }
    keys.put(shown, given);
    if (!value.isEmpty()) {
      values.put(shown, value);
    }
    return this;
  }

  SeriesTags with(Attributes attributes) {
    attributes.forEach(this::with);
    return this;
  }

  SeriesTags with(Iterable<Tag> tags) {
    tags.forEach(tag -> with(tag.getKey(), tag.getValue()));
    return this;
  }

  Map<String, String> keys() {
    return keys;
  }

  /** What tells the series from others of its name. */
  Map<String, String> values() {
    return values;
  }
}

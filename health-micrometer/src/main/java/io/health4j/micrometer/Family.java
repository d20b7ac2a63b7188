package io.health4j.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All series of one name, which always have the same tag keys. Prometheus registries before
 * Micrometer 1.17 refuse a series whose keys differ from those of its siblings; so when one brings
 * a new key (a target in a zone beside one without), all are shown again with that key, empty where
 * they have no value. To Prometheus an empty label is the same as none. Not thread-safe.
 */
final class Family {

  final MeterSpec spec;
  private final MeterRegistry registry;
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final Map<Map<String, String>, Series> members = new HashMap<>();

  Family(MeterSpec spec, MeterRegistry registry) {
    this.spec = spec;
    this.registry = registry;
  }

  /** Shows one more. Answers false when one with the same tags is shown already. */
  boolean add(Series series) {
    if (members.containsKey(series.tags.values())) {
      return false;
    }
    if (!keys.keySet().containsAll(series.tags.keys().keySet())) {
      members.values().forEach(member -> member.unregister(registry));
      series.tags.keys().forEach(keys::putIfAbsent);
      members.values().forEach(member -> member.register(registry, keys));
    }
    series.register(registry, keys);
    members.put(series.tags.values(), series);
    return true;
  }

  void remove(Series series) {
    members.remove(series.tags.values());
    series.unregister(registry);
  }

  void clear() {
    members.values().forEach(member -> member.unregister(registry));
    members.clear();
  }

  boolean isEmpty() {
    return members.isEmpty();
  }
}

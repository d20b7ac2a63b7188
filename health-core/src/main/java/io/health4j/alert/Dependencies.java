package io.health4j.alert;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What depends on what, among targets or among the checks of one. A dependency's own dependencies
 * count, too. Things that depend on each other, in a circle, are each other's equals: neither is
 * the other's cause, or else, when all of them fail, nobody would be told.
 */
final class Dependencies {

  private final Map<String, Set<String>> causes = new HashMap<>();
  private final Map<String, Set<String>> effects = new HashMap<>();

  static Dependencies of(Map<String, Set<String>> all) {
    var dependencies = new Dependencies();
    all.forEach(dependencies::put);
    return dependencies;
  }

  /** Sets what a thing depends on, known or not; an empty set forgets it. */
  void put(String thing, Set<String> dependsOn) {
    for (String old : causes.getOrDefault(thing, Set.of())) {
      Set<String> others = effects.getOrDefault(old, Set.of());
      others.remove(thing);
      if (others.isEmpty()) {
        effects.remove(old);
      }
    }
    if (dependsOn.isEmpty()) {
      causes.remove(thing);
      return;
    }
    causes.put(thing, new TreeSet<>(dependsOn));
    dependsOn.forEach(each -> effects.computeIfAbsent(each, key -> new TreeSet<>()).add(thing));
  }

  /** Whether it depends on nothing and nothing on it. */
  boolean isAlone(String thing) {
    return !causes.containsKey(thing) && !effects.containsKey(thing);
  }

  /** The farthest thing that another depends on, that is not its equal, and that fails. */
  @Nullable String cause(String thing, Predicate<String> fails) {
    String root = null;
    for (String each : reach(causes, thing)) {
      root = fails.test(each) && !reach(causes, each).contains(thing) ? each : root;
    }
    return root;
  }

  /** All that depends on a thing. */
  Set<String> effectsOf(String thing) {
    return reach(effects, thing);
  }

  private static Set<String> reach(Map<String, Set<String>> arrows, String from) {
    if (!arrows.containsKey(from)) {
      return new LinkedHashSet<>(0);
    }
    var seen = new LinkedHashSet<String>();
    var open = new ArrayDeque<>(Set.of(from));
    while (!open.isEmpty()) {
      for (String next : arrows.getOrDefault(open.remove(), Set.of())) {
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    seen.remove(from);
    return seen;
  }
}

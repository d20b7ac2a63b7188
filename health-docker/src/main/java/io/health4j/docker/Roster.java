package io.health4j.docker;

import io.health4j.docker.api.ContainerEntry;
import io.health4j.docker.api.EngineEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The containers of the engine's last list, and those of them that are looked at closely: as many
 * as may be, those that run first, and those first that were before. What is gone is forgotten.
 * Used by one thread at a time.
 */
final class Roster {

  /** The states that engines have; others are counted as {@code other}. */
  private static final List<String> STATES =
      List.of("created", "running", "paused", "restarting", "removing", "exited", "dead");

  private final ContainerSettings settings;
  private Map<String, ContainerWatch> watches = new LinkedHashMap<>();
  private final Map<String, Integer> states = new TreeMap<>();
  private int total;
  private boolean known;
  private long listedAt;

  Roster(ContainerSettings settings) {
    this.settings = settings;
  }

  /** The engine listed its containers. */
  void listed(List<ContainerEntry> entries, long tick) {
    boolean fresh = known && unread() == 0; // what was not there then is new
    var seats = new LinkedHashMap<String, ContainerWatch>();
    for (ContainerEntry entry : seated(entries)) {
      ContainerWatch watch = watches.get(entry.id());
      if (watch == null) {
        watch = new ContainerWatch(entry, settings, fresh, tick);
      }
      watch.listed(entry, tick);
      seats.put(entry.id(), watch);
    }
    watches = seats;
    total = entries.size();
    known = true;
    listedAt = tick;
    count(entries);
  }

  private List<ContainerEntry> seated(List<ContainerEntry> entries) {
    if (entries.size() <= settings.most()) {
      return entries;
    }
    return entries.stream()
        .sorted(Comparator.comparingInt(this::rank))
        .limit(settings.most())
        .toList();
  }

  private int rank(ContainerEntry entry) {
    return (entry.isRunning() ? 0 : 2) + (watches.containsKey(entry.id()) ? 0 : 1);
  }

  private void count(List<ContainerEntry> entries) {
    states.clear();
    STATES.forEach(state -> states.put(state, 0));
    for (ContainerEntry entry : entries) {
      states.merge(STATES.contains(entry.state()) ? entry.state() : "other", 1, Integer::sum);
    }
  }

  /** An event happened to one of them, or to one that is not looked at or gone. */
  void heard(EngineEvent event, ContainerReport report) {
    ContainerWatch watch = watches.get(event.id());
    if (watch != null) {
      watch.heard(event, report);
      return;
    }
    Map<String, String> said = event.attributes();
    String name = said.getOrDefault("name", event.id());
    var attributes = ContainerAttributes.plain(event.id(), name, said.getOrDefault("image", ""));
    if (event.action().equals("die")) {
      Happenings.died(report, name, exitCode(event), attributes);
    } else if (event.action().equals("oom")) {
      Happenings.oomKilled(report, name, attributes);
    }
  }

  static OptionalInt exitCode(EngineEvent event) {
    String code = event.attributes().getOrDefault("exitCode", "");
    return code.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(code)) : OptionalInt.empty();
  }

  /** Those to be looked at anew; first those where that went well before. */
  List<String> due(long tick) {
    var due = new ArrayList<String>();
    for (boolean troubled : new boolean[] {false, true}) {
      for (ContainerWatch watch : watches.values()) {
        if (watch.trouble().isEmpty() != troubled && watch.isDue(tick)) {
          due.add(watch.id());
        }
      }
    }
    return due;
  }

  Collection<ContainerWatch> watches() {
    return watches.values();
  }

  /** Containers by state, all states that there are. */
  Map<String, Integer> states() {
    return states;
  }

  int total() {
    return total;
  }

  /** Containers that are not looked at closely. */
  int unread() {
    return total - watches.size();
  }

  /** Whether there was a list at all. */
  boolean isKnown() {
    return known;
  }

  /** When the last list came. */
  long listedAt() {
    return listedAt;
  }
}

package io.health4j.alert;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** An outbox that lasts as long as the process. */
@SuppressWarnings({
  "ReferenceEquality",
  "OperatorPrecedence",
  "AmbiguousMethodReference",
  "NonApiType"
})
final class MemoryOutbox implements Outbox {

  /** The next to be delivered first, the first to go last. */
  private static final Comparator<Entry> ORDER =
      Comparator.comparing((Entry entry) -> entry.notification().severity())
          .reversed()
          .thenComparingInt(Entry::attempts)
          .thenComparingLong(Entry::id);

  private final int capacity;

  @GuardedBy("this")
  private final Map<Long, Entry> byId = new HashMap<>();

  @GuardedBy("this")
  private final Map<String, TreeSet<Entry>> lanes = new HashMap<>();

  @GuardedBy("this")
  private long lastId;

  MemoryOutbox(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public synchronized Optional<Entry> put(Entry entry) {
    remove(entry.id());
    byId.put(entry.id(), entry);
    lane(entry.lane()).add(entry);
    if (byId.size() <= capacity) {
      return Optional.empty();
    }
    Optional<Entry> least =
        lanes.values().stream().filter(lane -> !lane.isEmpty()).map(TreeSet::last).max(ORDER);
    least.ifPresent(gone -> remove(gone.id()));
    return least;
  }

  @GuardedBy("this")
  private TreeSet<Entry> lane(String name) {
    return lanes.computeIfAbsent(name, key -> new TreeSet<>(ORDER));
  }

  @Override
  public synchronized Optional<Entry> next(String lane) {
    TreeSet<Entry> waiting = lane(lane);
    return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.first());
  }

  @Override
  public synchronized List<Entry> find(String lane, String route) {
    return lane(lane).stream()
        .filter(entry -> entry.notification().route().equals(route))
        .sorted(Comparator.comparingLong(Entry::id))
        .toList();
  }

  @Override
  public synchronized void remove(long id) {
    Entry entry = byId.remove(id);
    if (entry != null) {
      lane(entry.lane()).remove(entry);
    }
  }

  @Override
  public synchronized int size(String lane) {
    return lane(lane).size();
  }

  @Override
  public synchronized long nextId() {
    return ++lastId;
  }
}

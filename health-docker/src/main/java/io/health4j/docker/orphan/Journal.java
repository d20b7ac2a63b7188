package io.health4j.docker.orphan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.check.Attributes;
import io.health4j.check.Occurrence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was removed and has yet to be told, the latest {@value #CAPACITY}; of older ones only the
 * number. Thread-safe.
 */
final class Journal {

  static final int CAPACITY = 256;

  @GuardedBy("this")
  private final Deque<Removal> untold = new ArrayDeque<>();

  @GuardedBy("this")
  private long dropped;

  @GuardedBy("this")
  private long removed;

  private record Removal(Orphan orphan, long tick) {}

  synchronized void removed(Orphan orphan, long tick) {
    removed++;
    if (untold.size() == CAPACITY) {
      untold.removeFirst();
      dropped++;
    }
    untold.addLast(new Removal(orphan, tick));
  }

  /** How many were removed since the start. */
  synchronized long count() {
    return removed;
  }

  /**
   * What was removed since this was last asked.
   *
   * @param offset what makes a tick of ours one of the listener's
   */
  synchronized List<Occurrence> take(long offset) {
    var told = new ArrayList<Occurrence>();
    for (Removal removal : untold) {
      String more = told.isEmpty() && dropped > 0 ? "; " + dropped + " before it are not told" : "";
      told.add(occurrence(removal, more, offset));
    }
    untold.clear();
    dropped = 0;
    return told;
  }

  private static Occurrence occurrence(Removal removal, String more, long offset) {
    Orphan orphan = removal.orphan();
    return new Occurrence(
        "container.removed",
        "removed " + orphan.text() + more,
        OptionalDouble.empty(),
        Attributes.of(
            "container.id", orphan.id(),
            "container.name", orphan.name(),
            "session", orphan.session(),
            "reason", orphan.reason()),
        removal.tick() + offset);
  }
}

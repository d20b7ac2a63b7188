package io.health4j.alert;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Until when each target's next sample is expected. A sample puts that off, which costs nothing:
 * the target stays where it is in line, and is put back when it comes to the head.
 */
final class Deadlines {

  private record Entry(long due, TargetLives target) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return Long.signum(due - other.due);
    }
  }

  private final PriorityQueue<Entry> queue = new PriorityQueue<>();

  /** The target's due moment changed. */
  void update(TargetLives target) {
    if (!target.queued || target.due - target.queuedFor < 0) {
      enter(target);
    }
  }

  private void enter(TargetLives target) {
    target.queued = true;
    target.queuedFor = target.due;
    queue.add(new Entry(target.due, target));
  }

  void remove(TargetLives target) {
    target.queued = false;
  }

  /** The target that is due first. */
  @Nullable TargetLives head() {
    for (Entry entry = queue.peek(); entry != null; entry = queue.peek()) {
      TargetLives target = entry.target();
      boolean current = target.queued && target.queuedFor == entry.due();
      if (current && target.due == entry.due()) {
        return target;
      }
      queue.poll();
      if (current) {
        enter(target);
      }
    }
    return null;
  }
}

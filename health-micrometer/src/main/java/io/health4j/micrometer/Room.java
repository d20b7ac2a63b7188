package io.health4j.micrometer;

import java.util.HashMap;
import java.util.Map;

/**
 * How many series each metric of one target may still have, so that a label that never repeats (an
 * id of a request, say) takes the room of no other metric and no other target. Not thread-safe.
 */
final class Room {

  /** 1,000: this project's own judgement, a tenth of what there is room for in all. */
  static final int MAX_SERIES = 1_000;

  private final Map<String, Integer> taken = new HashMap<>();

  /** Takes room for a metric. Answers false, and takes none, when there is not enough. */
  boolean take(String metric, int series) {
    int now = taken.getOrDefault(metric, 0) + series;
    if (now > MAX_SERIES) {
      return false;
    }
    taken.put(metric, now);
    return true;
  }

  void giveBack(String metric, int series) {
    taken.computeIfPresent(metric, (name, now) -> now > series ? now - series : null);
  }
}

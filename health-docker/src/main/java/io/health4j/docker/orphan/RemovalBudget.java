package io.health4j.docker.orphan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** How many containers may be touched in any minute. Used under the lock of its owner. */
final class RemovalBudget {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final int perMinute;
  private final Deque<Long> taken = new ArrayDeque<>();

  RemovalBudget(int perMinute) {
    this.perMinute = perMinute;
  }

  int perMinute() {
    return perMinute;
  }

  boolean hasRoom(long tick) {
    while (!taken.isEmpty() && tick - taken.getFirst() >= MINUTE) {
      taken.removeFirst();
    }
    return taken.size() < perMinute;
  }

  void take(long tick) {
    taken.addLast(tick);
  }
}

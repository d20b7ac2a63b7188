package io.health4j.report;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that all series may take together, and how many series there are. Thread-safe. */
final class Budget {

  private final long limit;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong series = new AtomicLong();

  Budget(long limit) {
    this.limit = limit;
  }

  /** Takes so many bytes, or none when they are not left. */
  boolean take(long bytes) {
    long before;
    do {
      before = used.get();
      if (before + bytes > limit) {
        return false;
      }
    } while (!used.compareAndSet(before, before + bytes));
    return true;
  }

  void give(long bytes) {
    used.addAndGet(-bytes);
  }

  void countSeries(int more) {
    series.addAndGet(more);
  }

  long used() {
    return used.get();
  }

  /** Whether less than a sixteenth is left: clearing up was not worth it. */
  boolean isNearlyFull() {
    return used.get() > limit - limit / 16;
  }

  /** Whether there is room for what the step before this plan's kept. */
  boolean hasRoomToWiden(Plan plan) {
    return plan.mayWiden(used.get(), series.get(), limit);
  }
}

package io.health4j.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Puts samples and roll-ups, which come from old to new, into steps. Used by one thread. */
final class Buckets {

  private final long origin;
  private final Duration step;
  private final List<Rollup> done = new ArrayList<>();
  private final Cells open = new Cells(1);
  private long start;
  private Duration width;

  Buckets(long origin, Duration step) {
    this.origin = origin;
    this.step = step;
    this.width = step;
  }

  void add(long tick, double value) {
    open(tick, 0);
    open.add(0, value);
  }

  /** Adds what came in a bucket of some width that begins at a moment. */
  void add(long tick, long itsWidth, Cells cells, int cell) {
    if (cells.count(cell) > 0) {
      open(tick, itsWidth);
      open.merge(0, cells, cell);
    }
  }

  private void open(long tick, long itsWidth) {
    Duration wide = itsWidth > step.toNanos() ? Duration.ofNanos(itsWidth) : step;
    long begin = Tier.start(tick, origin, wide.toNanos());
    if (begin != start || !wide.equals(width)) {
      close();
    }
    start = begin;
    width = wide;
  }

  private void close() {
    if (open.count(0) > 0) {
      done.add(open.rollup(0, start, width));
    }
    open.clear(0);
  }

  List<Rollup> list() {
    close();
    return List.copyOf(done);
  }
}

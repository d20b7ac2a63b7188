package io.health4j;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How often a check was called, and how that went. One thread at a time writes, and each sees what
 * the one before wrote, since samples of a target follow each other; any thread reads, and sees
 * whole numbers, if not all of one call.
 */
final class CallCounts {

  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int CALLS = 0;
  private static final int FAILURES = 1;
  private static final int TIMEOUTS = 2;
  private static final int TOTAL = 3;
  private static final int LONGEST = 4;

  private final long[] cells = new long[LONGEST + 1];

  void called(long nanos) {
    add(CALLS, 1);
    add(TOTAL, nanos);
    if (nanos > cells[LONGEST]) {
      CELLS.setOpaque(cells, LONGEST, nanos);
    }
  }

  void failed() {
    add(FAILURES, 1);
  }

  void timedOut() {
    add(TIMEOUTS, 1);
  }

  private void add(int cell, long more) {
    CELLS.setOpaque(cells, cell, cells[cell] + more);
  }

  long calls() {
    return read(CALLS);
  }

  long failures() {
    return read(FAILURES);
  }

  long timeouts() {
    return read(TIMEOUTS);
  }

  long totalNanos() {
    return read(TOTAL);
  }

  long longestNanos() {
    return read(LONGEST);
  }

  private long read(int cell) {
    return (long) CELLS.getOpaque(cells, cell);
  }
}

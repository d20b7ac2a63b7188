package io.health4j.nvml;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Counts the calls to GPUs that are under way. To shut the library down under such a call could
 * crash the process, and a handle means nothing after it; so the gate closes only while nobody is
 * inside, and a call of an earlier generation is not let in. Thread-safe.
 */
final class Gate {

  @GuardedBy("this")
  private int generation;

  @GuardedBy("this")
  private int inside;

  @GuardedBy("this")
  private boolean open;

  /** Lets calls in, and answers the number of their generation. */
  synchronized int open() {
    open = true;
    return ++generation;
  }

  /** Lets no more calls in; answers false, and does nothing, while one is inside. */
  synchronized boolean close() {
    if (inside > 0) {
      return false;
    }
    open = false;
    return true;
  }

  /** Each that is let in is to leave. */
  synchronized boolean enter(int of) {
    if (!open || of != generation) {
      return false;
    }
    inside++;
    return true;
  }

  synchronized void leave() {
    inside--;
  }

  synchronized boolean isEmpty() {
    return inside == 0;
  }
}

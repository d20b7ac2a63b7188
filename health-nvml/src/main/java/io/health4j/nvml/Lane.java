package io.health4j.nvml;

/**
 * Where calls are made that may never come back: one after another, so that of those that wait for
 * the same GPU at most one thread is stuck. Thread-safe.
 */
interface Lane {

  /** Opens lanes. */
  interface Factory {
    Lane open(String name);
  }

  /**
   * Runs a task soon, after those before it.
   *
   * @param task must not throw
   * @return false when it never will: the lane is closed, or no thread is to be had
   */
  boolean submit(Runnable task);

  /** Forgets a task that has not begun. */
  void withdraw(Runnable task);

  /** Takes no more tasks. What was taken is still done; returns at once. */
  void close();
}

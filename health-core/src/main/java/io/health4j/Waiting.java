package io.health4j;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits to an end, even on a thread that is interrupted; the interrupt is kept for the caller. */
final class Waiting {

  /** Waits once. */
  interface Step {
    void await(long nanos) throws InterruptedException;
  }

  private Waiting() {}

  static void until(BooleanSupplier done, long nanos, Step step) {
    boolean interrupted = Thread.interrupted();
    long end = System.nanoTime() + nanos;
    while (!done.getAsBoolean() && end - System.nanoTime() > 0) {
      try {
        step.await(end - System.nanoTime());
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  static void join(Thread thread, long nanos) {
    until(() -> !thread.isAlive(), nanos, left -> TimeUnit.NANOSECONDS.timedJoin(thread, left));
  }
}

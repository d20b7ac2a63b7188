package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Closes monitors that have something left to do. A close has a deadline in real time, of which
 * each of its steps has a share; what it did not get done on a machine that stood still so long
 * proves nothing.
 */
final class InTime {

  private static final int TRIES = 3;

  private InTime() {}

  /** Whether the close was over before any of its steps can have run out of time. */
  static boolean close(AutoCloseable what) throws Exception {
    long before = System.nanoTime();
    what.close();
    return System.nanoTime() - before < HealthMonitor.CLOSE_DEADLINE.toNanos() / 4;
  }

  /** Closes it: then this is so, at once where the close had the time that it needed. */
  static void assertThen(AutoCloseable what, String then, BooleanSupplier so) throws Exception {
    if (close(what)) {
      assertThat(so.getAsBoolean()).as(then).isTrue();
    }
    FaultBed.awaitTrue(then, so);
  }

  /** Makes one and closes it, and if need be another, until one had the time that it needed. */
  static <T extends AutoCloseable> T closed(Supplier<T> maker) throws Exception {
    T made = maker.get();
    for (int i = 1; !close(made) && i < TRIES; i++) {
      made = maker.get();
    }
    return made;
  }
}

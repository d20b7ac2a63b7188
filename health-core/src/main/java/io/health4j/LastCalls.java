package io.health4j;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The host's callbacks at the very end, when the pool may have no thread left: each on a daemon
 * thread of its own, so that one that hangs keeps neither the others nor the host waiting.
 */
final class LastCalls {

  private LastCalls() {}

  static void run(List<Runnable> calls, long waitNanos) {
    var left = new CountDownLatch(calls.size());
    for (Runnable call : calls) {
      var thread =
          Daemons.of(
              () -> {
                try {
                  call.run();
                } finally {
                  left.countDown();
                }
              },
              "health4j-closer");
      try {
        thread.start();
      } catch (OutOfMemoryError e) { // no thread to be had: the host's trouble, not its end
        left.countDown();
      }
    }
    Waiting.until(
        () -> left.getCount() == 0, waitNanos, nanos -> left.await(nanos, TimeUnit.NANOSECONDS));
  }
}

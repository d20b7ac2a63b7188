package io.health4j.dashboards;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for something that real servers do in their own time. */
final class Patience {

  static final Duration LIMIT = Duration.ofSeconds(60);

  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static final long PAUSE_MILLIS = 300;

  private Patience() {}

  /**
   * Asks until the answer is yes, for 60 s at most.
   *
   * @throws AssertionError when it was not, with what is still to come
   */
  static void until(Supplier<Object> missing, Callable<Boolean> question) throws Exception {
    until(LIMIT, missing, question);
  }

  static void until(Duration limit, Supplier<Object> missing, Callable<Boolean> question)
      throws Exception {
    long start = System.nanoTime();
    while (!question.call()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new AssertionError("not within " + limit.toSeconds() + " s: " + missing.get());
      }
      pause();
    }
  }

  private static void pause() throws InterruptedException {
    if (NEVER.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("nobody counts it down");
    }
  }
}

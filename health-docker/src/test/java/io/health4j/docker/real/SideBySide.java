package io.health4j.docker.real;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at once, a few at a time: an engine spends most of a start waiting. */
final class SideBySide {

  private static final int AT_ONCE = 4;

  private SideBySide() {}

  /** Waits for all, whatever becomes of each; their results in the order of the tasks. */
  static <T> List<T> all(List<? extends Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(tasks)) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}

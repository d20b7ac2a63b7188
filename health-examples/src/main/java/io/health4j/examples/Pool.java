package io.health4j.examples;

import io.health4j.time.Ticker;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Workers, who deals out tasks to them, and the two threads that both run on. Without {@link
 * #start} nothing happens but in {@link #round}, for a test.
 */
final class Pool implements AutoCloseable {

  /** From one task of a worker to its next, and from one turn to the next. */
  static final long ROUND_MILLIS = 100;

  private static final int THREADS = 2;

  /** A third of the blocks damaged is plain to see, one of twelve is near the limit of 5 %. */
  private static final int[] DAMAGED_EVERY = {3, 12};

  private final Tally tally = new Tally();
  private final List<Worker> workers;
  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(THREADS, work -> Daemons.thread(work, "demo-pool"));
  private int next;

  Pool(int size, long seed, Ticker ticker) {
    var blocks = new Blocks(new Random(seed));
    int digits = Integer.toString(size).length();
    workers =
        IntStream.rangeClosed(1, size)
            .mapToObj(
                i ->
                    new Worker(
                        Texts.format("worker-%0" + digits + "d", i),
                        DAMAGED_EVERY[i % DAMAGED_EVERY.length],
                        blocks,
                        tally,
                        ticker))
            .toList();
  }

  List<Worker> workers() {
    return workers;
  }

  Tally tally() {
    return tally;
  }

  /**
   * Begins to work: every round each worker has a task more and a turn of its own.
   *
   * @param alongside is run once a round
   */
  void start(Runnable alongside) {
    repeat(this::deal, 0);
    repeat(alongside, 0);
    for (int i = 0; i < workers.size(); i++) {
      repeat(workers.get(i)::turn, i * ROUND_MILLIS / workers.size());
    }
  }

  /** With a delay, not at a rate: after a pause of the process nothing must be made up for. */
  private void repeat(Runnable work, long firstMillis) {
    var unused =
        executor.scheduleWithFixedDelay(work, firstMillis, ROUND_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** One round on the caller's thread. */
  void round() {
    deal();
    workers.forEach(Worker::turn);
  }

  private void deal() {
    for (Worker worker : workers) {
      next = (next + 1) % Blocks.COUNT;
      worker.give(next);
    }
  }

  /** No turn begins any more. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}

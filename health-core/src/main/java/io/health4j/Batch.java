package io.health4j;

import io.health4j.time.Ticker;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Samples that are due together and whose checks were all quick last time. One worker takes one
 * after another, since to wake a thread for each would cost more than the samples do; when that
 * takes long after all, more workers join, twice as many each time.
 */
final class Batch implements WorkerPool.Task {

  /** At a time, not in all: those that came before may be stuck by now. */
  private static final int MOST_HELPERS = 16;

  private final List<SampleRun> runs;
  private final AtomicInteger next = new AtomicInteger();

  /** The pacemaker's. */
  private long helpedAt;

  private int helpers = 1;

  Batch(List<SampleRun> runs, Ticker ticker) {
    this.runs = List.copyOf(runs);
    this.helpedAt = ticker.read();
  }

  @Override
  public void run(Worker worker) {
    for (SampleRun run = take(); run != null; run = worker.isGivenUp() ? null : take()) {
      run.run(worker);
    }
  }

  private @Nullable SampleRun take() {
    int i = next.getAndIncrement();
    return i < runs.size() ? runs.get(i) : null;
  }

  boolean isTaken() {
    return next.get() >= runs.size();
  }

  /** How many more workers should join now; 0 while there is no need. */
  int helpers(long now) {
    if (isTaken() || now - helpedAt < SampleRun.PATIENCE_NANOS) {
      return 0;
    }
    int more = helpers;
    helpedAt = now;
    helpers = Math.min(2 * helpers, MOST_HELPERS);
    return more;
  }

  /** Ends what no worker can be had for. */
  @Override
  public void refused() {
    for (SampleRun run = take(); run != null; run = take()) {
      run.refused();
    }
  }
}

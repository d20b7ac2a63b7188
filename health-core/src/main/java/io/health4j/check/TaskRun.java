package io.health4j.check;

import io.health4j.time.Ticker;
import java.util.concurrent.atomic.AtomicBoolean;

/** One running task: when it started, and how it went so far. */
final class TaskRun implements TaskStats.Task {

  private final TaskType type;
  private final Ticker ticker;
  private final long started;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean succeeded;

  TaskRun(TaskType type, Ticker ticker) {
    this.type = type;
    this.ticker = ticker;
    this.started = ticker.read();
    type.started();
  }

  @Override
  public void succeeded() {
    succeeded = true;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      type.finished(ticker.read() - started, succeeded);
      type.ended();
    }
  }
}

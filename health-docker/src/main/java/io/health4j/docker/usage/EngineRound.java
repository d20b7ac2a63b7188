package io.health4j.docker.usage;

import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.EngineCalls;
import io.health4j.docker.api.EngineException;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the engine what containers use, one by one, as many as fit into the time. Used once.
 *
 * <p>An engine may answer only at its own next reading, up to a second later; Docker 20.10 does. So
 * several are asked at once, and none is begun that would likely not be answered in time: an answer
 * that is given up costs a connection. When the engine itself fails, no more are begun.
 */
final class EngineRound {

  /** This project's own judgement: enough to share an engine's next reading, no crowd. */
  static final int AT_ONCE = 8;

  /** What became of a question; no usage when there was no answer. */
  private record Answer(String id, long took, @Nullable SeenUsage seen, boolean isEngineWell) {}

  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final EngineCalls engine;
  private final Ticker ticker;
  private final long deadline;
  private int waiting;
  private long slowest;
  private boolean isOver;

  /**
   * @param deadline the tick at which the time is used up
   */
  EngineRound(EngineCalls engine, Ticker ticker, long deadline) {
    this.engine = engine;
    this.ticker = ticker;
    this.deadline = deadline;
  }

  /**
   * Asks about as many as it can.
   *
   * @param ids whom, in this order; those that are left in it were not asked
   * @param turns is told who was asked
   * @return what was answered, by id
   */
  Map<String, SeenUsage> ask(Iterator<String> ids, Turns turns) throws InterruptedException {
    Map<String, SeenUsage> seen = new HashMap<>();
    begin(ids, turns);
    while (waiting > 0) {
      Answer answer = answers.poll(Math.max(0, left()), TimeUnit.NANOSECONDS);
      if (answer == null) {
        return seen;
      }
      waiting--;
      slowest = Math.max(slowest, answer.took());
      isOver |= !answer.isEngineWell();
      if (answer.seen() != null) {
        seen.put(answer.id(), answer.seen());
      }
      begin(ids, turns);
    }
    return seen;
  }

  private void begin(Iterator<String> ids, Turns turns) {
    while (!isOver && waiting < AT_ONCE && left() > slowest && ids.hasNext()) {
      String id = ids.next();
      turns.take(id);
      begin(id);
      waiting++;
    }
  }

  private void begin(String id) {
    long begun = ticker.read();
    CompletableFuture<ContainerUsage> unused =
        engine
            .begin(Duration.ofNanos(deadline - begun), api -> api.usage(id))
            .whenComplete((usage, failure) -> answers.add(answer(id, begun, usage, failure)));
  }

  private Answer answer(
      String id, long begun, @Nullable ContainerUsage usage, @Nullable Throwable failure) {
    long now = ticker.read();
    SeenUsage seen = usage == null ? null : new SeenUsage(usage, now);
    return new Answer(id, now - begun, seen, failure == null || isOfOneContainer(failure));
  }

  private static boolean isOfOneContainer(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof EngineException e
        && switch (e.kind()) {
          case NOT_FOUND, CONFLICT, REFUSED -> true;
          case AWAY, DENIED, SLOW, TOO_OLD, GARBLED -> false;
        };
  }

  private long left() {
    return deadline - ticker.read();
  }
}

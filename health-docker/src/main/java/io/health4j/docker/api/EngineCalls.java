package io.health4j.docker.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks an engine under a deadline, whatever the engine does. Thread-safe. */
public interface EngineCalls {

  /**
   * What is asked.
   *
   * @param <T> what is answered
   */
  @FunctionalInterface
  interface Question<T> {

    /**
     * Asks.
     *
     * @param api the engine, valid during the call
     * @return its answer
     * @throws EngineException when it does not answer
     */
    T ask(EngineApi api) throws EngineException;
  }

  /**
   * Asks, and does not wait.
   *
   * @param <T> what is answered
   * @param within how long it may take; then the call is given up, its connections are closed, and
   *     the answer is an {@link EngineException} of kind {@code SLOW}
   * @param question what is asked; on a thread of its own
   * @return its answer, or the {@link EngineException}, at the latest a little after the deadline
   */
  <T> CompletableFuture<T> begin(Duration within, Question<T> question);

  /**
   * Asks, and waits for the answer.
   *
   * @param <T> what is answered
   * @param within how long it may take
   * @param question what is asked; on a thread of its own
   * @return its answer
   * @throws EngineException when there was none, or not in time
   * @throws InterruptedException when this thread was interrupted meanwhile; the call is given up
   */
  <T> T ask(Duration within, Question<T> question) throws EngineException, InterruptedException;
}

package io.health4j.docker.real;

import io.health4j.docker.api.EngineCalls;
import io.health4j.docker.api.EngineException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Gives an engine a minute more for each answer than who asks does: what becomes of containers must
 * not depend on how quick the machine is that tests run on.
 */
public record Patient(EngineCalls engine) implements EngineCalls {

  private static final Duration MORE = Duration.ofMinutes(1);

  @Override
  public <T> CompletableFuture<T> begin(Duration within, Question<T> question) {
    return engine.begin(within.plus(MORE), question);
  }

  @Override
  public <T> T ask(Duration within, Question<T> question)
      throws EngineException, InterruptedException {
    return engine.ask(within.plus(MORE), question);
  }
}

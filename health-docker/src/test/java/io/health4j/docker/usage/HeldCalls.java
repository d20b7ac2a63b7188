package io.health4j.docker.usage;

import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.EngineApi;
import io.health4j.docker.api.EngineCalls;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.FakeEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An engine whose answers come when a test says so. */
final class HeldCalls implements EngineCalls {

  /** Who was asked, in order. */
  final List<String> asked = new ArrayList<>();

  /** What time each was given. */
  final List<Duration> given = new ArrayList<>();

  /** Run after each beginning. */
  Runnable after = () -> {};

  private final List<CompletableFuture<Object>> open = new ArrayList<>();
  private final FakeEngine engine = new FakeEngine();

  @Override
  @SuppressWarnings("unchecked")
  public <T> CompletableFuture<T> begin(Duration within, Question<T> question) {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    asked.add(idOf(question));
    given.add(within);
    open.add(answer);
    after.run();
    return (CompletableFuture<T>) answer;
  }

  private String idOf(Question<?> question) {
    try (EngineApi api = engine) {
      question.ask(api);
      throw new AssertionError("the engine is empty");
    } catch (EngineException e) {
      return engine.asked.remove(0).substring("usage ".length());
    }
  }

  @Override
  public <T> T ask(Duration within, Question<T> question) {
    throw new AssertionError("nobody waits for one answer");
  }

  /** Answers the question begun as the n-th. */
  void answer(int n, ContainerUsage usage) {
    open.get(n).complete(usage);
  }

  void fail(int n, Throwable failure) {
    open.get(n).completeExceptionally(failure);
  }
}

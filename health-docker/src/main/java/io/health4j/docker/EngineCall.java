package io.health4j.docker;

import io.health4j.docker.api.EngineCalls.Question;
import io.health4j.docker.api.EngineException;
import java.util.concurrent.CompletableFuture;

/** A question that is answered, or given up: {@link Lanes} sees to it that it is one of the two. */
final class EngineCall<T> {

  private final Question<T> question;
  private final CompletableFuture<T> answer = new CompletableFuture<>();

  EngineCall(Question<T> question) {
    this.question = question;
  }

  CompletableFuture<T> answer() {
    return answer;
  }

  void fail(EngineException why) {
    answer.completeExceptionally(why);
  }

  /** Asks, on the lane's thread. Who runs what it returns gives the answer. */
  Runnable ask(Lane lane) {
    try {
      T answered = lane.ask(question);
      return () -> answer.complete(answered);
    } catch (Throwable e) {
      EngineException why = e instanceof EngineException known ? known : Mishap.of(e);
      lane.failed(why);
      return () -> fail(why);
    }
  }
}

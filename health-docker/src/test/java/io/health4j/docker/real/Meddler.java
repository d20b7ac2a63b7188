package io.health4j.docker.real;

import io.health4j.docker.api.ContainerEntry;
import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.EngineApi;
import io.health4j.docker.api.EngineCalls;
import io.health4j.docker.api.EngineDisk;
import io.health4j.docker.api.EngineEvent;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Comes in between: is called before each call that names a container, with the call's word and the
 * container's id, as somebody would be who does something to it at that very moment.
 */
record Meddler(EngineCalls engine, Meddling before) implements EngineCalls {

  /** What is done. */
  @FunctionalInterface
  interface Meddling {
    void call(String word, String id);
  }

  @Override
  public <T> CompletableFuture<T> begin(Duration within, Question<T> question) {
    return engine.begin(within, api -> question.ask(new Api(api, before)));
  }

  @Override
  public <T> T ask(Duration within, Question<T> question)
      throws EngineException, InterruptedException {
    return engine.ask(within, api -> question.ask(new Api(api, before)));
  }

  private record Api(EngineApi engine, Meddling before) implements EngineApi {

    @Override
    public EngineInfo info() throws EngineException {
      return engine.info();
    }

    @Override
    public List<ContainerEntry> containers(Map<String, String> labels) throws EngineException {
      return engine.containers(labels);
    }

    @Override
    public ContainerState inspect(String id) throws EngineException {
      before.call("inspect", id);
      return engine.inspect(id);
    }

    @Override
    public ContainerUsage usage(String id) throws EngineException {
      before.call("usage", id);
      return engine.usage(id);
    }

    @Override
    public EngineDisk disk() throws EngineException {
      return engine.disk();
    }

    @Override
    public void stop(String id, Duration grace) throws EngineException {
      before.call("stop", id);
      engine.stop(id, grace);
    }

    @Override
    public void remove(String id) throws EngineException {
      before.call("remove", id);
      engine.remove(id);
    }

    @Override
    public void events(Instant since, Consumer<EngineEvent> listener) throws EngineException {
      engine.events(since, listener);
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}

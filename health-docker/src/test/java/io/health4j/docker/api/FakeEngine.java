package io.health4j.docker.api;

import io.health4j.docker.api.EngineException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An engine in memory: containers come and go as a test says, calls are recorded, and each can be
 * made to fail. {@link #calls} asks it on the caller's thread.
 */
public final class FakeEngine implements EngineApi {

  /** What was asked, as {@code stop c1}. */
  public final List<String> asked = new ArrayList<>();

  /** What each container uses, by id. */
  public final Map<String, ContainerUsage> usages = new LinkedHashMap<>();

  /** Run before each call, with its words; may throw, block, or change the engine. */
  public Hook before = words -> {};

  public EngineInfo info = new EngineInfo("Docker Engine", "20.10.24", "1.41", "linux", true, "");
  public EngineDisk disk = new EngineDisk(1, 2, 3, 4);

  /** When containers were made, by id; the others at the epoch. */
  public final Map<String, Instant> created = new LinkedHashMap<>();

  /** Whether lists hold all containers, whatever was asked for. */
  public boolean ignoresFilter;

  public final BlockingQueue<EngineEvent> events = new LinkedBlockingQueue<>();

  private final Map<String, ContainerState> containers = new LinkedHashMap<>();

  /** Sees a call before it is answered. */
  @FunctionalInterface
  public interface Hook {
    void call(String words) throws EngineException;
  }

  /** Puts a container there, in place of one with the same id. */
  public synchronized void put(ContainerState state) {
    containers.put(state.id(), state);
  }

  /** A running container without limits. */
  public static ContainerState running(String id, String name, Map<String, String> labels) {
    return new ContainerState(
        id,
        name,
        "running",
        100,
        false,
        0,
        Optional.of(Instant.EPOCH),
        Optional.empty(),
        "",
        "",
        0,
        "no",
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        "",
        labels);
  }

  /** One that ended. */
  public static ContainerState exited(
      String id, String name, int code, Map<String, String> labels) {
    return new ContainerState(
        id,
        name,
        "exited",
        0,
        false,
        code,
        Optional.of(Instant.EPOCH),
        Optional.of(Instant.EPOCH),
        "",
        "",
        0,
        "no",
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        "",
        labels);
  }

  /** The container with this id; null when it is gone. */
  public synchronized @Nullable ContainerState get(String id) {
    return containers.get(id);
  }

  /** Takes a container away, as another client would. */
  public synchronized void vanish(String id) {
    containers.remove(id);
  }

  /** Asks this engine on the caller's thread. */
  public EngineCalls calls() {
    return new EngineCalls() {
      @Override
      public <T> CompletableFuture<T> begin(Duration within, Question<T> question) {
        try {
          return CompletableFuture.completedFuture(question.ask(FakeEngine.this));
        } catch (EngineException e) {
          return CompletableFuture.failedFuture(e);
        }
      }

      @Override
      public <T> T ask(Duration within, Question<T> question) throws EngineException {
        return question.ask(FakeEngine.this);
      }
    };
  }

  private void note(String words) throws EngineException {
    synchronized (this) {
      asked.add(words);
    }
    before.call(words);
  }

  @Override
  public EngineInfo info() throws EngineException {
    note("info");
    return info;
  }

  @Override
  public List<ContainerEntry> containers(Map<String, String> labels) throws EngineException {
    note("containers");
    synchronized (this) {
      return containers.values().stream()
          .filter(
              state -> ignoresFilter || state.labels().entrySet().containsAll(labels.entrySet()))
          .map(this::entry)
          .toList();
    }
  }

  private ContainerEntry entry(ContainerState state) {
    String status = state.isRunning() ? "Up 5 minutes" : "Exited (" + state.exitCode() + ")";
    return new ContainerEntry(
        state.id(),
        state.name(),
        "busybox:local",
        state.state(),
        status,
        created.getOrDefault(state.id(), Instant.EPOCH),
        state.labels());
  }

  @Override
  public ContainerState inspect(String id) throws EngineException {
    note("inspect " + id);
    return known(id);
  }

  private synchronized ContainerState known(String id) throws EngineException {
    ContainerState state = containers.get(id);
    if (state == null) {
      throw new EngineException(Kind.NOT_FOUND, "no such container: " + id);
    }
    return state;
  }

  @Override
  public ContainerUsage usage(String id) throws EngineException {
    note("usage " + id);
    known(id);
    return usages.getOrDefault(id, ContainerUsage.of(Map.of()));
  }

  @Override
  public EngineDisk disk() throws EngineException {
    note("disk");
    return disk;
  }

  @Override
  public void stop(String id, Duration grace) throws EngineException {
    note("stop " + id);
    synchronized (this) {
      ContainerState state = known(id);
      if (state.isRunning()) {
        put(exited(id, state.name(), 137, state.labels()));
      }
    }
  }

  @Override
  public void remove(String id) throws EngineException {
    note("remove " + id);
    synchronized (this) {
      if (known(id).isRunning()) {
        throw new EngineException(Kind.CONFLICT, "container " + id + " is running");
      }
      containers.remove(id);
    }
  }

  @Override
  public void events(Instant since, Consumer<EngineEvent> listener) throws EngineException {
    note("events");
    try {
      while (true) {
        listener.accept(events.take());
      }
    } catch (InterruptedException e) {
      throw new EngineException(Kind.AWAY, "interrupted", e);
    }
  }

  @Override
  public void close() {}
}

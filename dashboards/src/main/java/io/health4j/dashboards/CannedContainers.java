package io.health4j.dashboards;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.docker.api.ContainerEntry;
import io.health4j.docker.api.ContainerState;
import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.ContainerUsage.Part;
import io.health4j.docker.api.EngineApi;
import io.health4j.docker.api.EngineDisk;
import io.health4j.docker.api.EngineEvent;
import io.health4j.docker.api.EngineException;
import io.health4j.docker.api.EngineException.Kind;
import io.health4j.docker.api.EngineInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * A container engine that exists in memory only: what its containers use grows with the time since
 * it was made. Thread-safe.
 */
final class CannedContainers implements EngineApi {

  /** No kernel gives a process such a number, so nothing of this machine is taken for it. */
  private static final long NO_PID = 5_000_000;

  private static final long LIMIT = 2L << 30;

  private final InstantSource clock;
  private final Instant start;

  @GuardedBy("this")
  private final Map<String, ContainerState> containers = new LinkedHashMap<>();

  @GuardedBy("this")
  private final Map<String, Double> memory = new LinkedHashMap<>();

  @GuardedBy("this")
  private boolean away;

  CannedContainers(InstantSource clock) {
    this.clock = clock;
    this.start = clock.instant();
  }

  /** A container that runs, with a share of its memory limit of 2 GiB in use. */
  synchronized void run(String name, double share, Map<String, String> labels) {
    containers.put(name, state(name, "running", 0, labels));
    memory.put(name, share * LIMIT);
  }

  /** Ends a container by itself, with a code. */
  synchronized void exit(String name, int code) {
    ContainerState was = containers.get(name);
    containers.put(name, state(name, "exited", code, was == null ? Map.of() : was.labels()));
  }

  /** Whether the engine answers nobody. */
  synchronized void away(boolean value) {
    away = value;
  }

  private ContainerState state(String name, String state, int code, Map<String, String> labels) {
    boolean runs = state.equals("running");
    return new ContainerState(
        name,
        name,
        state,
        runs ? NO_PID : 0,
        false,
        code,
        Optional.of(start),
        runs ? Optional.empty() : Optional.of(clock.instant()),
        "",
        "",
        1,
        "on-failure",
        OptionalDouble.of(1),
        OptionalLong.of(LIMIT),
        OptionalLong.of(100),
        "",
        labels);
  }

  @Override
  public EngineInfo info() throws EngineException {
    answer();
    return new EngineInfo("Canned Engine", "1.0", "1.41", "linux", true, "/");
  }

  private synchronized void answer() throws EngineException {
    if (away) {
      throw new EngineException(Kind.AWAY, "nobody listens");
    }
  }

  @Override
  public synchronized List<ContainerEntry> containers(Map<String, String> labels)
      throws EngineException {
    answer();
    return containers.values().stream()
        .filter(state -> state.labels().entrySet().containsAll(labels.entrySet()))
        .map(this::entry)
        .toList();
  }

  private ContainerEntry entry(ContainerState state) {
    String status = state.isRunning() ? "Up" : "Exited (" + state.exitCode() + ")";
    return new ContainerEntry(
        state.id(), state.name(), "canned", state.state(), status, start, state.labels());
  }

  @Override
  public synchronized ContainerState inspect(String id) throws EngineException {
    answer();
    ContainerState state = containers.get(id);
    if (state == null) {
      throw new EngineException(Kind.NOT_FOUND, "no such container: " + id);
    }
    return state;
  }

  /** Half of its periods are throttled where the name says so; the rest is the same for all. */
  @Override
  public synchronized ContainerUsage usage(String id) throws EngineException {
    ContainerState state = inspect(id);
    if (!state.isRunning()) {
      return ContainerUsage.of(Map.of());
    }
    double seconds = Duration.between(start, clock.instant()).toNanos() / 1e9;
    double used = memory.getOrDefault(id, 0.0);
    var usage = new EnumMap<Part, Double>(Part.class);
    for (Part part : Part.values()) {
      usage.put(part, seconds); // those that are not named below are counters
    }
    double throttled = id.contains("throttled") ? 0.7 : 0.01;
    usage.put(Part.CPU_TIME, seconds * 0.8);
    usage.put(Part.PERIODS, Math.floor(seconds * 10));
    usage.put(Part.THROTTLED_PERIODS, Math.floor(seconds * 10 * throttled));
    usage.put(Part.THROTTLED_TIME, seconds * throttled);
    usage.put(Part.MEMORY, used * 1.02);
    usage.put(Part.MEMORY_WORKING_SET, used);
    usage.put(Part.MEMORY_ANONYMOUS, used * 0.9);
    usage.put(Part.MEMORY_LIMIT, (double) LIMIT);
    usage.put(Part.OOM_KILLS, 0.0);
    usage.put(Part.PIDS, 12.0);
    usage.put(Part.PIDS_LIMIT, 100.0);
    usage.put(Part.NETWORK_SENT, seconds * 40_000);
    usage.put(Part.NETWORK_RECEIVED, seconds * 90_000);
    return ContainerUsage.of(usage);
  }

  @Override
  public EngineDisk disk() throws EngineException {
    answer();
    return new EngineDisk(6L << 30, 1L << 30, 2L << 30, 1L << 30);
  }

  @Override
  public synchronized void stop(String id, Duration grace) throws EngineException {
    inspect(id);
    exit(id, 0);
  }

  @Override
  public synchronized void remove(String id) throws EngineException {
    if (inspect(id).isRunning()) {
      throw new EngineException(Kind.CONFLICT, "container " + id + " is running");
    }
    containers.remove(id);
  }

  /** Nothing happens here that the list does not show. */
  @Override
  public void events(Instant since, Consumer<EngineEvent> listener) throws EngineException {
    answer();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new EngineException(Kind.AWAY, "interrupted", e);
    }
  }

  @Override
  public void close() {}
}

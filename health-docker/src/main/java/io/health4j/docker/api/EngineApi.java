package io.health4j.docker.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A container engine, as far as Health4j needs it: Docker, Podman, or one made up for a test. Calls
 * block, and may do so for ever; whoever calls has a deadline of its own, and then {@link #close}s.
 * Used by one thread at a time, but for {@code close}.
 */
public interface EngineApi extends AutoCloseable {

  /**
   * Who answers.
   *
   * @return the engine's versions, and where it keeps its data
   * @throws EngineException when it does not answer, or is too old
   */
  EngineInfo info() throws EngineException;

  /**
   * Lists containers, whether they run or not.
   *
   * @param labels labels that they must have, with these values; by none, all
   * @return the containers, in the engine's order
   * @throws EngineException when it does not answer
   */
  List<ContainerEntry> containers(Map<String, String> labels) throws EngineException;

  /**
   * Looks at one container.
   *
   * @param id its whole id; a name is given to another container later
   * @return its state
   * @throws EngineException when it does not answer, or {@code NOT_FOUND}
   */
  ContainerState inspect(String id) throws EngineException;

  /**
   * What one container uses, at once where the engine can, else after its own next reading (up to 2
   * s).
   *
   * @param id its whole id
   * @return what it uses; for one that does not run, mostly absent
   * @throws EngineException when it does not answer, or {@code NOT_FOUND}
   */
  ContainerUsage usage(String id) throws EngineException;

  /**
   * What the engine's own data take. It counts them anew, which can take long.
   *
   * @return the bytes
   * @throws EngineException when it does not answer
   */
  EngineDisk disk() throws EngineException;

  /**
   * Asks a container to end, and kills it after a grace time. One that has ended is left as it is;
   * one that is paused goes on first where the engine wants that.
   *
   * @param id its whole id
   * @param grace how long it may take to end by itself, in whole seconds
   * @throws EngineException when it does not answer, or {@code NOT_FOUND}
   */
  void stop(String id, Duration grace) throws EngineException;

  /**
   * Removes a container that does not run, with the volumes that have no name. One that runs is
   * refused.
   *
   * @param id its whole id
   * @throws EngineException {@code CONFLICT} when it runs, or is being removed already; {@code
   *     NOT_FOUND}; or when it does not answer
   */
  void remove(String id) throws EngineException;

  /**
   * Hears what happens to containers, until the engine ends the stream or this is closed.
   *
   * @param since what happened after this moment by the engine's clock is told first, as far as it
   *     remembers
   * @param listener is told each event, in order, on the calling thread
   * @throws EngineException when the stream breaks
   */
  void events(Instant since, Consumer<EngineEvent> listener) throws EngineException;

  /** Ends all calls that are under way, from whatever thread, and gives connections back. */
  @Override
  void close();
}

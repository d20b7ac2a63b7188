package io.health4j.docker.api;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened to a container. Immutable.
 *
 * @param action {@code start}, {@code die}, {@code oom}, {@code destroy}, {@code health_status},
 *     and others that the engine knows; what follows a colon is cut off
 * @param id the container's whole id
 * @param at when, by the engine's clock
 * @param attributes what goes with it: {@code name}, {@code image}, {@code exitCode}, labels
 */
public record EngineEvent(String action, String id, Instant at, Map<String, String> attributes) {

  public EngineEvent {
    attributes = Map.copyOf(attributes);
  }
}

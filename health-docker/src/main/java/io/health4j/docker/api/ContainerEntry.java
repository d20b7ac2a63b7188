package io.health4j.docker.api;

import java.time.Instant;
import java.util.Map;

/**
 * A container in a list. Immutable.
 *
 * @param id its whole id
 * @param name its name, without a slash
 * @param image the name of its image
 * @param state {@code created}, {@code running}, {@code paused}, {@code restarting}, {@code
 *     removing}, {@code exited} or {@code dead}
 * @param status the same for people, with times: {@code Up 5 minutes (unhealthy)}
 * @param created when it was made, by the engine's clock
 * @param labels its labels
 */
public record ContainerEntry(
    String id,
    String name,
    String image,
    String state,
    String status,
    Instant created,
    Map<String, String> labels) {

  public ContainerEntry {
    labels = Map.copyOf(labels);
  }

  /**
   * Whether it has processes: it runs, also when it is paused.
   *
   * @return whether it does
   */
  public boolean isRunning() {
    return state.equals("running") || state.equals("paused");
  }
}

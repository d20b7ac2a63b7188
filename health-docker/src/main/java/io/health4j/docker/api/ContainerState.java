package io.health4j.docker.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A container, looked at closely. Immutable.
 *
 * @param id its whole id
 * @param name its name, without a slash
 * @param state as in {@link ContainerEntry#state}
 * @param pid its first process on the engine's machine; 0 when it does not run
 * @param oomKilled whether the kernel killed a process of its last run for want of memory
 * @param exitCode how its last run ended; meaningless while it runs
 * @param startedAt when its last run began, by the engine's clock
 * @param finishedAt when its last run but a present one ended, by the engine's clock
 * @param health its own health check's verdict: {@code starting}, {@code unhealthy}, or that it is
 *     well; empty without one
 * @param healthOutput what its health check last said, cut to 200 characters; may be empty
 * @param restarts how often the engine restarted it
 * @param restartPolicy {@code no}, {@code always}, {@code unless-stopped} or {@code on-failure}
 * @param cpuLimit how many CPUs it may use; absent without a limit
 * @param memoryLimit how many bytes it may use; absent without a limit
 * @param pidsLimit how many processes and threads it may have; absent without a limit
 * @param cgroupParent the cgroup that it was told to be in; empty for the engine's own
 * @param labels its labels
 */
public record ContainerState(
    String id,
    String name,
    String state,
    long pid,
    boolean oomKilled,
    int exitCode,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    String health,
    String healthOutput,
    long restarts,
    String restartPolicy,
    OptionalDouble cpuLimit,
    OptionalLong memoryLimit,
    OptionalLong pidsLimit,
    String cgroupParent,
    Map<String, String> labels) {

  public ContainerState {
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

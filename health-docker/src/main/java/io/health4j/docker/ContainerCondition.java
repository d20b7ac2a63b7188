package io.health4j.docker;

/**
 * What can be wrong with containers and their engine. The names are those of the findings, for
 * rules to refer to.
 */
public enum ContainerCondition {
  /** The engine does not answer, or not as it should, so that nothing newer is known. */
  ENGINE_UNREACHABLE("container-engine-unreachable"),
  /** The disk that the engine keeps its data on is nearly full. */
  ENGINE_DISK("container-engine-disk"),
  /** The kernel killed a process of a container for want of memory. */
  OOM_KILLED("container-oom-killed"),
  /** A container nearly uses up its memory. */
  MEMORY("container-memory"),
  /** A container has to wait much because of its CPU limit. */
  CPU_THROTTLED("container-cpu-throttled"),
  /** A container nearly has as many processes and threads as it may. */
  PIDS("container-pids"),
  /** A container's own health check fails. */
  UNHEALTHY("container-unhealthy"),
  /** The engine restarts a container again and again. */
  RESTART_LOOP("container-restart-loop"),
  /** A container that ought to run does not. */
  EXITED("container-exited"),
  /** The engine cannot get rid of a container. */
  DEAD("container-dead"),
  /** What a container uses was not read for a while. */
  STALE("container-stale"),
  /** Containers whose owner is gone are left. */
  ORPHANED("containers-orphaned"),
  /** This process cannot renew the lease that its containers live under. */
  LEASE("container-lease");

  private final String id;

  ContainerCondition(String id) {
    this.id = id;
  }

  /**
   * The condition in findings.
   *
   * @return such as {@code container-oom-killed}; stable
   */
  public String id() {
    return id;
  }

  /** Whether a check of containers looks for it, and a host may do without it. */
  boolean isOptional() {
    return switch (this) {
      case ENGINE_UNREACHABLE, STALE, ENGINE_DISK, ORPHANED, LEASE -> false;
      default -> true;
    };
  }

  @Override
  public String toString() {
    return id;
  }
}

package io.health4j.docker;

/**
 * A limit that a condition is held against. Each is a setting: {@link
 * ContainerChecks.Builder#limit}. The defaults are those of the tool that is named as their source,
 * or this project's own judgement.
 */
public enum ContainerLimit {
  /** WARNING above this share of the memory limit in the working set, from 0 to 1. */
  MEMORY_WARNING(0.90, 0.01, 1, "1", "Netdata"),
  /** CRITICAL above this share of the memory limit in the working set. */
  MEMORY_CRITICAL(0.95, 0.01, 1, "1", ContainerLimit.OWN),
  /** WARNING above this share of periods, from 0 to 1, in which it waited for its CPU limit. */
  THROTTLED_WARNING(0.25, 0.01, 1, "1", "kubernetes-mixin"),
  /** CRITICAL above this share of periods in which it waited for its CPU limit. */
  THROTTLED_CRITICAL(0.50, 0.01, 1, "1", ContainerLimit.OWN),
  /** Throttling is not judged by fewer periods in the last minute. */
  THROTTLED_PERIODS(100, 1, 1e6, "{period}", ContainerLimit.OWN),
  /** WARNING above this share of the processes and threads that it may have, from 0 to 1. */
  PIDS_WARNING(0.80, 0.01, 1, "1", ContainerLimit.OWN),
  /** CRITICAL above this share of the processes and threads that it may have. */
  PIDS_CRITICAL(0.95, 0.01, 1, "1", ContainerLimit.OWN),
  /** WARNING from so many restarts in {@link #RESTART_MINUTES} on. */
  RESTARTS_WARNING(3, 1, 1_000, "{restart}", ContainerLimit.OWN),
  /** CRITICAL from so many restarts in {@link #RESTART_MINUTES} on. */
  RESTARTS_CRITICAL(5, 1, 1_000, "{restart}", ContainerLimit.OWN),
  /** How long restarts are looked at together. */
  RESTART_MINUTES(10, 0.1, 1_440, "min", ContainerLimit.OWN),
  /** How long a kill for want of memory is told. */
  OOM_MINUTES(10, 0.1, 1_440, "min", ContainerLimit.OWN),
  /** WARNING when a container is dead, or being removed, for longer. */
  DEAD_SECONDS(60, 0, 86_400, "s", ContainerLimit.OWN),
  /** UNKNOWN when what a container uses was last read longer ago. */
  STALE_SECONDS(15, 0.1, 3_600, "s", ContainerLimit.OWN);

  private static final String OWN = "this project's own judgement";

  private final double value;
  private final double min;
  private final double max;
  private final String unit;
  private final String source;

  ContainerLimit(double value, double min, double max, String unit, String source) {
    this.value = value;
    this.min = min;
    this.max = max;
    this.unit = unit;
    this.source = source;
  }

  /**
   * What holds when nothing is set.
   *
   * @return the default
   */
  public double value() {
    return value;
  }

  /**
   * In what the limit is.
   *
   * @return a UCUM unit
   */
  public String unit() {
    return unit;
  }

  /**
   * Where the default comes from.
   *
   * @return the tool that has it, or that it is this project's own judgement
   */
  public String source() {
    return source;
  }

  double checked(double given) {
    if (!(given >= min && given <= max)) {
      throw new IllegalArgumentException(
          name() + " must be from " + min + " to " + max + " " + unit + ", was " + given);
    }
    return given;
  }
}

package io.health4j.docker;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a check of containers goes by. Immutable.
 *
 * @param labels what the containers must be labelled with
 * @param limits those that the host set
 * @param without conditions that are not looked at
 * @param most how many containers are looked at closely
 * @param expectRunning whether all of them ought to run
 * @param timeout how long one look may take
 */
record ContainerSettings(
    Map<String, String> labels,
    Map<ContainerLimit, Double> limits,
    Set<ContainerCondition> without,
    int most,
    boolean expectRunning,
    Duration timeout) {

  static final int DEFAULT_MOST = 500;

  ContainerSettings {
    labels = Map.copyOf(labels);
    limits = Map.copyOf(limits);
    without = Set.copyOf(without);
  }

  static ContainerSettings defaults() {
    return new ContainerSettings(
        Map.of(), Map.of(), Set.of(), DEFAULT_MOST, false, ContainerEngine.TIMEOUT);
  }

  double limit(ContainerLimit limit) {
    return limits.getOrDefault(limit, limit.value());
  }

  /** A limit of a time, whose unit is minutes or seconds. */
  long nanos(ContainerLimit limit) {
    TimeUnit unit = limit.unit().equals("min") ? TimeUnit.MINUTES : TimeUnit.SECONDS;
    return (long) (limit(limit) * unit.toNanos(1));
  }

  /** Where a limit comes from, as findings tell it. */
  String source(ContainerLimit limit) {
    return limits.containsKey(limit) ? "configured" : "default (" + limit.source() + ")";
  }

  boolean looksAt(ContainerCondition condition) {
    return !without.contains(condition);
  }
}

package io.health4j.docker;

import io.health4j.check.HealthCheck;
import io.health4j.docker.usage.UsageReader;
import io.health4j.time.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks of containers, and of the engine that runs them.
 *
 * <pre>{@code
 * ContainerEngine engine = ContainerEngine.standard();
 * ...
 * .check("containers", ContainerChecks.labelled(engine, "app", "search"), c -> c.weight(20))
 * .check("engine", ContainerChecks.engine(engine), c -> c.weight(10))
 * }</pre>
 *
 * <p>A look takes 2 s at most, whatever the engine does. Without an answer a check is UNKNOWN with
 * the reason and what to do; what was last known stands for 10 minutes, with its age, and an engine
 * that is back is picked up. What containers use is read from their cgroups where this process sees
 * them; else from the engine, as much as fits into the time. Each finding names the container, and
 * where its limit comes from.
 *
 * <p>What happened between two looks is told once, as an occurrence: {@code container.died}, {@code
 * container.oom_killed}, {@code container.restarted}; at most 100 in one look, more are counted.
 */
public final class ContainerChecks {

  private ContainerChecks() {}

  /**
   * All containers of an engine, with the default limits.
   *
   * @param engine the engine
   * @return the check
   */
  public static HealthCheck all(ContainerEngine engine) {
    return builder(engine).build();
  }

  /**
   * The containers that have a label with a value, with the default limits.
   *
   * @param engine the engine
   * @param label the label's name; not blank
   * @param value its value
   * @return the check
   * @throws IllegalArgumentException when the name is blank
   */
  public static HealthCheck labelled(ContainerEngine engine, String label, String value) {
    return builder(engine).label(label, value).build();
  }

  /**
   * Whether the engine answers, how quickly, and what its data take.
   *
   * @param engine the engine
   * @return the check
   */
  public static HealthCheck engine(ContainerEngine engine) {
    return new EngineCheck(engine);
  }

  /**
   * A check of containers with settings.
   *
   * @param engine the engine
   * @return a builder
   */
  public static Builder builder(ContainerEngine engine) {
    return new Builder(engine);
  }

  /** Collects the settings of a check of containers. Not thread-safe. */
  public static final class Builder {

    private static final int MAX_CONTAINERS = 10_000;
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);

    private final ContainerEngine engine;
    private final Set<String> given = new HashSet<>();
    private final Map<String, String> labels = new TreeMap<>();
    private final Map<ContainerLimit, Double> limits = new EnumMap<>(ContainerLimit.class);
    private final Set<ContainerCondition> without = EnumSet.noneOf(ContainerCondition.class);
    private int most = ContainerSettings.DEFAULT_MOST;
    private Duration timeout = ContainerEngine.TIMEOUT;
    private boolean expectRunning;

    private Builder(ContainerEngine engine) {
      this.engine = Objects.requireNonNull(engine, "engine");
    }

    /**
     * Looks only at containers that have a label with a value; given more than once, that have all
     * of them. Default: all containers.
     *
     * @param name the label's name; not blank
     * @param value its value
     * @return this
     * @throws IllegalArgumentException when the name is blank
     */
    public Builder label(String name, String value) {
      once("label '" + name + "'");
      if (name.isBlank()) {
        throw new IllegalArgumentException("label must not be blank, was '" + name + "'");
      }
      labels.put(name, Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Sets a limit.
     *
     * @param limit which
     * @param value in the limit's unit
     * @return this
     * @throws IllegalArgumentException when the value is out of the limit's range
     */
    public Builder limit(ContainerLimit limit, double value) {
      once("limit " + limit);
      limits.put(limit, limit.checked(value));
      return this;
    }

    /**
     * Leaves a condition out. What is not known cannot be left out, since it is not well either:
     * {@link ContainerCondition#ENGINE_UNREACHABLE} and {@link ContainerCondition#STALE}.
     *
     * @param condition which; one that this check looks for
     * @return this
     * @throws IllegalArgumentException when it cannot be left out, or another check looks for it
     */
    public Builder without(ContainerCondition condition) {
      if (!condition.isOptional()) {
        throw new IllegalArgumentException(
            "without must be a condition that a check of containers can do without, was "
                + condition);
      }
      without.add(condition);
      return this;
    }

    /**
     * How many containers are looked at closely: those that run first. Of the others only the
     * number is told, as {@code health.containers.unread}. Default 500 (this project's own
     * judgement: some 20 readings each).
     *
     * @param containers from 1 to 10,000
     * @return this
     * @throws IllegalArgumentException when out of range
     */
    public Builder most(int containers) {
      once("most");
      if (containers < 1 || containers > MAX_CONTAINERS) {
        throw new IllegalArgumentException(
            "most must be from 1 to 10000 containers, was " + containers);
      }
      most = containers;
      return this;
    }

    /**
     * All of these containers ought to run, whatever their restart policy: one that ended is
     * CRITICAL until it runs again or is removed. Without this it is a finding only when the engine
     * should restart it: WARNING with {@code always} and {@code unless-stopped}, since it was
     * stopped by hand then, and CRITICAL with {@code on-failure}, since it was given up.
     *
     * @return this
     */
    public Builder expectRunning() {
      once("expectRunning");
      expectRunning = true;
      return this;
    }

    /**
     * How long one look may take. Default {@link ContainerEngine#TIMEOUT}.
     *
     * @param value from 100 ms to 1 min
     * @return this
     * @throws IllegalArgumentException when out of range
     */
    public Builder timeout(Duration value) {
      once("timeout");
      timeout = Durations.inRange("timeout", value, MIN_TIMEOUT, MAX_TIMEOUT);
      return this;
    }

    /**
     * Makes the check. Nothing is asked before its first call. The monitor closes it with its
     * target; the engine stays open.
     *
     * @return the check
     * @throws IllegalArgumentException when a limit for CRITICAL is not above that for WARNING
     */
    public HealthCheck build() {
      var settings = new ContainerSettings(labels, limits, without, most, expectRunning, timeout);
      var usages = new UsageReader(engine, Path.of("/"));
      return new ContainersCheck(engine, usages::read, engine::onEvent, settings);
    }

    private void once(String setting) {
      if (!given.add(setting)) {
        throw new IllegalStateException(setting + " is given twice");
      }
    }
  }
}

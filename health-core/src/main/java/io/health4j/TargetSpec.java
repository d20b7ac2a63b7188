package io.health4j;

import io.health4j.check.Attributes;
import io.health4j.check.HealthCheck;
import io.health4j.check.Target;
import io.health4j.score.Scorer;
import io.health4j.state.StatePolicy;
import io.health4j.time.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** How one target is watched. Not thread-safe; used while the target is being described. */
public final class TargetSpec {

  private final String id;
  private final Map<String, String> labels = new TreeMap<>();
  private final Set<String> given = new HashSet<>();
  private final Map<String, CheckSpec> checks = new LinkedHashMap<>();
  private final List<EventSource> sources = new ArrayList<>(0);
  private final Set<String> dependencies = new LinkedHashSet<>(0);
  private Schedule schedule = Schedule.fixed(Schedule.DEFAULT_INTERVAL);
  private Scorer scorer = Scorer.weighted();
  private StatePolicy policy = StatePolicy.DEFAULT;
  private boolean described;

  TargetSpec(String id) {
    this.id = id;
  }

  /** Describes and checks a target. */
  static TargetSpec of(String id, Consumer<TargetSpec> description) {
    var spec = new TargetSpec(Target.of(id).id());
    description.accept(spec);
    spec.described = true;
    spec.requireKnownDependencies();
    if (spec.checks.isEmpty()) {
      throw new IllegalArgumentException("target '" + id + "' must have a check, had none");
    }
    return spec;
  }

  /**
   * A label that groups the target with others.
   *
   * @param name its name; not blank
   * @param value its value
   * @return this
   */
  public TargetSpec label(String name, String value) {
    requireOpen();
    if (labels.putIfAbsent(name, Objects.requireNonNull(value, "value")) != null) {
      throw new IllegalStateException("label '" + name + "' of target '" + id + "' is given twice");
    }
    return this;
  }

  /**
   * A fixed interval between samples. Default {@link Schedule#DEFAULT_INTERVAL}.
   *
   * @param interval from 1 ms to 24 h
   * @return this
   */
  public TargetSpec interval(Duration interval) {
    return schedule(Schedule.fixed(interval));
  }

  /**
   * When samples are taken, in place of a fixed interval.
   *
   * @param value the schedule
   * @return this
   */
  public TargetSpec schedule(Schedule value) {
    once("interval");
    schedule = Objects.requireNonNull(value, "schedule");
    return this;
  }

  /**
   * Adds a check of weight 1.
   *
   * @param name its name in this target; not blank
   * @param check the check
   * @return this
   */
  public TargetSpec check(String name, HealthCheck check) {
    return check(name, check, spec -> {});
  }

  /**
   * Adds a check.
   *
   * @param name its name in this target; not blank
   * @param check the check
   * @param description how it takes part
   * @return this
   */
  public TargetSpec check(String name, HealthCheck check, Consumer<CheckSpec> description) {
    requireOpen();
    if (name.isBlank()) {
      throw new IllegalArgumentException("a check's name must not be blank, was '" + name + "'");
    }
    var spec =
        new CheckSpec(
            name, Objects.requireNonNull(check, () -> "check '" + name + "' of '" + id + "'"));
    description.accept(spec);
    if (checks.putIfAbsent(name, spec.close()) != null) {
      throw new IllegalStateException("check '" + name + "' of target '" + id + "' is given twice");
    }
    return this;
  }

  /**
   * Lets a source of events have this target sampled as soon as something happened, and not only
   * when its interval is over.
   *
   * @param source the source
   * @return this
   */
  public TargetSpec wakeOn(EventSource source) {
    requireOpen();
    sources.add(Objects.requireNonNull(source, "source"));
    return this;
  }

  /**
   * Names targets that this one cannot be well without: while one of them has an alert, nobody is
   * told of this one's.
   *
   * @param targets their ids; they may be watched later
   * @return this
   */
  public TargetSpec dependsOn(String... targets) {
    requireOpen();
    dependencies.addAll(List.of(targets));
    return this;
  }

  /**
   * How outcomes become a score. Default {@link Scorer#weighted()}.
   *
   * @param value the scorer
   * @return this
   */
  public TargetSpec scorer(Scorer value) {
    once("scorer");
    scorer = Objects.requireNonNull(value, "scorer");
    return this;
  }

  /**
   * How many samples settle a state. Default {@link StatePolicy#DEFAULT}.
   *
   * @param value the policy
   * @return this
   */
  public TargetSpec state(StatePolicy value) {
    once("state");
    policy = Objects.requireNonNull(value, "state");
    return this;
  }

  Schedule schedule() {
    return schedule;
  }

  Scorer scorer() {
    return scorer;
  }

  StatePolicy policy() {
    return policy;
  }

  Collection<CheckSpec> checks() {
    return checks.values();
  }

  List<EventSource> sources() {
    return sources;
  }

  Set<String> dependencies() {
    return dependencies;
  }

  /** By check, the checks that it depends on. */
  Map<String, Set<String>> checkDependencies() {
    var byCheck = new TreeMap<String, Set<String>>();
    checks.forEach((check, spec) -> byCheck.put(check, spec.dependencies));
    byCheck.values().removeIf(Set::isEmpty);
    return byCheck;
  }

  Target target() {
    return new Target(id, Attributes.of(labels));
  }

  private void requireKnownDependencies() {
    checkDependencies()
        .forEach(
            (check, others) -> {
              for (String other : others) {
                if (!checks.containsKey(other) || other.equals(check)) {
                  throw new IllegalArgumentException(
                      "check '"
                          + check
                          + "' of target '"
                          + id
                          + "' must depend on other checks of its target, was '"
                          + other
                          + "'");
                }
              }
            });
  }

  private void once(String setting) {
    requireOpen();
    if (!given.add(setting)) {
      throw new IllegalStateException(setting + " of target '" + id + "' is given twice");
    }
  }

  /** A target does not change once it is described: it may be watched by then. */
  private void requireOpen() {
    if (described) {
      throw new IllegalStateException("target '" + id + "' is described already");
    }
  }
}

package io.health4j.docker;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;

import io.health4j.alert.AlertRule;
import io.health4j.alert.RuleBuilder;
import io.health4j.alert.Severity;
import io.health4j.check.Status;
import java.util.List;

/**
 * Rules for the conditions of containers. Limits are those of the checks, {@link ContainerLimit}:
 * there is no second one here for the same thing. Each container has an alert of its own, which
 * tells the value, the limit, where that comes from, and what to do.
 */
public final class ContainerAlerts {

  /** Some values jitter about their limit, and some answers fail once: a sample is not enough. */
  private static final int SAMPLES = 3;

  private ContainerAlerts() {}

  /**
   * A rule for each {@link ContainerCondition}, named as the condition. A condition that can be
   * WARNING and CRITICAL has two: one for both, and one whose name ends in {@code -critical}. The
   * severity is that of the finding; what is UNKNOWN is WARNING.
   *
   * <p>They fire at the first sample, since the check has waited already where waiting helps:
   * throttling is that of a minute, restarts those of ten, and an engine calls a container
   * unhealthy after some failures. For 3 samples wait memory, PIDs and the engine's disk, which
   * jitter; an engine that does not answer, and usage that was not read, since that may be a
   * hiccup; and a container that ended, since it may be started again just now (all this project's
   * own judgement).
   *
   * <p>Orphans have only {@code containers-orphaned-critical}: that there are some is told by
   * {@code loop-containers-orphaned} of {@link io.health4j.alert.AlertRules#autonomousLoop()},
   * which recovery goes by, and a second alert of the same would say nothing new.
   *
   * @return the rules
   */
  public static List<AlertRule> rules() {
    return List.of(
        patient(rule(ContainerCondition.ENGINE_UNREACHABLE, UNKNOWN)),
        patient(rule(ContainerCondition.ENGINE_DISK, WARNING)),
        patient(critical(ContainerCondition.ENGINE_DISK)),
        rule(ContainerCondition.OOM_KILLED, CRITICAL).build(),
        patient(rule(ContainerCondition.MEMORY, WARNING)),
        patient(critical(ContainerCondition.MEMORY)),
        rule(ContainerCondition.CPU_THROTTLED, WARNING).build(),
        critical(ContainerCondition.CPU_THROTTLED).build(),
        patient(rule(ContainerCondition.PIDS, WARNING)),
        patient(critical(ContainerCondition.PIDS)),
        rule(ContainerCondition.UNHEALTHY, WARNING).build(),
        rule(ContainerCondition.RESTART_LOOP, WARNING).build(),
        critical(ContainerCondition.RESTART_LOOP).build(),
        patient(rule(ContainerCondition.EXITED, WARNING)),
        patient(critical(ContainerCondition.EXITED)),
        rule(ContainerCondition.DEAD, WARNING).build(),
        patient(rule(ContainerCondition.STALE, UNKNOWN)),
        critical(ContainerCondition.ORPHANED).build(),
        rule(ContainerCondition.LEASE, WARNING).build());
  }

  private static AlertRule patient(RuleBuilder rule) {
    return rule.samples(SAMPLES, SAMPLES).build();
  }

  private static RuleBuilder rule(ContainerCondition condition, Status worst) {
    return rule(condition.id(), condition, worst);
  }

  private static RuleBuilder critical(ContainerCondition condition) {
    return rule(condition.id() + "-critical", condition, CRITICAL);
  }

  private static RuleBuilder rule(String name, ContainerCondition condition, Status worst) {
    return AlertRule.finding(name, condition.id(), worst)
        .severity(worst == CRITICAL ? Severity.CRITICAL : Severity.WARNING);
  }
}

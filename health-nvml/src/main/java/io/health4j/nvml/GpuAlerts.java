package io.health4j.nvml;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;

import io.health4j.alert.AlertRule;
import io.health4j.alert.RuleBuilder;
import io.health4j.alert.Severity;
import io.health4j.check.Status;
import java.time.Duration;
import java.util.List;

/**
 * Rules for the conditions of GPUs. Limits are those of the check, {@link GpuLimit}: there is no
 * second one here for the same thing. Each GPU, and each part of it that a finding names, has an
 * alert of its own, which tells the value, the limit, where that comes from, and what to do.
 */
public final class GpuAlerts {

  /** Some values jitter about their limit, and some answers fail once: a sample is not enough. */
  private static final int SAMPLES = 3;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private GpuAlerts() {}

  /**
   * A rule for each {@link GpuCondition}, named as the condition. A condition that can be WARNING
   * and CRITICAL has two: one for both, and one whose name ends in {@code -critical}. The severity
   * is that of the finding.
   *
   * <p>They fire at the first sample, since the check has waited already where waiting helps. For 3
   * samples wait temperatures, the width and generation of the PCIe link, a power that cannot be
   * read, and a GPU that cannot be read (which is WARNING, although its finding is UNKNOWN); for a
   * minute PCIe replays, a fabric that still forms, and memory in use (all this project's own
   * judgement).
   *
   * @return the rules
   */
  public static List<AlertRule> rules() {
    return List.of(
        rule(GpuCondition.RECOVERY_ACTION, WARNING).build(),
        critical(GpuCondition.RECOVERY_ACTION).build(),
        rule(GpuCondition.LOST, CRITICAL).build(),
        rule(GpuCondition.RESET_REQUIRED, CRITICAL).build(),
        rule(GpuCondition.MISSING, CRITICAL).build(),
        rule(GpuCondition.HUNG, CRITICAL).build(),
        rule(GpuCondition.UNREADABLE, UNKNOWN).samples(SAMPLES, SAMPLES).build(),
        rule(GpuCondition.INFOROM_CORRUPT, WARNING).build(),
        rule(GpuCondition.TEMPERATURE, WARNING).samples(SAMPLES, SAMPLES).build(),
        critical(GpuCondition.TEMPERATURE).samples(SAMPLES, SAMPLES).build(),
        rule(GpuCondition.MEMORY_TEMPERATURE, CRITICAL).samples(SAMPLES, SAMPLES).build(),
        rule(GpuCondition.ECC_UNCORRECTED, CRITICAL).build(),
        rule(GpuCondition.ECC_UNCORRECTED_RISING, WARNING).build(),
        rule(GpuCondition.ECC_CORRECTED, WARNING).build(),
        rule(GpuCondition.ECC_SRAM, CRITICAL).build(),
        rule(GpuCondition.ROW_REMAP_PENDING, WARNING).build(),
        critical(GpuCondition.ROW_REMAP_PENDING).build(),
        rule(GpuCondition.ROW_REMAP_FAILED, CRITICAL).build(),
        rule(GpuCondition.RETIRED_PAGES, CRITICAL).build(),
        rule(GpuCondition.RETIRED_PAGES_PENDING, WARNING).build(),
        rule(GpuCondition.MEMORY_UNREPAIRABLE, CRITICAL).build(),
        rule(GpuCondition.MEMORY_USED, WARNING).holdFor(MINUTE).build(),
        rule(GpuCondition.PCIE_REPLAYS, WARNING).holdFor(MINUTE).build(),
        rule(GpuCondition.PCIE_WIDTH, WARNING).samples(SAMPLES, SAMPLES).build(),
        rule(GpuCondition.PCIE_GENERATION, WARNING).samples(SAMPLES, SAMPLES).build(),
        rule(GpuCondition.PCIE_FATAL, CRITICAL).build(),
        rule(GpuCondition.NVLINK_DOWN, CRITICAL).build(),
        rule(GpuCondition.NVLINK_ERRORS, CRITICAL).build(),
        rule(GpuCondition.FABRIC, WARNING).holdFor(MINUTE).build(),
        critical(GpuCondition.FABRIC).build(),
        rule(GpuCondition.SLOWDOWN, WARNING).build(),
        rule(GpuCondition.POWER_UNREADABLE, WARNING).samples(SAMPLES, SAMPLES).build(),
        rule(GpuCondition.XID, WARNING).build(),
        critical(GpuCondition.XID).build(),
        rule(GpuCondition.MEMORY_ORPHANED, WARNING).build());
  }

  private static RuleBuilder rule(GpuCondition condition, Status worst) {
    return rule(condition.id(), condition, worst);
  }

  private static RuleBuilder critical(GpuCondition condition) {
    return rule(condition.id() + "-critical", condition, CRITICAL);
  }

  private static RuleBuilder rule(String name, GpuCondition condition, Status worst) {
    return AlertRule.finding(name, condition.id(), worst)
        .severity(worst == CRITICAL ? Severity.CRITICAL : Severity.WARNING);
  }
}

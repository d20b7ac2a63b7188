package io.health4j.examples;

import io.health4j.check.CheckResult;
import io.health4j.check.Finding;
import io.health4j.check.Status;
import io.health4j.nvml.GpuCondition;
import io.health4j.test.gpu.CannedMachine;
import io.health4j.test.gpu.Trouble;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can happen to a GPU of a canned machine, and how the check is expected to call it. */
enum GpuTrouble {
  XID_79(Trouble.XID_79, GpuCondition.XID),
  ECC(Trouble.ECC, GpuCondition.ECC_UNCORRECTED),
  THERMAL(Trouble.THERMAL, GpuCondition.TEMPERATURE),
  NVLINK(Trouble.NVLINK, GpuCondition.NVLINK_DOWN),
  LOST(Trouble.LOST, GpuCondition.LOST),
  HANG(Trouble.HANG, GpuCondition.HUNG);

  private final Trouble trouble;
  private final GpuCondition condition;

  GpuTrouble(Trouble trouble, GpuCondition condition) {
    this.trouble = trouble;
    this.condition = condition;
  }

  void apply(CannedMachine machine, int gpu) {
    trouble.apply(machine, gpu);
  }

  void undo(CannedMachine machine, int gpu) {
    trouble.undo(machine, gpu);
  }

  /** What happens, in a sentence without capital and full stop. */
  String text() {
    return trouble.description();
  }

  /** The finding that tells of it. */
  Optional<Finding> evidence(CheckResult result, int gpu) {
    return result.findings().stream()
        .filter(finding -> finding.condition().equals(condition.id()))
        .filter(finding -> finding.subject().startsWith("GPU " + gpu + " ("))
        .filter(finding -> finding.status() != Status.HEALTHY)
        .findFirst();
  }

  /** Its name on the command line. */
  String option() {
    return trouble.id();
  }

  static Optional<GpuTrouble> of(String option) {
    return Arrays.stream(values()).filter(each -> each.option().equals(option)).findFirst();
  }

  static String options() {
    return Arrays.stream(values()).map(GpuTrouble::option).collect(Collectors.joining(", "));
  }
}

package io.health4j.nvml;

import io.health4j.check.Status;
import java.util.OptionalDouble;

/** Findings about what the device itself says by yes or no: there is no value and no limit. */
final class Reported {

  /** Where such a verdict, or a limit that the device tells, comes from. */
  static final String BY_DEVICE = "reported by the device";

  private Reported() {}

  static void find(Verdicts out, GpuCondition condition, Status status, String remedy) {
    var none = OptionalDouble.empty();
    out.find(condition, "", status, none, none, BY_DEVICE, remedy);
  }
}

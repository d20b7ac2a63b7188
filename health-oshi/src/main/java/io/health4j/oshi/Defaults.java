package io.health4j.oshi;

import io.health4j.check.Threshold;

/**
 * The thresholds of checks that are given none; {@link SystemChecks} says where each comes from.
 */
final class Defaults {

  static final Threshold CPU = above(0.90, 0.85, 0.95, 0.90);
  static final Threshold MEMORY = above(0.85, 0.80, 0.95, 0.90);
  static final Threshold SWAP = above(0.90, 0.80, 0.98, 0.90);
  static final Threshold LOAD = above(2, 1.75, 4, 3.5);
  static final Threshold FILE_SYSTEMS = above(0.80, 0.76, 0.90, 0.86);
  static final Threshold NETWORK = above(0.02, 0.01, 0.10, 0.05);
  static final Threshold OPEN_FILES = above(0.80, 0.75, 0.95, 0.90);
  static final Threshold CELSIUS = above(90, 85, 100, 95);

  private Defaults() {}

  private static Threshold above(
      double warning, double leaveWarning, double critical, double leaveCritical) {
    return Threshold.above()
        .warning(warning, leaveWarning)
        .critical(critical, leaveCritical)
        .source("default")
        .build();
  }
}

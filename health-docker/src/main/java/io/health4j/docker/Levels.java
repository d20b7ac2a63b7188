package io.health4j.docker;

import io.health4j.check.Status;
import io.health4j.check.Threshold;

/** Two limits of one condition, in order: WARNING above one, CRITICAL above the other. */
final class Levels {

  private final ContainerSettings settings;
  private final ContainerLimit warning;
  private final ContainerLimit critical;
  private final Threshold threshold;

  /**
   * Takes both limits from the settings.
   *
   * @throws IllegalArgumentException when they are out of order
   */
  Levels(ContainerSettings settings, ContainerLimit warning, ContainerLimit critical) {
    this.settings = settings;
    this.warning = warning;
    this.critical = critical;
    double low = settings.limit(warning);
    double high = settings.limit(critical);
    if (high <= low) {
      throw new IllegalArgumentException(
          critical + " must be above " + warning + ", which is " + low + ", was " + high);
    }
    threshold = Threshold.above(low, high);
  }

  Status judge(double value, Status before) {
    return threshold.judge(value, before);
  }

  /** Judges what is bad from the limit on, as counts are, and has no hysteresis of its own. */
  Status from(double value) {
    return value >= settings.limit(critical)
        ? Status.CRITICAL
        : value >= settings.limit(warning) ? Status.WARNING : Status.HEALTHY;
  }

  ContainerLimit limit(Status status) {
    return status == Status.CRITICAL ? critical : warning;
  }
}

package io.health4j.check;

import org.jspecify.annotations.Nullable;

/**
 * A metric's value now. What could not be read has no reading: there is no value for "unknown".
 *
 * @param metric what is measured
 * @param value the value, finite; of a histogram its mean, 0 when it is empty
 * @param attributes what tells this value from its siblings
 * @param distribution the counts of a histogram; null for a gauge or counter
 */
public record Reading(
    Metric metric, double value, Attributes attributes, @Nullable Distribution distribution) {

  public Reading {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "a reading of " + metric.name() + " must be finite (leave it out instead), was " + value);
    }
    if ((metric.kind() == Metric.Kind.HISTOGRAM) != (distribution != null)) {
      throw new IllegalArgumentException(
          "a histogram, and nothing else, must have a distribution: " + metric.name());
    }
  }

  /**
   * A gauge's or counter's value.
   *
   * @param metric what is measured
   * @param value the value, finite
   * @return the reading
   */
  public static Reading of(Metric metric, double value) {
    return new Reading(metric, value, Attributes.none(), null);
  }

  /**
   * A gauge's or counter's value with attributes.
   *
   * @param metric what is measured
   * @param value the value, finite
   * @param attributes what tells it from its siblings
   * @return the reading
   */
  public static Reading of(Metric metric, double value, Attributes attributes) {
    return new Reading(metric, value, attributes, null);
  }

  /**
   * A histogram's counts.
   *
   * @param metric what is measured, of kind HISTOGRAM
   * @param distribution its counts, sum and maximum
   * @param attributes what tells it from its siblings
   * @return the reading
   */
  public static Reading of(Metric metric, Distribution distribution, Attributes attributes) {
    return new Reading(metric, distribution.mean(), attributes, distribution);
  }
}

package io.health4j.report;

import io.health4j.check.Attributes;

/**
 * What tells one value of a target from its others.
 *
 * @param metric the metric's name, or {@link History#SCORE}
 * @param attributes the reading's attributes
 */
public record Series(String metric, Attributes attributes) {}

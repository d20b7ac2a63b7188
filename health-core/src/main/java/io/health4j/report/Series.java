package io.health4j.report;

import io.health4j.check.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * What tells one value of a target from its others.
 *
 * @param metric the metric's name, or {@link History#SCORE}
 * @param attributes the reading's attributes
 */
public record Series(String metric, Attributes attributes) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Series that
        && metric.equals(that.metric)
        && attributes.equals(that.attributes);
  }

  /**
   * Written out, as what the compiler makes has to be linked first, at the cost of a host's start.
   */
  @Override
  public int hashCode() {
    return 31 * metric.hashCode() + attributes.hashCode();
  }
}

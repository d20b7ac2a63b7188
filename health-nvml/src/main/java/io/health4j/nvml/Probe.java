package io.health4j.nvml;

import io.health4j.nvml.api.NvmlQuery;
import java.time.Duration;

/**
 * One thing to read of a GPU.
 *
 * @param query what
 * @param argument which of its kind
 * @param every at most how often; zero for each sample
 */
record Probe(NvmlQuery query, int argument, Duration every) {

  static Probe of(NvmlQuery query) {
    return of(query, 0);
  }

  static Probe of(NvmlQuery query, int argument) {
    return new Probe(query, argument, Duration.ZERO);
  }

  /** For what changes seldom, or never. */
  static Probe hourly(NvmlQuery query, int argument) {
    return new Probe(query, argument, Duration.ofHours(1));
  }
}

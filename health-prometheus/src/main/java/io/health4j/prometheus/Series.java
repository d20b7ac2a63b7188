package io.health4j.prometheus;

import java.nio.charset.StandardCharsets;

/** One line of a scrape: all but its value is finished when it is made. Not thread-safe. */
final class Series {

  static final byte[] END_OF_LINE = {'\n'};

  final Family family;

  /** What tells it from others of its family. */
  final String key;

  final byte[] prefix;

  /** NaN when there is none. */
  double value = Double.NaN;

  /** What follows the value in OpenMetrics: an exemplar, or nothing. */
  byte[] ending = END_OF_LINE;

  boolean gone;

  Series(Family family, String suffix, String labels) {
    this.family = family;
    this.key = suffix + labels;
    this.prefix = (family.sampleName() + key + " ").getBytes(StandardCharsets.UTF_8);
  }

  /** Prometheus takes a counter below 0 for an error of the whole scrape's. */
  void set(double now) {
    value = now < 0 && family.spec().type() != Family.Type.GAUGE ? Double.NaN : now;
  }
}

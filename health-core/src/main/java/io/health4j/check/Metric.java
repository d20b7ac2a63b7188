package io.health4j.check;

import org.jspecify.annotations.Nullable;

/**
 * What a reading measures. Make it once and keep it: readings refer to it.
 *
 * @param name dotted lower case, OpenTelemetry's semantic name where one exists; or the name that
 *     another tool has for it, all in capitals ({@code DCGM_FI_DEV_GPU_TEMP})
 * @param unit UCUM unit as OpenTelemetry writes it ({@code 1}, {@code By}, {@code s}, {@code Cel});
 *     ratios are 0–1 with unit {@code 1}
 * @param kind how values relate over time
 * @param description one sentence for people
 */
public record Metric(String name, String unit, Kind kind, String description) {

  /** How a metric's values relate over time. */
  public enum Kind {
    /** A value that goes up and down. */
    GAUGE,
    /** A sum that only grows; a fall is a reset. */
    COUNTER,
    /** Counts by size, each of which only grows. */
    HISTOGRAM
  }

  public Metric {
    if (!isDotted(name) && !isForeign(name)) {
      throw new IllegalArgumentException(
          "a metric's name must be lower-case letters, digits, dots and underscores and start with"
              + " a letter, was '"
              + name
              + "'");
    }
  }

  /**
   * The unit in words, as metrics systems append it to names: {@code seconds}, {@code bytes},
   * {@code bytes.per.second}, after OpenTelemetry's rules for Prometheus.
   *
   * @return the words with dots between them; null for a pure number and for counted things such as
   *     {@code {task}}
   */
  public @Nullable String unitWord() {
    return Units.word(unit);
  }

  private static boolean isDotted(String name) {
    return isMadeOf(name, 'a', 'z', '.');
  }

  /** Tools that write names in capitals have no dots in them. */
  private static boolean isForeign(String name) {
    return isMadeOf(name, 'A', 'Z', '_');
  }

  private static boolean isMadeOf(String name, char first, char last, char separator) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= first && c <= last;
      boolean inside = i > 0 && ((c >= '0' && c <= '9') || c == '_' || c == separator);
      if (!letter && !inside) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /**
   * A value that goes up and down.
   *
   * @param name the metric's name
   * @param unit its unit
   * @param description one sentence
   * @return the metric
   */
  public static Metric gauge(String name, String unit, String description) {
    return new Metric(name, unit, Kind.GAUGE, description);
  }

  /**
   * A sum that only grows.
   *
   * @param name the metric's name
   * @param unit its unit
   * @param description one sentence
   * @return the metric
   */
  public static Metric counter(String name, String unit, String description) {
    return new Metric(name, unit, Kind.COUNTER, description);
  }

  /**
   * Counts by size.
   *
   * @param name the metric's name
   * @param unit its unit
   * @param description one sentence
   * @return the metric
   */
  public static Metric histogram(String name, String unit, String description) {
    return new Metric(name, unit, Kind.HISTOGRAM, description);
  }
}

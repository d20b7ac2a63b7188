package io.health4j.prometheus;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The text formats that Prometheus reads. */
public enum ScrapeFormat {
  /** Prometheus' own, version 0.0.4. */
  TEXT("text/plain; version=0.0.4; charset=utf-8"),
  /** OpenMetrics 1.0.0, which has units and exemplars. */
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String contentType;

  ScrapeFormat(String contentType) {
    this.contentType = contentType;
  }

  /**
   * What an answer in this format says that it is.
   *
   * @return the value of the header {@code Content-Type}
   */
  public String contentType() {
    return contentType;
  }

  /**
   * The format that a client would rather have: OpenMetrics where it is named with a quality that
   * is not below that of {@code text/plain}, as Prometheus does. What can be read by eye is the
   * answer to all else: to browsers, to {@code *}{@code /*}, to no header, and to one that is not
   * understood.
   *
   * @param acceptHeader the value of the header {@code Accept}; null when there is none
   * @return the format to answer in
   */
  public static ScrapeFormat negotiate(@Nullable String acceptHeader) {
    double text = 0;
    double openMetrics = 0;
    for (String range : (acceptHeader == null ? "" : acceptHeader).split(",", -1)) {
      String[] parts = range.toLowerCase(Locale.ROOT).split(";", -1);
      String type = parts[0].strip();
      if (type.equals("application/openmetrics-text") && hasVersion(parts, "1.")) {
        openMetrics = Math.max(openMetrics, quality(parts));
      } else if (type.equals("text/plain") && hasVersion(parts, "0.0.4")) {
        text = Math.max(text, quality(parts));
      }
    }
    return openMetrics > 0 && openMetrics >= text ? OPEN_METRICS : TEXT;
  }

  private static boolean hasVersion(String[] parts, String start) {
    String version = parameter(parts, "version");
    return version == null || version.startsWith(start);
  }

  private static double quality(String[] parts) {
    String quality = parameter(parts, "q");
    try {
      return quality == null ? 1 : Double.parseDouble(quality);
    } catch (NumberFormatException e) {
      return 0; // as if it were not there
    }
  }

  private static @Nullable String parameter(String[] parts, String name) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith(name + "=")) {
        return parameter.substring(name.length() + 1).replace("\"", "").strip();
      }
    }
    return null;
  }
}

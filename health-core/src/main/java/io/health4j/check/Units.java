package io.health4j.check;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * UCUM units, in which metrics are described, in the words that metrics systems append to names.
 * They are those of OpenTelemetry's rules for Prometheus.
 */
final class Units {

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("s", "seconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("us", "microseconds"),
          Map.entry("ns", "nanoseconds"),
          Map.entry("min", "minutes"),
          Map.entry("h", "hours"),
          Map.entry("d", "days"),
          Map.entry("By", "bytes"),
          Map.entry("KiBy", "kibibytes"),
          Map.entry("MiBy", "mebibytes"),
          Map.entry("GiBy", "gibibytes"),
          Map.entry("bit", "bits"),
          Map.entry("Cel", "celsius"),
          Map.entry("Hz", "hertz"),
          Map.entry("V", "volts"),
          Map.entry("A", "amperes"),
          Map.entry("W", "watts"),
          Map.entry("J", "joules"),
          Map.entry("g", "grams"),
          Map.entry("m", "meters"),
          Map.entry("%", "percent"));

  private Units() {}

  /** The word for a unit; null for a pure number and for counted things such as {@code {task}}. */
  static @Nullable String word(String unit) {
    int slash = unit.indexOf('/');
    if (slash > 0) {
      String top = word(unit.substring(0, slash));
      String per = "per." + single(unit.substring(slash + 1));
      return top == null ? per : top + "." + per;
    } else if (unit.equals("1") || unit.startsWith("{")) {
      return null;
    }
    return WORDS.getOrDefault(unit, unit.toLowerCase(Locale.ROOT));
  }

  private static String single(String unit) {
    String word = WORDS.getOrDefault(unit, unit.toLowerCase(Locale.ROOT));
    return word.endsWith("s") && !word.equals("celsius")
        ? word.substring(0, word.length() - 1)
        : word;
  }
}

package io.health4j.prometheus;

import io.health4j.check.Attributes;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The words of PromQL. */
final class Promql {

  /** Prometheus gives these to a scrape, and renames the labels of that name in it. */
  private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

  /** What a regular expression takes for more than itself. */
  private static final String SPECIAL = "\\.+*?()|[]{}^$";

  private static final MathContext DIGITS = new MathContext(15);

  private Promql() {}

  /** The series of a name with some labels. */
  static String series(String name, Attributes where, String... matchers) {
    List<String> all = new ArrayList<>(List.of(matchers));
    for (var tag : where.entries()) {
      all.add(matcher(tag.getKey(), tag.getValue()));
    }
    return all.isEmpty() ? name : name + "{" + String.join(",", all) + "}";
  }

  /** A tag with a value, or with any that begins as one that ends with {@code *}, but not none. */
  static String matcher(String tag, String value) {
    if (value.equals("*")) {
      return label(tag) + "!=\"\"";
    }
    return value.endsWith("*")
        ? label(tag) + "=~" + quoted(literal(value.substring(0, value.length() - 1)) + ".*")
        : label(tag) + "=" + quoted(value);
  }

  static String label(String tag) {
    String label = PrometheusNames.label(tag);
    return OF_THE_SCRAPE.contains(label) ? "exported_" + label : label;
  }

  static String quoted(String value) {
    return Yaml.quoted(value);
  }

  private static String literal(String text) {
    var literal = new StringBuilder();
    text.codePoints()
        .forEach(c -> literal.append(SPECIAL.indexOf(c) < 0 ? "" : "\\").appendCodePoint(c));
    return literal.toString();
  }

  /** No exponent, and as many digits as every number keeps: 0.105 is no 0.10500000000000001. */
  static String number(double value) {
    return plain(BigDecimal.valueOf(value).round(DIGITS));
  }

  static String percent(double ratio) {
    return plain(BigDecimal.valueOf(ratio).round(DIGITS).movePointRight(2)) + "%";
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  /** In the largest of these units that is exact; milliseconds are rounded up. */
  static String duration(Duration duration) {
    long millis = duration.plusNanos(999_999).toMillis();
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}

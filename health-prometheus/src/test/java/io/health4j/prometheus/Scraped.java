package io.health4j.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scrape in Prometheus' text format, as a server takes it in: series by name and labels, where a
 * label without a value is none; and what is told of each family. It refuses what a server would.
 */
final class Scraped {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (NaN|[+-]Inf|[-+0-9.eE]+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"(,|$)");

  /** By name and labels, as {@code health_score{target=a}}. */
  final Map<String, Double> values = new TreeMap<>();

  final Map<String, String> types = new TreeMap<>();
  final Map<String, String> helps = new TreeMap<>();

  /** The families that have a value. */
  final List<String> families = new ArrayList<>();

  Scraped(String text) {
    String family = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("# ")) {
        String[] words = line.split(" ", 4);
        family = words[2];
        (words[1].equals("TYPE") ? types : helps).put(family, words[3]);
      } else if (!line.isEmpty()) {
        add(family, line);
      }
    }
  }

  private void add(String family, String line) {
    Matcher matcher = SAMPLE.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("no sample: " + line);
    }
    String name = matcher.group(1);
    if (!name.equals(family) && !name.matches(Pattern.quote(family) + "_(count|sum)")) {
      throw new AssertionError("not among its family: " + line);
    }
    double value = Double.parseDouble(matcher.group(3).replace("Inf", "Infinity"));
    if (values.put(name + labels(matcher.group(2)), value) != null) {
      throw new AssertionError("told twice: " + line);
    }
    if (!Double.isNaN(value) && !families.contains(family)) {
      families.add(family);
    }
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher matcher = LABEL.matcher(text == null ? "" : text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      if (labels.put(matcher.group(1), matcher.group(2)) != null) {
        throw new AssertionError("label twice: " + text);
      }
      end = matcher.end();
    }
    if (text != null && end != text.length()) {
      throw new AssertionError("no labels: " + text);
    }
    labels.values().removeIf(String::isEmpty);
    return labels;
  }

  /** The series that have a value, but for those of some names. */
  Map<String, Double> present(String... without) {
    Map<String, Double> present = new TreeMap<>(values);
    present.values().removeIf(value -> Double.isNaN(value));
    for (String name : without) {
      present.keySet().removeIf(series -> series.startsWith(name + "{"));
    }
    return present;
  }
}

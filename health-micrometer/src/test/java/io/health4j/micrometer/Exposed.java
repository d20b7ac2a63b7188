package io.health4j.micrometer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scrape in the Prometheus text format, read line by line. It refuses what a Prometheus server
 * would: a line that is none, a series told twice, a sample before its type.
 */
final class Exposed {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (NaN|[+-]Inf|[-+0-9.eE]+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"(,|$)");

  record Sample(String name, Map<String, String> labels, double value) {}

  final List<Sample> samples = new ArrayList<>();
  final Map<String, String> types = new HashMap<>();

  Exposed(String text) {
    Set<Object> seen = new HashSet<>();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("# TYPE ")) {
        String[] words = line.split(" ", -1);
        types.put(words[2], words[3]);
      } else if (!line.isEmpty() && !line.startsWith("# HELP ")) {
        Sample sample = sample(line);
        if (!seen.add(List.of(sample.name(), sample.labels()))) {
          throw new AssertionError("told twice: " + line);
        }
        samples.add(sample);
      }
    }
  }

  private Sample sample(String line) {
    Matcher matcher = SAMPLE.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("no sample: " + line);
    }
    String name = matcher.group(1);
    if (!types.containsKey(name) && !types.containsKey(name.replaceAll("_(count|sum)$", ""))) {
      throw new AssertionError("no type before: " + line);
    }
    String value = matcher.group(3).replace("Inf", "Infinity");
    return new Sample(name, labels(matcher.group(2)), Double.parseDouble(value));
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
    return labels;
  }

  /**
   * The one value of a series that has at least these labels; fails unless there is exactly one.
   */
  double value(String name, String... labels) {
    List<Sample> found = find(name, labels);
    if (found.size() != 1) {
      throw new AssertionError("not one but " + found + " in " + samples);
    }
    return found.get(0).value();
  }

  List<Sample> find(String name, String... labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> has(sample, labels))
        .toList();
  }

  private static boolean has(Sample sample, String... labels) {
    for (int i = 0; i < labels.length; i += 2) {
      if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
        return false;
      }
    }
    return true;
  }
}

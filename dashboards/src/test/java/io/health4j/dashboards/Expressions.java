package io.health4j.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The PromQL of the committed dashboards, as Grafana would send it. */
final class Expressions {

  static final Path DOCS = Path.of("../docs");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TEXTS = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern BRACES = Pattern.compile("\\{[^}]*}");
  private static final Pattern LABELS =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern NAME =
      Pattern.compile(
          "(?<![\\w:])(?:(?:health|system|loop|jvm|hw|process|container)_\\w+|health:[\\w:]+)");

  private Expressions() {}

  /** The files with an ending in a folder of the docs, in order. */
  static List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> all = Files.list(DOCS.resolve(folder))) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  /** Each expression of each dashboard, by where it stands. */
  static Map<String, String> ofDashboards() throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    for (Path file : files("grafana", ".json")) {
      JsonNode dashboard = JSON.readTree(file.toFile());
      collect(String.valueOf(file.getFileName()), dashboard, values(dashboard), all);
    }
    return all;
  }

  private static void collect(
      String place, JsonNode node, Map<String, String> values, Map<String, String> all) {
    String here = node.hasNonNull("title") ? place + " / " + node.get("title").asText() : place;
    if (node.path("expr").isTextual()) {
      all.put(here + " #" + all.size(), filled(node.get("expr").asText(), values));
    }
    node.forEach(child -> collect(here, child, values, all));
  }

  /** What Grafana would put for each variable, longest names first. */
  private static Map<String, String> values(JsonNode dashboard) {
    var values = new ArrayList<Map.Entry<String, String>>();
    values.add(Map.entry("__rate_interval", "10s"));
    values.add(Map.entry("__interval", "10s"));
    values.add(Map.entry("__range", "1m"));
    for (JsonNode variable : dashboard.path("templating").path("list")) {
      boolean typed = variable.path("type").asText().equals("textbox");
      values.add(
          Map.entry(
              variable.path("name").asText(), typed ? variable.path("query").asText() : ".*"));
    }
    values.sort(Comparator.comparing((Map.Entry<String, String> e) -> -e.getKey().length()));
    Map<String, String> sorted = new LinkedHashMap<>();
    values.forEach(value -> sorted.put(value.getKey(), value.getValue()));
    return sorted;
  }

  private static String filled(String expression, Map<String, String> values) {
    String text = expression;
    for (Map.Entry<String, String> value : values.entrySet()) {
      String name = Pattern.quote(value.getKey());
      text =
          text.replaceAll(
              "\\$(?:\\{" + name + "(?::\\w+)?}|" + name + "\\b)",
              Matcher.quoteReplacement(value.getValue()));
    }
    return text;
  }

  /** The metrics that an expression names. */
  static Set<String> metrics(String expression) {
    String text = TEXTS.matcher(expression).replaceAll("");
    text = BRACES.matcher(text).replaceAll("");
    text = LABELS.matcher(text).replaceAll("");
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }
}

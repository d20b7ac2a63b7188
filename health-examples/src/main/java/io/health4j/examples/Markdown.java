package io.health4j.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A text in Markdown, line by line. Not thread-safe. */
final class Markdown {

  private final List<String> lines = new ArrayList<>();

  Markdown heading(String text) {
    return blank().line("## " + text);
  }

  Markdown line(String text) {
    lines.add(text);
    return this;
  }

  Markdown blank() {
    return line("");
  }

  /** A table; each row has as many cells as the header. */
  Markdown table(List<String> header, List<List<String>> rows) {
    blank().row(header);
    line("|" + "---|".repeat(header.size()));
    rows.forEach(this::row);
    return blank();
  }

  private void row(List<String> cells) {
    line(cells.stream().map(Markdown::cell).collect(Collectors.joining(" | ", "| ", " |")));
  }

  private static String cell(String text) {
    return Arrays.stream(text.split("\\R", -1))
        .collect(Collectors.joining(" "))
        .replace("|", "\\|");
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}

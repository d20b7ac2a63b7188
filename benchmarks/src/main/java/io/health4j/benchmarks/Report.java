package io.health4j.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a program saw: a table for people, and figures for scripts. */
final class Report {

  private static final String GAP = "   ";

  private final String program;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Double> figures = new LinkedHashMap<>();

  Report(String program) {
    this.program = program;
  }

  /** Tells at once, on stderr, what is under way: some programs take minutes. */
  void progress(String text) {
    System.err.println("bench: " + program + ": " + text);
  }

  /** A row of the table; the first is its head. Numbers are rounded. */
  void row(Object... cells) {
    var texts = new ArrayList<String>();
    for (Object cell : cells) {
      texts.add(cell instanceof Double number ? text(number) : String.valueOf(cell));
    }
    rows.add(texts);
  }

  /** A line below the table. */
  void note(String text) {
    notes.add(text);
  }

  /** A line of its own at the end: {@code figure PROGRAM.NAME VALUE}. */
  void figure(String name, double value) {
    figures.put(name, value);
  }

  void print(PrintStream out) {
    out.printf(
        "%s, on %d processors, %s %s, Java %s%n%n",
        program,
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.version"));
    rows.forEach(row -> out.println(line(row)));
    out.println();
    notes.forEach(out::println);
    figures.forEach(
        (name, value) -> out.println("figure " + program + "." + name + " " + text(value)));
  }

  private String line(List<String> row) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      int column = i;
      int width =
          rows.stream()
              .filter(each -> each.size() > column)
              .mapToInt(each -> each.get(column).length())
              .max()
              .orElse(1);
      line.append(i == 0 ? "" : GAP)
          .append(String.format(Locale.ROOT, "%" + (i == 0 ? "-" : "") + width + "s", row.get(i)));
    }
    return line.toString().stripTrailing();
  }

  /** Four digits or more, without an exponent. */
  static String text(double value) {
    double size = Math.abs(value);
    int decimals = size >= 1_000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 5;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}

package io.health4j.prometheus;

/**
 * YAML of the few shapes that rule files have. Every text is quoted, and whatever a reader could
 * take for something else is escaped, so no name can break out of its place. Not thread-safe.
 */
final class Yaml {

  private final StringBuilder text = new StringBuilder();

  /** A line as it is, at a depth of two spaces each. */
  Yaml line(int depth, String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
    return this;
  }

  /** A key, which must be a plain word, and a text. */
  Yaml text(int depth, String key, String value) {
    return line(depth, key + ": " + quoted(value));
  }

  /** A key and lines that are kept as they are. They must be printable, none may be empty. */
  Yaml block(int depth, String key, String lines) {
    line(depth, key + ": |-");
    lines.lines().forEach(line -> line(depth + 1, line));
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** In double quotes, on one line. */
  static String quoted(String value) {
    var quoted = new StringBuilder("\"");
    value.codePoints().forEach(c -> escape(quoted, c));
    return quoted.append('"').toString();
  }

  /**
   * As YAML, Go and PromQL write a character between double quotes: all three know these escapes.
   */
  static void escape(StringBuilder out, int c) {
    if (c == '"' || c == '\\') {
      out.append('\\').appendCodePoint(c);
    } else if (c == '\n') {
      out.append("\\n");
    } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      out.append("\\ufffd"); // half a character, which no encoding has
    } else if (isPlain(c)) {
      out.appendCodePoint(c);
    } else {
      out.append(String.format(c > 0xffff ? "\\U%08x" : "\\u%04x", c));
    }
  }

  private static boolean isPlain(int c) {
    return c >= ' '
        && switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.PRIVATE_USE,
              Character.UNASSIGNED ->
              false;
          default -> true;
        };
  }
}

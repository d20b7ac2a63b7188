package io.health4j.examples;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Where output goes. Whether it is a terminal, and how large, the start script knows better than
 * Java does, and tells in system properties.
 *
 * @param out where to print
 * @param live whether it is a terminal that can be painted anew
 * @param rows its height
 * @param columns its width
 * @param unicode whether it can show bars
 * @param paint how statuses are painted
 */
record Terminal(
    PrintStream out, boolean live, int rows, int columns, boolean unicode, Paint paint) {

  /** No line of a log is longer, and no table wider. */
  static final int WIDTH = 100;

  static Terminal detect() {
    Charset charset = charset();
    boolean live = Boolean.getBoolean("demo.terminal");
    return new Terminal(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset),
        live,
        size("demo.rows", 30),
        Math.min(WIDTH, size("demo.columns", WIDTH)),
        charset.equals(StandardCharsets.UTF_8),
        live && System.getenv("NO_COLOR") == null ? Paint.COLOURS : Paint.PLAIN);
  }

  /** A log for a test. */
  static Terminal plain(PrintStream out) {
    return new Terminal(out, false, 30, WIDTH, false, Paint.PLAIN);
  }

  private static int size(String property, int otherwise) {
    int given = Integer.getInteger(property, 0);
    return given > 0 ? given : otherwise;
  }

  private static Charset charset() {
    String name = System.getProperty("native.encoding", "UTF-8");
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.US_ASCII;
  }
}

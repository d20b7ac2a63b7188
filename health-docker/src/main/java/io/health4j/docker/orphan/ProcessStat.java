package io.health4j.docker.orphan;

import java.util.List;

/**
 * What {@code /proc/PID/stat} tells of a process; proc(5) numbers the fields.
 *
 * @param pid field 1
 * @param state field 3
 * @param threads field 20
 * @param start field 22, in clock ticks since the boot
 */
record ProcessStat(long pid, char state, long threads, long start) {

  /** The fields after the name begin with the third. */
  private static final int AFTER_NAME = 3;

  /**
   * Reads a line. The name stands in parentheses and may hold anything, also parentheses, spaces
   * and line ends: the last closing one ends it.
   *
   * @param line the content
   * @return what it tells
   * @throws IllegalArgumentException when it is no such line
   */
  static ProcessStat parse(String line) {
    int open = line.indexOf(" (");
    int close = line.lastIndexOf(") ");
    if (open < 0 || close < open) {
      throw new IllegalArgumentException("no process name in a stat of " + line.length());
    }
    List<String> fields = List.of(line.substring(close + 2).trim().split(" ", -1));
    if (fields.size() <= 22 - AFTER_NAME || fields.get(0).length() != 1) {
      throw new IllegalArgumentException("too few fields in a stat: " + fields.size());
    }
    return new ProcessStat(
        Long.parseLong(line.substring(0, open)),
        fields.get(0).charAt(0),
        Long.parseLong(fields.get(20 - AFTER_NAME)),
        Long.parseLong(fields.get(22 - AFTER_NAME)));
  }

  /** Whether it runs no more. A first thread that ended before the others looks like a zombie. */
  boolean dead() {
    return state == 'X' || state == 'x' || (state == 'Z' && threads <= 1);
  }
}

package io.health4j.docker.usage;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One small file of the kernel's at a time, in a buffer that is used again. Numbers are taken from
 * the bytes, since thousands are read each round.
 *
 * <p>The kernel ends each number with a space or a line's end. One that has neither was cut off,
 * and is not taken: half of a number is a wrong number.
 */
final class KernelFile {

  /** Instead of a number: there is none, or one that no kernel writes. */
  static final long NONE = -1;

  /** As much as the JDK reads without asking for memory. */
  private static final int CHUNK = 8192;

  /** What hundreds of disks or networks take; a longer file counts as unreadable. */
  private static final int MOST = 1 << 16;

  private byte[] buffer = new byte[CHUNK];
  private int length;

  /**
   * Reads a file in place of the last one.
   *
   * @return whether it could be read, all of it
   */
  boolean read(String path) {
    length = 0;
    try (FileInputStream in = new FileInputStream(path)) {
      int got = 0;
      while (got >= 0 && length < MOST) {
        makeRoom();
        got = in.read(buffer, length, Math.min(CHUNK, buffer.length - length));
        length += Math.max(0, got);
      }
      return got < 0;
    } catch (IOException e) {
      // It ended, was never there, or is not for us: all the same here.
      return false;
    }
  }

  private void makeRoom() {
    if (length == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * length);
    }
  }

  /** How many bytes were read. */
  int length() {
    return length;
  }

  /** The file's text. */
  String text() {
    return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** The number that the file begins with. */
  long number() {
    return numberAt(0);
  }

  /** The number in the line {@code key number}. */
  long valueOf(String key) {
    for (int line = 0; line < length; line = nextLine(line)) {
      int end = line + key.length();
      if (end < length && buffer[end] == ' ' && isAt(line, key)) {
        return numberAt(end + 1);
      }
    }
    return NONE;
  }

  /** The sum of all numbers that follow these words; 0 when the words are nowhere. */
  long sumAfter(String words) {
    long sum = 0;
    for (int at = 0; at < length; at++) {
      if (buffer[at] == words.charAt(0) && isAt(at, words)) {
        sum = sum(sum, numberAt(at + words.length()));
      }
    }
    return sum;
  }

  /** Adds, when both are numbers. */
  static long sum(long one, long other) {
    long sum = one + other;
    return one == NONE || other == NONE || sum < 0 ? NONE : sum;
  }

  /** Where the line after the one that holds this place begins; the length when there is none. */
  int nextLine(int from) {
    int at = from;
    while (at < length && buffer[at] != '\n') {
      at++;
    }
    return Math.min(length, at + 1);
  }

  /** The number that is the word after so many others. */
  long word(int from, int before) {
    int at = wordStart(from);
    for (int i = 0; i < before; i++) {
      at = wordStart(skip(at, false));
    }
    return numberAt(at);
  }

  /** Where the next word begins; the line's end when there is none. */
  int wordStart(int from) {
    return skip(from, true);
  }

  private int skip(int from, boolean spaces) {
    int at = from;
    while (at < length && buffer[at] != '\n' && (buffer[at] == ' ') == spaces) {
      at++;
    }
    return at;
  }

  /** The first place of a byte in a line; −1 when it is not there. */
  int find(char wanted, int line) {
    for (int at = line; at < length && buffer[at] != '\n'; at++) {
      if (buffer[at] == wanted) {
        return at;
      }
    }
    return -1;
  }

  /** Whether these words stand there. */
  boolean isAt(int from, String words) {
    if (words.length() > length - from) {
      return false;
    }
    for (int i = 0; i < words.length(); i++) {
      if (buffer[from + i] != words.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private long numberAt(int from) {
    long value = 0;
    int at = from;
    for (; at < length && buffer[at] >= '0' && buffer[at] <= '9'; at++) {
      int digit = buffer[at] - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        return NONE;
      }
      value = 10 * value + digit;
    }
    boolean ends = at > from && at < length && (buffer[at] == '\n' || buffer[at] == ' ');
    return ends ? value : NONE;
  }
}

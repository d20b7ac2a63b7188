package io.health4j.prometheus;

import java.nio.charset.StandardCharsets;

/**
 * Numbers as text, without garbage: whole ones digit by digit, others as {@link ShortestDecimal}
 * has them; very large and very small ones with an exponent. A reader gets back exactly the double
 * that was written.
 */
final class DecimalText {

  /** No number is longer: sign, 17 digits, point, zeros before them, or an exponent. */
  static final int LONGEST = 26;

  private static final double LARGEST_WHOLE = 1L << 53;
  private static final int MOST_ZEROS = 4;
  private static final int EIGHT_DIGITS = 100_000_000;
  private static final byte[] NAN = ascii("NaN");
  private static final byte[] INFINITE = ascii("+Inf");
  private static final byte[] MINUS_INFINITE = ascii("-Inf");
  private static final byte[] PAIRS = new byte[200];
  private static final long[] POWERS = new long[19];

  static {
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private DecimalText() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Writes a number, and answers where it ends; there must be room for {@link #LONGEST}. */
  static int write(double value, byte[] to, int start) {
    if (!Double.isFinite(value)) {
      byte[] word = Double.isNaN(value) ? NAN : value > 0 ? INFINITE : MINUS_INFINITE;
      System.arraycopy(word, 0, to, start, word.length);
      return start + word.length;
    }
    long bits = Double.doubleToRawLongBits(value);
    int at = start;
    if (bits < 0) {
      to[at++] = '-';
    }
    double size = Math.abs(value);
    long whole = (long) size;
    return whole == size && size < LARGEST_WHOLE
        ? writeWhole(whole, to, at)
        : writeFraction(bits & Long.MAX_VALUE, to, at);
  }

  private static int writeWhole(long value, byte[] to, int start) {
    int end = start + length(value);
    digits(value, to, start, end);
    return end;
  }

  private static int writeFraction(long bits, byte[] to, int start) {
    int exponent = ShortestDecimal.exponent(bits);
    long digits = ShortestDecimal.digits(bits, exponent);
    while (digits % 10 == 0) {
      digits /= 10;
      exponent++;
    }
    int length = length(digits);
    int point = length + exponent; // how many digits stand before it
    if (point > 0 && exponent < 0) {
      return withPoint(digits, length, point, to, start);
    } else if (point <= 0 && point > -MOST_ZEROS) {
      return withZeros(digits, length, -point, to, start);
    }
    return withExponent(digits, length, point - 1, to, start);
  }

  private static int withPoint(long digits, int length, int point, byte[] to, int start) {
    int end = start + length + 1;
    digits(digits, to, start + 1, end);
    for (int i = start; i < start + point; i++) {
      to[i] = to[i + 1];
    }
    to[start + point] = '.';
    return end;
  }

  private static int withZeros(long digits, int length, int zeros, byte[] to, int start) {
    int at = start;
    to[at++] = '0';
    to[at++] = '.';
    for (int i = 0; i < zeros; i++) {
      to[at++] = '0';
    }
    digits(digits, to, at, at + length);
    return at + length;
  }

  private static int withExponent(long digits, int length, int exponent, byte[] to, int start) {
    int at = length > 1 ? withPoint(digits, length, 1, to, start) : writeWhole(digits, to, start);
    to[at++] = 'e';
    to[at++] = (byte) (exponent < 0 ? '-' : '+');
    return writeWhole(Math.abs(exponent), to, at);
  }

  private static int length(long value) {
    int estimate = ((64 - Long.numberOfLeadingZeros(value | 1)) * 1233) >> 12; // times log10(2)
    return value < POWERS[estimate] ? Math.max(estimate, 1) : estimate + 1;
  }

  /** Fills a place with the digits of a value that has so many. */
  private static void digits(long value, byte[] to, int start, int end) {
    long rest = value;
    int at = end;
    while (rest >= EIGHT_DIGITS) {
      long upper = rest / EIGHT_DIGITS;
      int lower = (int) (rest - upper * EIGHT_DIGITS);
      at -= 8;
      pair(lower / 1_000_000, to, at);
      pair(lower / 10_000 % 100, to, at + 2);
      pair(lower / 100 % 100, to, at + 4);
      pair(lower % 100, to, at + 6);
      rest = upper;
    }
    int few = (int) rest;
    while (at - start >= 2) {
      at -= 2;
      pair(few % 100, to, at);
      few /= 100;
    }
    if (at > start) {
      to[start] = (byte) ('0' + few);
    }
  }

  private static void pair(int value, byte[] to, int at) {
    to[at] = PAIRS[2 * value];
    to[at + 1] = PAIRS[2 * value + 1];
  }
}

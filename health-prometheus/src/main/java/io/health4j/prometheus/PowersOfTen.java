package io.health4j.prometheus;

import java.math.BigInteger;

/**
 * 10^n for each n that a double can need, in 126 bits: {@code 10^n ≈ g · 2^-shift} where g lies
 * from 2^125 to 2^126 and is rounded up. In two words of 63 bits, so that signed multiplication
 * does.
 */
final class PowersOfTen {

  /** 10^-292 scales the largest double to 17 digits, 10^324 the smallest to one. */
  private static final int FIRST = -292;

  private static final int LAST = 324;
  private static final int BITS = 126;
  private static final int WORD = 63;

  /** log2(10) with 32 bits behind the point, which is exact enough by far for the n above. */
  private static final long LOG2_OF_10 = (long) (Math.log(10) / Math.log(2) * (1L << 32));

  private static final long[] HIGH = new long[LAST - FIRST + 1];
  private static final long[] LOW = new long[LAST - FIRST + 1];

  static {
    BigInteger mask = BigInteger.ONE.shiftLeft(WORD).subtract(BigInteger.ONE);
    for (int n = FIRST; n <= LAST; n++) {
      BigInteger g = scaled(n).add(BigInteger.ONE);
      HIGH[n - FIRST] = g.shiftRight(WORD).longValueExact();
      LOW[n - FIRST] = g.and(mask).longValueExact();
    }
  }

  private PowersOfTen() {}

  private static BigInteger scaled(int n) {
    BigInteger power = BigInteger.TEN.pow(Math.abs(n));
    int length = power.bitLength();
    return n >= 0
        ? power.shiftLeft(BITS).shiftRight(length)
        : BigInteger.ONE.shiftLeft(BITS - 1 + length).divide(power);
  }

  /** The largest b for which 2^b is no larger than 10^n. */
  static int floorLog2(int n) {
    return (int) ((n * LOG2_OF_10) >> 32);
  }

  /** The upper 63 bits of g. */
  static long high(int n) {
    return HIGH[n - FIRST];
  }

  /** The lower 63 bits of g. */
  static long low(int n) {
    return LOW[n - FIRST];
  }
}

package io.health4j.prometheus;

/**
 * The shortest decimal that reads back as a given double, and of those the closest to it.
 *
 * <p>The idea is that of Raffaello Giulietti, "The Schubfach way to render doubles" (2020). A
 * double c·2^q stands for all numbers that round to it: an interval that reaches half way to each
 * of its neighbours. Choose the power 10^k that is no wider than this interval while 10^(k+1) is
 * wider. By the pigeonhole principle the interval then holds at least one multiple of 10^k and at
 * most one multiple of 10^(k+1). If there is one of the latter it is the shortest; otherwise it is
 * one of the two multiples of 10^k around the double, of which the closer is taken.
 *
 * <p>So all that is needed are three numbers in units of 10^k: the double and the two ends of its
 * interval. They are computed in quarters of a unit, with one multiplication by a power of ten of
 * 126 bits each. What is cut off below is only kept as "there was something": the result's last bit
 * is then set ("rounding to odd"), so that it compares with whole quarters as the true number
 * would. The paper proves that 126 bits are enough for that.
 *
 * <p>This saves time and garbage: a number costs a few multiplications, and no object.
 */
final class ShortestDecimal {

  private static final int FRACTION_BITS = 52;
  private static final long HIDDEN_BIT = 1L << FRACTION_BITS;

  /** Of subnormal doubles, and of the smallest normal ones. */
  private static final int LEAST_EXPONENT = -1074;

  /** Logarithms with 32 bits behind the point, exact enough by far for doubles' exponents. */
  private static final long LOG10_OF_2 = (long) (Math.log10(2) * (1L << 32));

  private static final long LOG10_OF_3_4 = (long) Math.floor(Math.log10(0.75) * (1L << 32));

  private ShortestDecimal() {}

  /** The k of the essay above: of the bits of a positive finite double. */
  static int exponent(long bits) {
    int q = binaryExponent(bits);
    // Below a power of two doubles lie twice as close, so its interval is three quarters as wide.
    return (int) ((q * LOG10_OF_2 + (isUneven(bits) ? LOG10_OF_3_4 : 0)) >> 32);
  }

  /** The decimal in units of 10^k; its last digits may be zeros. */
  static long digits(long bits, int k) {
    long c = significand(bits);
    int shift = binaryExponent(bits) + PowersOfTen.floorLog2(-k) + 2;
    long high = PowersOfTen.high(-k);
    long low = PowersOfTen.low(-k);
    long exact = times(high, low, (4 * c) << shift);
    long odd = c & 1; // an even double also gets what lies exactly half way to its neighbours
    long from = times(high, low, (4 * c - (isUneven(bits) ? 1 : 2)) << shift) + odd;
    long to = times(high, low, (4 * c + 2) << shift) - odd;
    long below = exact / 4;
    long tens = below / 10 * 10;
    boolean lower = from <= 4 * tens;
    boolean upper = 4 * (tens + 10) <= to;
    return below >= 10 && lower != upper
        ? (lower ? tens : tens + 10)
        : closest(exact, below, from, to);
  }

  private static long closest(long exact, long below, long from, long to) {
    boolean lower = from <= 4 * below;
    boolean upper = 4 * (below + 1) <= to;
    if (lower != upper) {
      return lower ? below : below + 1;
    }
    long beyondHalf = exact - (4 * below + 2);
    return beyondHalf < 0 || (beyondHalf == 0 && (below & 1) == 0) ? below : below + 1;
  }

  private static int binaryExponent(long bits) {
    int field = (int) (bits >>> FRACTION_BITS);
    return Math.max(field, 1) - 1 + LEAST_EXPONENT;
  }

  private static long significand(long bits) {
    long fraction = bits & (HIDDEN_BIT - 1);
    return bits >>> FRACTION_BITS == 0 ? fraction : fraction | HIDDEN_BIT;
  }

  /** Whether the double's lower neighbour is closer than its upper one. */
  private static boolean isUneven(long bits) {
    return (bits & (HIDDEN_BIT - 1)) == 0 && bits >>> FRACTION_BITS > 1;
  }

  /** (high·2^63 + low) · factor / 2^127, rounded to odd. */
  private static long times(long high, long low, long factor) {
    long product = high * factor;
    long rest = (product >>> 1) + Math.multiplyHigh(low, factor);
    long whole = Math.multiplyHigh(high, factor) + (rest >>> 63);
    return rest << 1 == 0 ? whole : whole | 1;
  }
}

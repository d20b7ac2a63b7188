package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers read back as they were, and none is longer than it must be. */
class DecimalTextTest {

  private static final int RANDOM = 1_000_000;

  private static final byte[] BUFFER = new byte[DecimalText.LONGEST];

  private static String text(double value) {
    int end = DecimalText.write(value, BUFFER, 0);
    return new String(BUFFER, 0, end, StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "-0.0, -0",
    "1, 1",
    "-17, -17",
    "0.5, 0.5",
    "99.99, 99.99",
    "-4.35, -4.35",
    "0.1, 0.1",
    "0.3333333333333333, 0.3333333333333333",
    "0.0001, 0.0001",
    "0.00001, 1e-5",
    "1.5e-7, 1.5e-7",
    "123456789012, 123456789012",
    "100000000, 100000000",
    "9007199254740991, 9007199254740991",
    "9007199254740992, 9.007199254740992e+15",
    "1e22, 1e+22",
    "1e23, 1e+23",
    "2e-44, 2e-44",
    "4.9e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf"
  })
  void write_number_isAsItReads(double value, String expected) {
    assertThat(text(value)).isEqualTo(expected);
  }

  @Test
  void write_randomBits_readBack() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < RANDOM; i++) {
      readsBack(Double.longBitsToDouble(random.nextLong()));
      readsBack(random.nextDouble());
      readsBack((double) (random.nextLong() >>> random.nextInt(64)));
      readsBack(Double.longBitsToDouble(random.nextLong() >>> 12)); // subnormal
    }
  }

  private static void readsBack(double value) {
    String text = text(value);
    boolean same =
        Double.isFinite(value)
            ? Double.doubleToRawLongBits(Double.parseDouble(text))
                == Double.doubleToRawLongBits(value)
            : List.of("NaN", "+Inf", "-Inf").contains(text);
    if (!same) {
      throw new AssertionError(value + " reads " + text);
    }
  }

  @Test
  void write_powersOfTwoAndTheirNeighbours_areShortest() {
    for (int exponent = Double.MIN_EXPONENT - 52; exponent <= Double.MAX_EXPONENT; exponent++) {
      neighboursAreShortest(Math.scalb(1.0, exponent));
    }
  }

  @Test
  void write_powersOfTenAndTheirNeighbours_areShortest() {
    for (int exponent = -323; exponent <= 308; exponent++) {
      neighboursAreShortest(Double.parseDouble("1e" + exponent));
      neighboursAreShortest(Double.parseDouble("7e" + exponent));
    }
  }

  @Test
  void write_randomNumbers_areShortest() {
    var random = new SplittableRandom(2);
    for (int i = 0; i < RANDOM / 50; i++) {
      isShortest(Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE));
      isShortest(random.nextDouble());
      isShortest(Math.round(random.nextDouble() * 1e6) / 1e4);
    }
  }

  private static void neighboursAreShortest(double value) {
    isShortest(Math.nextDown(value));
    isShortest(value);
    isShortest(Math.nextUp(value));
  }

  /** No decimal with a digit less reads back, and none of as many is closer. */
  private static void isShortest(double value) {
    readsBack(value);
    if (!Double.isFinite(value) || (value == Math.rint(value) && value < 1L << 53)) {
      return; // all digits of whole numbers are written
    }
    var exact = new BigDecimal(value);
    BigDecimal written = new BigDecimal(text(value)).stripTrailingZeros();
    int digits = written.precision();
    for (RoundingMode mode : List.of(RoundingMode.DOWN, RoundingMode.UP)) {
      BigDecimal shorter = digits == 1 ? null : exact.round(new MathContext(digits - 1, mode));
      if (shorter != null && shorter.doubleValue() == value) {
        throw new AssertionError(shorter + " is shorter than " + written);
      }
      BigDecimal other = exact.round(new MathContext(digits, mode));
      if (other.doubleValue() == value && isCloser(other, written, exact)) {
        throw new AssertionError(other + " is closer than " + written);
      }
    }
  }

  private static boolean isCloser(BigDecimal other, BigDecimal written, BigDecimal exact) {
    return exact.subtract(other).abs().compareTo(exact.subtract(written).abs()) < 0;
  }
}

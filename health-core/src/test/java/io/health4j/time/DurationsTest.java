package io.health4j.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0ns",
    "1, 1ns",
    "999, 999ns",
    "1000, 1us",
    "1999, 1.9us",
    "250000000, 250ms",
    "999999999, 999.9ms",
    "1000000000, 1s",
    "5000000000, 5s",
    "60000000000, 60s",
    "119999999999, 119.9s",
    "120000000000, 2min",
    "3599999999999, 59.9min",
    "3600000000000, 1h",
    "5400000000000, 1.5h",
    "86400000000000, 24h",
    "-1500000, -1.5ms"
  })
  void text_eachUnit_isShortAndCut(long nanos, String text) {
    assertThat(Durations.text(nanos)).isEqualTo(text);
    assertThat(Durations.text(Duration.ofNanos(nanos))).isEqualTo(text);
  }

  @Test
  void text_extremes_haveText() {
    assertThat(Durations.text(Long.MAX_VALUE)).isEqualTo("2562047.7h");
    assertThat(Durations.text(Long.MIN_VALUE)).isEqualTo("-2562047.7h");
  }

  @Property
  void text_anyDuration_losesAtMostATenthAndNeverAdds(
      @ForAll @LongRange(min = 0, max = 90_000_000_000_000L) long nanos) {
    String text = Durations.text(nanos);
    double read = nanosOf(text);

    assertThat(read).as(text).isLessThanOrEqualTo(nanos + 0.5);
    assertThat(read).as(text).isGreaterThanOrEqualTo(nanos * 0.9 - 0.5);
  }

  private static double nanosOf(String text) {
    String unit = text.replaceAll("[0-9.]", "");
    double number = Double.parseDouble(text.substring(0, text.length() - unit.length()));
    return switch (unit) {
      case "ns" -> number;
      case "us" -> number * 1e3;
      case "ms" -> number * 1e6;
      case "s" -> number * 1e9;
      case "min" -> number * 60e9;
      case "h" -> number * 3600e9;
      default -> throw new AssertionError("no unit in " + text);
    };
  }

  @Test
  void inRange_bounds_areAllowed() {
    Duration min = Duration.ofMillis(100);
    Duration max = Duration.ofHours(1);

    assertThat(Durations.inRange("interval", min, min, max)).isSameAs(min);
    assertThat(Durations.inRange("interval", max, min, max)).isSameAs(max);
  }

  @Test
  void inRange_tooShort_namesArgumentBoundsAndValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Durations.inRange(
                    "interval", Duration.ofMillis(5), Duration.ofMillis(100), Duration.ofHours(1)))
        .withMessage("interval must be from 100ms to 1h, was 5ms");
  }

  @Test
  void inRange_tooLongByANano_isRefused() {
    Duration over = Durations.MAX.plusNanos(1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.inRange("lapse", over, Durations.MIN, Durations.MAX))
        .withMessage("lapse must be from 1ms to 24h, was 24h");
  }

  @Test
  void inRange_zeroAndNegative_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.inRange("a", Duration.ZERO, Durations.MIN, Durations.MAX))
        .withMessageEndingWith("was 0ns");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Durations.inRange("a", Duration.ofSeconds(-3), Durations.MIN, Durations.MAX))
        .withMessageEndingWith("was -3s");
  }

  @Test
  void inRange_longerThanALongOfNanos_isRefusedByName() {
    Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.inRange("interval", endless, Durations.MIN, Durations.MAX))
        .withMessage("interval must be from 1ms to 24h, was 2562047788015215h");
  }
}

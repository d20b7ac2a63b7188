package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Finding;
import io.health4j.check.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.0 s",
    "7900, 7.9 s",
    "60000, 1 min 0 s",
    "3599000, 59 min 59 s",
    "7500000, 2 h 5 min"
  })
  void span_anyLength_isShort(long millis, String text) {
    assertThat(Texts.span(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"18000, 18 KB", "155e6, 155 MB", "25e9, 25 GB"})
  void bytes_anySize_isShort(double bytes, String text) {
    assertThat(Texts.bytes(bytes)).isEqualTo(text);
  }

  @Test
  void finding_withAll_namesValueLimitAndRemedy() {
    var finding =
        Finding.of("disk-full", "/data", Status.WARNING)
            .value(0.834)
            .limit(0.8, "default")
            .remedy("Remove files");

    assertThat(Texts.finding(finding)).isEqualTo("disk-full /data 0.83 (limit 0.80): Remove files");
  }

  @Test
  void finding_bare_isItsCondition() {
    assertThat(Texts.finding(Finding.of("gone", "", Status.CRITICAL))).isEqualTo("gone");
  }

  @Test
  void fold_longLine_goesOnBelowItsText() {
    String line = Texts.stamped(Duration.ofSeconds(3), "one two three four");

    assertThat(Texts.fold(line, 22))
        .containsExactly("     3.0 s  one two", "            three four");
  }

  @Test
  void fold_shortLine_staysAsItIs() {
    assertThat(Texts.fold("short", 22)).containsExactly("short");
  }
}

package io.health4j.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "30, PT30S",
    "' 30 ', PT30S",
    "3600, PT1H",
    "3601, PT1H",
    "999999999, PT1H",
    "99999999999999999999999, PT1H",
    "'Sun, 22 Nov 2026 10:02:00 GMT', PT2M",
    "'Sun, 22 Nov 2026 18:00:00 GMT', PT1H",
    "'Sun, 22 Nov 2026 09:59:00 GMT', PT0S",
    "'Sun, 06 Nov 1994 08:49:37 GMT', PT0S"
  })
  void read_secondsOrDate_isBoundedWait(String header, Duration wait) {
    assertThat(RetryAfter.read(header, NOW)).isEqualTo(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-5", "1.5", "soon", "2026-11-22T10:02:00Z", "Sun, 99 Nov 2026"})
  void read_whatCannotBeRead_saysNothing(String header) {
    assertThat(RetryAfter.read(header, NOW)).isZero();
  }

  @Test
  void longest_isAsDocumented() {
    assertThat(RetryAfter.LONGEST).isEqualTo(Duration.ofHours(1));
  }
}

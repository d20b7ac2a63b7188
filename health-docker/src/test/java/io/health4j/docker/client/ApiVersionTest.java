package io.health4j.docker.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionTest {

  @ParameterizedTest
  @CsvSource({
    "1.40, 1.12, 1.40",
    "1.41, '', 1.41",
    "1.44, 1.24, 1.44",
    "1.52, 1.44, 1.44",
    "1.60, 1.48, 1.48",
    "2.0, 2.0, 2.0"
  })
  void usable_engine_isTheNearestToTheOneReadHere(String newest, String oldest, String used) {
    assertThat(ApiVersion.parse(newest).orElseThrow().usable(ApiVersion.parse(oldest)))
        .hasToString(used);
  }

  @Test
  void compareTo_minorOfTwoDigits_isANumber() {
    assertThat(new ApiVersion(1, 9)).isLessThan(ApiVersion.OLDEST);
    assertThat(new ApiVersion(2, 0)).isGreaterThan(ApiVersion.ONE_SHOT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "v1.40", "1.40.1", "1.x", "99999.1"})
  void parse_noVersion_isEmpty(String text) {
    assertThat(ApiVersion.parse(text)).isEmpty();
  }
}

package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({
    "s, seconds",
    "ms, milliseconds",
    "By, bytes",
    "Cel, celsius",
    "V, volts",
    "W, watts",
    "Hz, hertz",
    "%, percent",
    "rpm, rpm",
    "By/s, bytes.per.second",
    "{packet}/s, per.second",
    "m/s, meters.per.second",
    "1/min, per.minute",
    "J/Cel, joules.per.celsius"
  })
  void word_unit_isWhatPrometheusNamesSay(String unit, String word) {
    assertThat(Units.word(unit)).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "{task}", "{file_descriptor}"})
  void word_numberOrCount_isNone(String unit) {
    assertThat(Units.word(unit)).isNull();
  }

  @Test
  void word_unknownUnit_isItself() {
    assertThat(Units.word("Pa")).isEqualTo("pa");
  }
}

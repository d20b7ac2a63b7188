package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTest {

  @Test
  void parse_nothing_defaults() {
    var options = DemoOptions.parse();

    assertThat(options.seconds()).isEmpty();
    assertThat(options.port()).isEqualTo(9464);
    assertThat(options.trouble()).isEmpty();
    assertThat(options.seed()).isEqualTo(1);
    assertThat(options.routes()).isEmpty();
    assertThat(options.help()).isFalse();
  }

  @Test
  void parse_everything_isTaken() {
    var options =
        DemoOptions.parse(
            "--seconds", "90", "--seed", "-7", "--trouble", "hung-check", "--port", "0");

    assertThat(options.seconds()).contains(Duration.ofSeconds(90));
    assertThat(options.port()).isZero();
    assertThat(options.trouble()).contains(Trouble.HUNG_CHECK);
    assertThat(options.seed()).isEqualTo(-7);
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void parse_eachTrouble_isKnownAndInTheHelp(Trouble trouble) {
    assertThat(DemoOptions.parse("--trouble", trouble.option()).trouble()).contains(trouble);
    assertThat(Help.TEXT).contains(" " + trouble.option() + " ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void parse_help_isAskedFor(String option) {
    assertThat(DemoOptions.parse(option).help()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1", "604800"})
  void parse_secondsAtTheBounds_areTaken(long seconds) {
    assertThat(DemoOptions.parse("--seconds", "" + seconds).seconds())
        .contains(Duration.ofSeconds(seconds));
  }

  @Test
  void parse_largestPort_isTaken() {
    assertThat(DemoOptions.parse("--port", "65535").port()).isEqualTo(65_535);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "workers            | unknown option 'workers'",
        "--sconds 3         | unknown option '--sconds'",
        "--seconds=3        | unknown option '--seconds=3'",
        "''                 | unknown option ''",
        "--seconds          | --seconds needs a value",
        "--seconds 0        | --seconds must be a whole number from 1 to 604800, was '0'",
        "--seconds 604801   | --seconds must be a whole number from 1 to 604800, was '604801'",
        "--seconds 1.5      | --seconds must be a whole number from 1 to 604800, was '1.5'",
        "--port 65536       | --port must be a whole number from 0 to 65535, was '65536'",
        "--port -1          | --port must be a whole number from 0 to 65535, was '-1'",
        "--seed x           | --seed must be a whole number of 64 bits, was 'x'",
        "--trouble fire     | --trouble must be one of diversity, stall, failures, memory,"
            + " hung-check",
        "--seed 1 --seed 1  | --seed is given twice",
        "--enforce          | unknown option '--enforce'",
      })
  void parse_wrong_isToldInOneLine(String line, String message) {
    assertThatThrownBy(() -> DemoOptions.parse(line.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message)
        .message()
        .doesNotContain("\n");
  }
}

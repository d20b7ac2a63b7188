package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainersOptionsTest {

  private static ContainersOptions parse(String... args) {
    return ContainersOptions.parse(List.of(args));
  }

  @Test
  void parse_flagAlone_defaults() {
    assertThat(parse("--containers"))
        .isEqualTo(new ContainersOptions(Optional.empty(), 9464, 30, 1, List.of(), false));
  }

  @Test
  void parse_everythingInAnyOrder_isTaken() {
    ContainersOptions options =
        parse(
            "--seconds",
            "30",
            "--crashes",
            "90",
            "--containers",
            "--seed",
            "-7",
            "--port",
            "0",
            "--slack",
            "http://localhost:9/x",
            "--help");

    assertThat(options.seconds()).contains(Duration.ofSeconds(30));
    assertThat(options.crashes()).isEqualTo(90);
    assertThat(options.seed()).isEqualTo(-7);
    assertThat(options.port()).isZero();
    assertThat(options.routes()).hasSize(1);
    assertThat(options.help()).isTrue();
  }

  @Test
  void parse_options_areInTheHelp() {
    assertThat(Help.TEXT)
        .contains("./demo --containers [options]", "--crashes P ", "(default 30)")
        .contains("from 0 to 90");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--containers --crashes 91 | --crashes must be a whole number from 0 to 90, was '91'",
        "--containers --crashes -1 | --crashes must be a whole number from 0 to 90, was '-1'",
        "--containers --trouble x  | unknown option '--trouble'",
        "--containers --containers | --containers is given twice",
      })
  void parse_wrong_isToldInOneLine(String line, String message) {
    assertThatThrownBy(() -> parse(line.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message)
        .message()
        .doesNotContain("\n");
  }
}

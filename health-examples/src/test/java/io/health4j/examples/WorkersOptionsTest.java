package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersOptionsTest {

  private static WorkersOptions parse(String... args) {
    return WorkersOptions.parse(List.of(args));
  }

  @Test
  void parse_nothing_defaults() {
    var options = parse();

    assertThat(options.seconds()).isEmpty();
    assertThat(options.port()).isEqualTo(9464);
    assertThat(options.workers()).isEqualTo(200);
    assertThat(options.seed()).isEqualTo(1);
    assertThat(options.enforce()).isFalse();
    assertThat(options.outage()).isFalse();
    assertThat(options.routes()).isEmpty();
    assertThat(options.help()).isFalse();
  }

  @Test
  void parse_everything_isTaken() {
    var options = parse("--workers", "50", "--seconds", "90", "--seed", "-7", "--port", "0");

    assertThat(options.seconds()).contains(Duration.ofSeconds(90));
    assertThat(options.port()).isZero();
    assertThat(options.workers()).isEqualTo(50);
    assertThat(options.seed()).isEqualTo(-7);
  }

  @Test
  void parse_flags_takeNoValue() {
    var options = parse("--enforce", "--workers", "50", "--outage");

    assertThat(options.enforce()).isTrue();
    assertThat(options.outage()).isTrue();
    assertThat(options.workers()).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void parse_help_isAskedFor(String option) {
    assertThat(parse(option).help()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 2_000})
  void parse_workersAtTheBounds_areTaken(int workers) {
    assertThat(parse("--workers", "" + workers).workers()).isEqualTo(workers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--trouble stall            | unknown option '--trouble'",
        "workers                    | unknown option 'workers'",
        "--workers                  | --workers needs a value",
        "--workers 9                | --workers must be a whole number from 10 to 2000, was '9'",
        "--workers 2001             | --workers must be a whole number from 10 to 2000, was '2001'",
        "--workers many             | --workers must be a whole number from 10 to 2000, was 'many'",
        "--workers 20 --workers 20  | --workers is given twice",
        "--enforce --enforce        | --enforce is given twice",
        "--enforce yes              | unknown option 'yes'",
      })
  void parse_wrong_isToldInOneLine(String line, String message) {
    assertThatThrownBy(() -> parse(line.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message)
        .message()
        .doesNotContain("\n");
  }
}

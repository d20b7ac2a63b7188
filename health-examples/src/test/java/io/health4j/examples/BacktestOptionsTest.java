package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BacktestOptionsTest {

  private static BacktestOptions parse(String line) {
    return BacktestOptions.parse(List.of(line.split(" ", -1))).orElseThrow();
  }

  @Test
  void parse_fileAndLimit_isEnough() {
    var options = parse("--csv values.csv --above 0.8");
    assertThat(options.file()).isEqualTo(Path.of("values.csv"));
    assertThat(options.rule()).hasToString("backtest: value above 0.8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--below 0.1 --clear 0.2 --for 64 --keep 1000",
        "--above 0 --clear 0 --samples 1-of-1",
        "--above -5 --clear -6 --samples 64-of-64 --keep 1",
        "--rule auto --above 80 --clear 75",
      })
  void parse_allThatGoesTogether_isTaken(String line) {
    assertThat(parse("--csv f " + line).rule().name()).isEqualTo("backtest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void parse_help_needsNothingElse(String option) {
    assertThat(BacktestOptions.parse(List.of(option))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--above 1                          | --csv FILE is needed",
        "--csv f                            | give one of --above and --below",
        "--csv f --above 1 --below 2        | give one of --above and --below",
        "--csv f --above high               | --above must be a finite number, was 'high'",
        "--csv f --below NaN                | --below must be a finite number, was 'NaN'",
        "--csv f --above 1 --clear Infinity | --clear must be a finite number, was 'Infinity'",
        "--csv f --above 1 --clear 1.5      | --clear must not be above 1.0, was 1.5",
        "--csv f --below 1 --clear 0.5      | --clear must not be below 1.0, was 0.5",
        "--csv f --above 1 --for 0          | --for must be a whole number from 1 to 64, was '0'",
        "--csv f --above 1 --for 65         | --for must be a whole number from 1 to 64, was '65'",
        "--csv f --above 1 --keep 1001      | --keep must be a whole number from 1 to 1000",
        "--csv f --above 1 --samples 8of10  | --samples must be K-of-N from 1-of-1 to 64-of-64",
        "--csv f --above 1 --samples 0-of-3 | --samples must be K-of-N from 1-of-1 to 64-of-64",
        "--csv f --above 1 --samples 4-of-3 | --samples must be K-of-N from 1-of-1 to 64-of-64",
        "--csv f --above 1 --samples 1-of-65 | --samples must be K-of-N from 1-of-1 to 64-of-64",
        "--csv f --above 1 --for 2 --samples 1-of-2 | --for does not go with --samples",
        "--csv f --above 1 --rule best      | --rule must be auto, was 'best'",
        "--csv f --above 1 --rule auto --for 2  | --for does not go with --rule auto",
        "--csv f --above 1 --rule auto --keep 2 | --keep does not go with --rule auto",
        "--csv f --above 1 --rule auto --samples 1-of-2 | --samples does not go with --rule auto",
        "--csv f --above 1 --seconds 3      | unknown option '--seconds'",
      })
  void parse_wrong_isToldInOneLine(String line, String message) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message)
        .message()
        .doesNotContain("\n");
  }
}

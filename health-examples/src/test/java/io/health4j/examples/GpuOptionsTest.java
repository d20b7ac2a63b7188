package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GpuOptionsTest {

  private static GpuOptions parse(String... args) {
    return GpuOptions.parse(List.of(args));
  }

  @Test
  void parse_nothing_isThisMachineForEver() {
    assertThat(parse())
        .isEqualTo(
            new GpuOptions(
                Optional.empty(), 9464, Optional.empty(), Optional.empty(), List.of(), false));
  }

  @Test
  void parse_all_isTaken() {
    GpuOptions options =
        parse("--machine", "dgx-h100", "--trouble", "xid-79", "--seconds", "40", "--port", "0");

    assertThat(options.machine()).contains(GpuMachine.DGX_H100);
    assertThat(options.trouble()).contains(GpuTrouble.XID_79);
    assertThat(options.seconds()).contains(Duration.ofSeconds(40));
    assertThat(options.port()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void parse_machine_isKnownByItsNameAndTold(GpuMachine machine) {
    assertThat(parse("--machine", machine.option()).machine()).contains(machine);
    assertThat(Help.TEXT).containsPattern(machine.option() + " +" + machine.text());
    assertThat(machine.make().size()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void parse_trouble_isKnownByItsNameAndTold(GpuTrouble trouble) {
    assertThat(parse("--machine", "dgx-h100", "--trouble", trouble.option()).trouble())
        .contains(trouble);
    assertThat(Help.TEXT).contains(" " + trouble.option());
    assertThat(trouble.text()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--machine dgx | --machine must be one of dgx-h100, a100-mig, l40, t4, lost, was 'dgx'",
        "--machine t4 --trouble fire | --trouble must be one of xid-79, ecc, thermal, nvlink, lost,"
            + " hang, was 'fire'",
        "--trouble ecc | --trouble needs --machine: real GPUs are left alone",
        "--machine t4 --trouble nvlink | --trouble nvlink needs a machine with links between its"
            + " GPUs: dgx-h100 or lost",
        "--machine a100-mig --trouble nvlink | --trouble nvlink needs a machine with links between"
            + " its GPUs: dgx-h100 or lost",
        "--seed 3 | unknown option '--seed'; ./demo --help lists them",
      })
  void parse_wrong_isRefusedInOneLine(String args, String message) {
    assertThatThrownBy(() -> parse(args.split(" ")))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void parse_help_isTaken() {
    assertThat(parse("--help").help()).isTrue();
  }
}

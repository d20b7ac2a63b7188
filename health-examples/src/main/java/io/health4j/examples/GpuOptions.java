package io.health4j.examples;

import io.health4j.alert.AlertRoute;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the user asked for of the GPUs.
 *
 * @param seconds after how many to stop; empty for never
 * @param port where metrics are served; 0 for any free one
 * @param machine a canned one; empty for the GPUs of this machine
 * @param trouble what to let happen to one of its GPUs
 * @param routes who is told of alerts
 * @param help whether only to explain
 */
record GpuOptions(
    Optional<Duration> seconds,
    int port,
    Optional<GpuMachine> machine,
    Optional<GpuTrouble> trouble,
    List<AlertRoute> routes,
    boolean help) {

  /** The first word of the command line. */
  static final String COMMAND = "gpu";

  private static final String MACHINE = "--machine";
  private static final String TROUBLE = "--trouble";
  private static final Set<String> KNOWN =
      Set.of(CommandLine.SECONDS, CommandLine.PORT, MACHINE, TROUBLE);

  /**
   * Reads what follows the command.
   *
   * @throws UsageException with one line for the user
   */
  static GpuOptions parse(List<String> args) {
    var line = CommandLine.of(RouteOptions.and(KNOWN), args);
    var options =
        new GpuOptions(
            line.seconds(),
            line.port(),
            line.value(MACHINE).map(GpuOptions::machine),
            line.value(TROUBLE).map(GpuOptions::trouble),
            RouteOptions.parse(line),
            line.help());
    options.trouble.ifPresent(options::checkThatItCanHappen);
    return options;
  }

  private static GpuMachine machine(String value) {
    return GpuMachine.of(value).orElseThrow(() -> mustBe(MACHINE, GpuMachine.options(), value));
  }

  private static GpuTrouble trouble(String value) {
    return GpuTrouble.of(value).orElseThrow(() -> mustBe(TROUBLE, GpuTrouble.options(), value));
  }

  private static UsageException mustBe(String option, String options, String value) {
    return new UsageException(option + " must be one of " + options + ", was '" + value + "'");
  }

  private void checkThatItCanHappen(GpuTrouble wanted) {
    GpuMachine where =
        machine.orElseThrow(
            () -> new UsageException("--trouble needs --machine: real GPUs are left alone"));
    if (wanted == GpuTrouble.NVLINK && !where.linked()) {
      throw new UsageException(
          "--trouble nvlink needs a machine with links between its GPUs: dgx-h100 or lost");
    }
  }
}

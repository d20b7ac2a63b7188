package io.health4j.examples;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a machine's GPUs are to be gone through.
 *
 * @param out where the report goes; empty for the standard output
 * @param smi the command to compare with
 * @param watch how long the checks run
 * @param calls how often each call is made, at most
 * @param load whether a load may be made
 * @param help whether only to explain
 */
record GpuCheckupOptions(
    Optional<Path> out, String smi, Duration watch, int calls, boolean load, boolean help) {

  static final String HELP =
      """
      Usage: scripts/gpu-check [BUNDLE] [options]
      Goes through the NVIDIA GPUs of this machine, and writes a report in Markdown.
        --out FILE     the report goes there (default: the standard output)
        --seconds N    how long the checks run (default 30)
        --calls N      how often each call is made at most (default 200)
        --smi COMMAND  what is compared with (default nvidia-smi)
        --no-load      makes no load
      Exit status: 0 when all that was compared agrees, 1 when not, 2 without a driver or a GPU, or for
      a wrong option.
      """;

  private static final String OUT = "--out";
  private static final String SMI = "--smi";
  private static final String CALLS = "--calls";
  private static final String NO_LOAD = "--no-load";
  private static final int DEFAULT_CALLS = 200;
  private static final int MOST_CALLS = 100_000;
  private static final Duration DEFAULT_WATCH = Duration.ofSeconds(30);

  /**
   * Reads a command line.
   *
   * @throws UsageException with one line for the user
   */
  static GpuCheckupOptions parse(List<String> args) {
    Set<String> known = Set.of(CommandLine.SECONDS, OUT, SMI, CALLS);
    var line = CommandLine.of(known, Set.of(NO_LOAD), args);
    return new GpuCheckupOptions(
        line.value(OUT).map(Path::of),
        line.value(SMI).orElse("nvidia-smi"),
        line.seconds().orElse(DEFAULT_WATCH),
        (int) line.number(CALLS, 1, MOST_CALLS, DEFAULT_CALLS),
        !line.has(NO_LOAD),
        line.help());
  }
}

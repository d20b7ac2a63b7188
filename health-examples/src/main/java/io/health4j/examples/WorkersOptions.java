package io.health4j.examples;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the user asked for of the worker pool.
 *
 * @param seconds after how many to stop; empty for never
 * @param port where metrics are served; 0 for any free one
 * @param workers how many there are
 * @param seed of what goes wrong with whom
 * @param help whether only to explain
 */
record WorkersOptions(Optional<Duration> seconds, int port, int workers, long seed, boolean help) {

  /** The first word of the command line. */
  static final String COMMAND = "workers";

  static final int DEFAULT_WORKERS = 200;

  private static final int FEWEST_WORKERS = 10;
  private static final int MOST_WORKERS = 2_000;
  private static final String WORKERS = "--workers";
  private static final Set<String> KNOWN =
      Set.of(CommandLine.SECONDS, CommandLine.PORT, WORKERS, CommandLine.SEED);

  /**
   * Reads what follows the command.
   *
   * @throws UsageException with one line for the user
   */
  static WorkersOptions parse(List<String> args) {
    var line = CommandLine.of(KNOWN, args);
    return new WorkersOptions(
        line.seconds(),
        line.port(),
        (int) line.number(WORKERS, FEWEST_WORKERS, MOST_WORKERS, DEFAULT_WORKERS),
        line.seed(),
        line.help());
  }
}

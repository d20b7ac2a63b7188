package io.health4j.examples;

import io.health4j.alert.AlertRoute;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the user asked for of the search whose candidates run in containers.
 *
 * @param seconds after how many to stop; empty for never
 * @param port where metrics are served; 0 for any free one
 * @param crashes how many of 100 sandboxes crash on purpose; of 0 nothing goes wrong at all
 * @param seed of the problem, the search and what crashes
 * @param routes who is told of alerts
 * @param help whether only to explain
 */
record ContainersOptions(
    Optional<Duration> seconds,
    int port,
    int crashes,
    long seed,
    List<AlertRoute> routes,
    boolean help) {

  /** Where it stands among the options, the search runs its candidates in containers. */
  static final String FLAG = "--containers";

  static final int DEFAULT_CRASHES = 30;

  private static final int MOST_CRASHES = 90;
  private static final String CRASHES = "--crashes";
  private static final Set<String> KNOWN =
      Set.of(CommandLine.SECONDS, CommandLine.PORT, CRASHES, CommandLine.SEED);

  /**
   * Reads a command line.
   *
   * @throws UsageException with one line for the user
   */
  static ContainersOptions parse(List<String> args) {
    var line = CommandLine.of(RouteOptions.and(KNOWN), Set.of(FLAG), args);
    return new ContainersOptions(
        line.seconds(),
        line.port(),
        (int) line.number(CRASHES, 0, MOST_CRASHES, DEFAULT_CRASHES),
        line.seed(),
        RouteOptions.parse(line),
        line.help());
  }
}

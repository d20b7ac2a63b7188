package io.health4j.examples;

import io.health4j.alert.AlertRoute;
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
 * @param enforce whether hung workers are restarted, or it is only told which would be
 * @param outage whether more than half of the workers vanish at once, first of all
 * @param routes who is told of alerts
 * @param help whether only to explain
 */
record WorkersOptions(
    Optional<Duration> seconds,
    int port,
    int workers,
    long seed,
    boolean enforce,
    boolean outage,
    List<AlertRoute> routes,
    boolean help) {

  /** The first word of the command line. */
  static final String COMMAND = "workers";

  static final int DEFAULT_WORKERS = 200;

  private static final int FEWEST_WORKERS = 10;
  private static final int MOST_WORKERS = 2_000;
  private static final String WORKERS = "--workers";
  private static final String ENFORCE = "--enforce";
  private static final String OUTAGE = "--outage";
  private static final Set<String> KNOWN =
      Set.of(CommandLine.SECONDS, CommandLine.PORT, WORKERS, CommandLine.SEED);

  /**
   * Reads what follows the command.
   *
   * @throws UsageException with one line for the user
   */
  static WorkersOptions parse(List<String> args) {
    var line = CommandLine.of(RouteOptions.and(KNOWN), Set.of(ENFORCE, OUTAGE), args);
    return new WorkersOptions(
        line.seconds(),
        line.port(),
        (int) line.number(WORKERS, FEWEST_WORKERS, MOST_WORKERS, DEFAULT_WORKERS),
        line.seed(),
        line.has(ENFORCE),
        line.has(OUTAGE),
        RouteOptions.parse(line),
        line.help());
  }
}

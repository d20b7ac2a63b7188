package io.health4j.examples;

import io.health4j.alert.AlertRoute;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the user asked for of the search.
 *
 * @param seconds after how many to stop; empty for never
 * @param port where metrics are served; 0 for any free one
 * @param trouble what to make go wrong
 * @param seed of the formula and the search
 * @param routes who is told of alerts
 * @param help whether only to explain
 */
record DemoOptions(
    Optional<Duration> seconds,
    int port,
    Optional<Trouble> trouble,
    long seed,
    List<AlertRoute> routes,
    boolean help) {

  private static final String TROUBLE = "--trouble";
  private static final Set<String> KNOWN =
      Set.of(CommandLine.SECONDS, CommandLine.PORT, TROUBLE, CommandLine.SEED);

  /**
   * Reads a command line.
   *
   * @throws UsageException with one line for the user
   */
  static DemoOptions parse(String... args) {
    var line = CommandLine.of(RouteOptions.and(KNOWN), List.of(args));
    return new DemoOptions(
        line.seconds(),
        line.port(),
        line.value(TROUBLE).map(DemoOptions::trouble),
        line.seed(),
        RouteOptions.parse(line),
        line.help());
  }

  private static Trouble trouble(String value) {
    return Trouble.of(value)
        .orElseThrow(
            () ->
                new UsageException(
                    "--trouble must be one of " + Trouble.options() + ", was '" + value + "'"));
  }
}

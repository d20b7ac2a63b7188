package io.health4j.examples;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the user asked for.
 *
 * @param seconds after how many to stop; empty for never
 * @param port where metrics are served; 0 for any free one
 * @param trouble what to make go wrong
 * @param seed of the formula and the search
 * @param help whether only to explain
 */
record DemoOptions(
    Optional<Duration> seconds, int port, Optional<Trouble> trouble, long seed, boolean help) {

  static final int DEFAULT_PORT = 9464;
  static final long DEFAULT_SEED = 1;

  private static final Set<String> WITH_VALUE =
      Set.of("--seconds", "--port", "--trouble", "--seed");
  private static final long MOST_SECONDS = 7 * 24 * 3600;
  private static final int MOST_PORT = 65_535;

  static final String HELP =
      """
      Usage: ./demo [options]

      Runs an evolutionary search (MAX-3-SAT with Jenetics, one thread) with a health monitor in it
      that watches the search, this process and this machine.

        --seconds N      stop after N seconds; without it, Ctrl-C ends the demo
        --port P         serve Prometheus metrics on 127.0.0.1:P/metrics (default 9464; 0: any free port)
        --trouble NAME   make something really go wrong after 10 s, and see it found:
                           diversity    every generation is flooded with clones of its best
                           stall        the search stops turning
                           failures     every evaluation throws
                           memory       each generation holds on to 1 MB of heap
                           hung-check   a check hangs for ever, deaf to interrupts
        --seed S         seed of the problem and the search (default 1)
        --help           this text

      Exit status: 0 after --seconds; 130 after Ctrl-C, 143 after a kill, both with the summary;
      2 for a wrong option or a port in use; 1 when it cannot be built or fails.
      """;

  /**
   * Reads a command line.
   *
   * @throws UsageException with one line for the user
   */
  static DemoOptions parse(String... args) {
    var given = new HashMap<String, String>();
    for (int i = 0; i < args.length; i++) {
      String option = args[i];
      if (option.equals("--help") || option.equals("-h")) {
        given.put("--help", "");
      } else if (!WITH_VALUE.contains(option)) {
        throw new UsageException("unknown option '" + option + "'; ./demo --help lists them");
      } else if (++i == args.length) {
        throw new UsageException(option + " needs a value; see ./demo --help");
      } else if (given.putIfAbsent(option, args[i]) != null) {
        throw new UsageException(option + " is given twice");
      }
    }
    return of(given);
  }

  private static DemoOptions of(Map<String, String> given) {
    return new DemoOptions(
        Optional.ofNullable(given.get("--seconds"))
            .map(value -> Duration.ofSeconds(number("--seconds", value, 1, MOST_SECONDS))),
        given.containsKey("--port")
            ? (int) number("--port", given.get("--port"), 0, MOST_PORT)
            : DEFAULT_PORT,
        Optional.ofNullable(given.get("--trouble")).map(DemoOptions::trouble),
        given.containsKey("--seed")
            ? number("--seed", given.get("--seed"), Long.MIN_VALUE, Long.MAX_VALUE)
            : DEFAULT_SEED,
        given.containsKey("--help"));
  }

  private static Trouble trouble(String value) {
    return Trouble.of(value)
        .orElseThrow(
            () ->
                new UsageException(
                    "--trouble must be one of " + Trouble.options() + ", was '" + value + "'"));
  }

  private static long number(String option, String value, long min, long max) {
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as a number out of range is
    }
    String range =
        min == Long.MIN_VALUE
            ? "must be a whole number of 64 bits"
            : "must be a whole number from " + min + " to " + max;
    throw new UsageException(option + " " + range + ", was '" + value + "'");
  }
}

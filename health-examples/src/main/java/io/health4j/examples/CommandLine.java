package io.health4j.examples;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Options as {@code --name value}, or {@code --name} alone, each given once at most, in any order.
 */
final class CommandLine {

  static final String SECONDS = "--seconds";
  static final String PORT = "--port";
  static final String SEED = "--seed";

  static final int DEFAULT_PORT = 9464;
  static final long DEFAULT_SEED = 1;

  private static final String ASKS_FOR_HELP = "--help";
  private static final long MOST_SECONDS = 7 * 24 * 3600;
  private static final int MOST_PORT = 65_535;

  private final Map<String, String> given;

  private CommandLine(Map<String, String> given) {
    this.given = given;
  }

  /**
   * Reads a command line.
   *
   * @param known the options that take a value
   * @throws UsageException with one line for the user
   */
  static CommandLine of(Set<String> known, List<String> args) {
    return of(known, Set.of(), args);
  }

  /**
   * Reads a command line.
   *
   * @param known the options that take a value
   * @param flags those that take none
   * @throws UsageException with one line for the user
   */
  static CommandLine of(Set<String> known, Set<String> flags, List<String> args) {
    var given = new HashMap<String, String>();
    for (int i = 0; i < args.size(); i++) {
      String option = args.get(i);
      if (option.equals(ASKS_FOR_HELP) || option.equals("-h")) {
        given.put(ASKS_FOR_HELP, "");
      } else if (flags.contains(option)) {
        once(option, given.putIfAbsent(option, ""));
      } else if (!known.contains(option)) {
        throw new UsageException("unknown option '" + option + "'; ./demo --help lists them");
      } else if (++i == args.size()) {
        throw new UsageException(option + " needs a value; see ./demo --help");
      } else {
        once(option, given.putIfAbsent(option, args.get(i)));
      }
    }
    return new CommandLine(given);
  }

  private static void once(String option, @Nullable String before) {
    if (before != null) {
      throw new UsageException(option + " is given twice");
    }
  }

  boolean help() {
    return has(ASKS_FOR_HELP);
  }

  /** Whether it is given, with a value or as a flag. */
  boolean has(String option) {
    return given.containsKey(option);
  }

  /** After how long to stop; empty for never. */
  Optional<Duration> seconds() {
    return value(SECONDS).map(text -> Duration.ofSeconds(number(SECONDS, text, 1, MOST_SECONDS)));
  }

  /** Where metrics are served; 0 for any free port. */
  int port() {
    return (int) number(PORT, 0, MOST_PORT, DEFAULT_PORT);
  }

  long seed() {
    return number(SEED, Long.MIN_VALUE, Long.MAX_VALUE, DEFAULT_SEED);
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(given.get(option));
  }

  /**
   * A number.
   *
   * @throws UsageException when it is none, or not finite
   */
  double decimal(String option, double otherwise) {
    return value(option).map(text -> decimal(option, text)).orElse(otherwise);
  }

  private static double decimal(String option, String value) {
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as what is not finite is
    }
    throw new UsageException(option + " must be a finite number, was '" + value + "'");
  }

  /**
   * A whole number.
   *
   * @throws UsageException when it is none, or out of range
   */
  long number(String option, long min, long max, long otherwise) {
    return value(option).map(text -> number(option, text, min, max)).orElse(otherwise);
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

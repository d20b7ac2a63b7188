package io.health4j.examples;

import io.health4j.alert.AlertRule;
import io.health4j.alert.RuleBuilder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the user asked for of a back-test; what is not about a file and a rule when only help was
 * asked for.
 *
 * @param file the recorded values
 * @param rule what to try on them
 */
record BacktestOptions(Path file, AlertRule rule) {

  /** The first word of the command line. */
  static final String COMMAND = "backtest";

  private static final String CSV = "--csv";
  private static final String ABOVE = "--above";
  private static final String BELOW = "--below";
  private static final String CLEAR = "--clear";
  private static final String FOR = "--for";
  private static final String KEEP = "--keep";
  private static final String SAMPLES = "--samples";
  private static final String RULE = "--rule";
  private static final String AUTO = "auto";
  private static final Set<String> KNOWN =
      Set.of(CSV, ABOVE, BELOW, CLEAR, FOR, KEEP, SAMPLES, RULE);

  /** As many as {@link RuleBuilder#samples} and {@link RuleBuilder#keepFiring(int)} take. */
  private static final long MOST_FOR = 64;

  private static final long MOST_KEEP = 1_000;
  private static final Pattern K_OF_N = Pattern.compile("(\\d{1,3})-of-(\\d{1,3})");

  /**
   * Reads what follows the command.
   *
   * @return what to do; empty when help is asked for
   * @throws UsageException with one line for the user
   */
  static Optional<BacktestOptions> parse(List<String> args) {
    var line = CommandLine.of(KNOWN, args);
    return line.help()
        ? Optional.empty()
        : Optional.of(new BacktestOptions(file(line), rule(line)));
  }

  private static Path file(CommandLine line) {
    String name = line.value(CSV).orElseThrow(() -> new UsageException(CSV + " FILE is needed"));
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new UsageException(CSV + " must be a file, was '" + name + "'");
    }
  }

  /** Undamped, so that what comes out is the rule that was asked for, and nothing else. */
  private static AlertRule rule(CommandLine line) {
    RuleBuilder rule = AlertRule.reading(COMMAND, "value").undamped();
    limit(line, rule);
    if (line.value(RULE).isPresent()) {
      auto(line, rule);
    } else {
      hold(line, rule);
      line.value(KEEP).ifPresent(text -> rule.keepFiring((int) line.number(KEEP, 1, MOST_KEEP, 1)));
    }
    return rule.build();
  }

  private static void limit(CommandLine line, RuleBuilder rule) {
    if (line.value(ABOVE).isPresent() == line.value(BELOW).isPresent()) {
      throw new UsageException("give one of " + ABOVE + " and " + BELOW);
    }
    boolean above = line.value(ABOVE).isPresent();
    double limit = line.decimal(above ? ABOVE : BELOW, 0);
    double clear = line.decimal(CLEAR, limit);
    if (above ? clear > limit : clear < limit) {
      String rest = above ? " must not be above " : " must not be below ";
      throw new UsageException(CLEAR + rest + limit + ", was " + clear);
    }
    if (above) {
      rule.above(limit, clear);
    } else {
      rule.below(limit, clear);
    }
  }

  private static void auto(CommandLine line, RuleBuilder rule) {
    String name = line.value(RULE).orElseThrow();
    if (!name.equals(AUTO)) {
      throw new UsageException(RULE + " must be " + AUTO + ", was '" + name + "'");
    }
    for (String option : List.of(FOR, KEEP, SAMPLES)) {
      if (line.value(option).isPresent()) {
        throw new UsageException(option + " does not go with " + RULE + " " + AUTO);
      }
    }
    rule.noisy();
  }

  private static void hold(CommandLine line, RuleBuilder rule) {
    Optional<String> samples = line.value(SAMPLES);
    if (samples.isPresent() && line.value(FOR).isPresent()) {
      throw new UsageException(FOR + " does not go with " + SAMPLES);
    }
    if (samples.isPresent()) {
      samples(samples.get(), rule);
    } else {
      int rows = (int) line.number(FOR, 1, MOST_FOR, 1);
      rule.samples(rows, rows);
    }
  }

  private static void samples(String text, RuleBuilder rule) {
    Matcher matcher = K_OF_N.matcher(text);
    int bad = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    int last = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
    if (bad < 1 || last < bad || last > MOST_FOR) {
      throw new UsageException(
          SAMPLES + " must be K-of-N from 1-of-1 to 64-of-64, was '" + text + "'");
    }
    rule.samples(bad, last);
  }
}

package io.health4j.dashboards;

import java.util.List;

/** Expressions and words that several dashboards share. */
final class Words {

  /** What a target's series have in common. */
  static final String BY_TARGET = "by (job, instance, target) ";

  /** A target's state as a number, of which the largest is the worst: see {@link #STATES}. */
  static final String STATE =
      "max "
          + BY_TARGET
          + "(3 * @health.status{status=\"critical\"}"
          + " or 2 * @health.status{status=\"unknown\"}"
          + " or 1 * @health.status{status=\"warning\"}"
          + " or 0 * @health.status{status=\"healthy\"})";

  static final String UNKNOWN = "purple";

  static final List<Mapping> STATES =
      List.of(
          new Mapping.Value("0", "healthy", Steps.GREEN),
          new Mapping.Value("1", "warning", Steps.ORANGE),
          new Mapping.Value("2", "unknown", UNKNOWN),
          new Mapping.Value("3", "critical", Steps.RED));

  /** The same by the word in a label. */
  static final List<Mapping> STATUSES =
      List.of(
          new Mapping.Value("warning", "warning", Steps.ORANGE),
          new Mapping.Value("unknown", "unknown", UNKNOWN),
          new Mapping.Value("critical", "critical", Steps.RED));

  static final List<Mapping> NOT_KNOWN = List.of(new Mapping.NotANumber("not known", UNKNOWN));

  private Words() {}

  /** Of what grows, how much in a second. */
  static String rate(String metric) {
    return "rate(" + metric + "[$__rate_interval])";
  }

  /** Of what grows, how much since the point before. */
  static String increase(String metric) {
    return "increase(" + metric + "[$__rate_interval])";
  }
}

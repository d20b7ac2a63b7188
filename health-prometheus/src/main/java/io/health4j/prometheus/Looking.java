package io.health4j.prometheus;

import static io.health4j.MetricsBinder.Standard.AGE;
import static io.health4j.MetricsBinder.Standard.CHECK_STATUS;
import static io.health4j.MetricsBinder.Standard.FINDING;
import static io.health4j.MetricsBinder.Standard.INTERVAL;
import static io.health4j.MetricsBinder.Standard.SCORE;
import static io.health4j.MetricsBinder.Standard.STATUS;

import io.health4j.MetricsBinder;
import io.health4j.alert.AlertRule.Terms;
import io.health4j.check.Metric;
import io.health4j.check.Metric.Kind;
import io.health4j.check.Status;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a rule looks at, in PromQL.
 *
 * @param bad has a series for each subject that is bad
 * @param notGood the same for each that is not good, which between its two limits is no longer bad
 * @param unknown where nothing is known of a subject, as the right sides of {@code and}
 */
record Looking(String bad, String notGood, List<String> unknown) {

  /** How far a rate looks back, where Prometheus wants several scrapes and the engine two. */
  static final Duration RATE = Duration.ofMinutes(1);

  /** How long a reading that went is missed. */
  static final Duration MISSED = Duration.ofHours(1);

  private static final String TARGET = "on (job, instance, target) ";
  private static final String CHECK = "on (job, instance, target, check) ";
  private static final String SILENT =
      name(AGE) + " > 3 * " + name(INTERVAL); // as long as makes a sample stale

  static Looking at(Terms terms, @Nullable Metric metric) {
    return switch (terms.kind()) {
      case SCORE -> number(terms, Promql.series(name(SCORE), terms.where()), scoreUnknown());
      case STATUS -> status(terms);
      case UNKNOWN -> unknown(terms);
      case READING, RATE, TREND -> number(terms, reading(terms, needed(metric)), checked(metric));
      case MISSING -> missing(terms, needed(metric));
      case SILENCE -> yesOrNo(silent(terms), List.of());
      case SHARE -> share(terms);
      case FINDING -> finding(terms);
    };
  }

  private static Metric needed(@Nullable Metric metric) {
    return Objects.requireNonNull(metric, "metric");
  }

  private static String name(Metric metric) {
    return PrometheusNames.of(metric);
  }

  private static Looking yesOrNo(String bad, List<String> unknown) {
    return new Looking(bad, bad, unknown);
  }

  private static Looking number(Terms terms, String value, List<String> unknown) {
    String side = terms.above() ? " > " : " < ";
    String clear = terms.limit() == terms.clear() ? null : Promql.number(terms.clear());
    String bad = value + side + Promql.number(terms.limit());
    return new Looking(bad, clear == null ? bad : value + side + clear, unknown);
  }

  private static String reading(Terms terms, Metric metric) {
    String series = Promql.series(name(metric), terms.where());
    return switch (terms.kind()) {
      case RATE -> (metric.kind() == Kind.COUNTER ? "rate" : "deriv") + over(series, RATE);
      case TREND -> "deriv" + over(series, terms.window());
      default -> series;
    };
  }

  private static String over(String series, Duration window) {
    return "(" + series + "[" + Promql.duration(window) + "])";
  }

  /** Of a check's reading; the monitor's own are known as long as it is. */
  private static List<String> checked(@Nullable Metric metric) {
    return isOwn(needed(metric)) ? List.of() : checkUnknown();
  }

  /** Whether it is the monitor's and not a target's. */
  static boolean isOwn(Metric metric) {
    return MetricsBinder.Standard.ALL.stream().anyMatch(own -> own.name().equals(metric.name()));
  }

  private static List<String> checkUnknown() {
    return List.of(CHECK + name(CHECK_STATUS) + "{status=\"unknown\"} == 1");
  }

  private static List<String> targetUnknown() {
    return List.of(TARGET + name(STATUS) + "{status=\"unknown\"} == 1");
  }

  /** No score is NaN, which differs from itself. */
  private static List<String> scoreUnknown() {
    String score = name(SCORE);
    return List.of(targetUnknown().get(0), TARGET + score + " != " + score);
  }

  private static Looking status(Terms terms) {
    boolean ofCheck = terms.where().get("check") != null;
    String bad = state(terms, ofCheck, failing(terms)) + " == 1";
    return yesOrNo(bad, ofCheck ? checkUnknown() : targetUnknown());
  }

  private static Looking unknown(Terms terms) {
    boolean ofCheck = terms.where().get("check") != null;
    String bad = state(terms, ofCheck, "status=\"unknown\"") + " == 1";
    return yesOrNo(bad + "\nunless " + TARGET + "(" + SILENT + ")", List.of(TARGET + SILENT));
  }

  /** Without the status that it has, since a change of that is no other alert. */
  private static String state(Terms terms, boolean ofCheck, String status) {
    String series = Promql.series(name(ofCheck ? CHECK_STATUS : STATUS), terms.where(), status);
    return "max without (status) (" + series + ")";
  }

  private static String failing(Terms terms) {
    return terms.worst() == Status.WARNING
        ? "status=~\"warning|critical\""
        : "status=\"" + (terms.worst() == Status.UNKNOWN ? "unknown" : "critical") + "\"";
  }

  private static Looking missing(Terms terms, Metric metric) {
    String series = Promql.series(name(metric), terms.where());
    String bad =
        "(last_over_time" + over(series, MISSED) + " unless " + series + " == " + series + ")";
    String sampled = "(" + name(AGE) + " <= 3 * " + name(INTERVAL) + ")";
    return yesOrNo(bad + "\nand " + TARGET + sampled, List.of(TARGET + SILENT));
  }

  private static String silent(Terms terms) {
    String age = Promql.series(name(AGE), terms.where());
    return age + " > 3 * " + name(INTERVAL);
  }

  private static Looking share(Terms terms) {
    String sum = "sum by (job, instance) (";
    String known = sum + Promql.series(name(STATUS), terms.where(), "status!=\"unknown\"") + ")";
    String failing = sum + Promql.series(name(STATUS), terms.where(), failing(terms)) + ")";
    String value = failing + " / (" + known + " >= 3)";
    return number(terms, value, List.of("on (job, instance) " + known + " < 3"));
  }

  private static Looking finding(Terms terms) {
    String condition = Promql.matcher("condition", terms.of());
    String series = Promql.series(name(FINDING), terms.where(), condition, failing(terms));
    String bad = "max without (status) (" + series + ") == 1";
    String nobodyKnows =
        "on (job, instance, target, check, condition, subject) "
            + Promql.series(name(FINDING), terms.where(), condition, "status=\"unknown\"")
            + " == 1";
    return yesOrNo(
        bad,
        terms.worst() == Status.UNKNOWN
            ? checkUnknown()
            : List.of(checkUnknown().get(0), nobodyKnows));
  }
}

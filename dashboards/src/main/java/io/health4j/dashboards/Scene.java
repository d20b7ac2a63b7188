package io.health4j.dashboards;

import static io.health4j.dashboards.RuleCase.State.BAD;
import static io.health4j.dashboards.RuleCase.State.DOWN;
import static io.health4j.dashboards.RuleCase.State.EDGE;
import static io.health4j.dashboards.RuleCase.State.UNKNOWN;

import io.health4j.MetricsBinder;
import io.health4j.alert.AlertRule.Kind;
import io.health4j.alert.AlertRule.Terms;
import io.health4j.check.Metric;
import io.health4j.check.Status;
import io.health4j.dashboards.RuleCase.Role;
import io.health4j.dashboards.RuleCase.State;
import io.health4j.prometheus.PrometheusNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The series that a rule looks at, for subjects that fare as they are told. */
final class Scene {

  /** What a counter that a rule dislikes grows by in a sample. */
  private static final double GROWTH = 10;

  private static final String JOB = "job=\"health4j\",instance=\"";

  private final Terms terms;
  private final Map<String, Metric> metrics;
  private final boolean own;

  Scene(Terms terms, Map<String, Metric> metrics) {
    this.terms = terms;
    this.metrics = metrics;
    this.own = MetricsBinder.Standard.ALL.stream().anyMatch(each -> each.name().equals(terms.of()));
  }

  /** All series of a subject. */
  List<Line> lines(Role role) {
    var lines = new ArrayList<Line>();
    lines.add(new Line("up{" + host(role) + "}", false, state -> state == DOWN ? 0 : 1));
    if (terms.hold().progress() > 0) {
      String progress = PrometheusNames.of(metric(terms.hold().metric()));
      lines.add(counter(progress + "{" + checked(role) + "}", state -> 1));
    }
    lines.addAll(looked(role));
    return lines;
  }

  /** What an alert about a subject must have, besides what the rule adds. */
  String labels(Role role) {
    return switch (terms.kind()) {
      case FINDING -> found(role, terms.of());
      case READING, RATE -> own ? host(role) : reading(role);
      default -> target(role);
    };
  }

  private List<Line> looked(Role role) {
    return switch (terms.kind()) {
      case SCORE -> with(states(role, State.GOOD), gauge(score(role), this::number));
      case STATUS -> states(role, EDGE);
      case UNKNOWN -> unknown(role);
      case READING -> withCheck(role, gauge(metric(role), this::number));
      case RATE -> withCheck(role, counter(metric(role), this::growth));
      case SILENCE -> silence(role, Scene::age);
      case FINDING -> findings(role);
      case TREND, MISSING, SHARE ->
          throw new IllegalArgumentException("no preset has a rule of " + terms.kind());
    };
  }

  private Metric metric(String name) {
    Metric metric = metrics.get(name);
    if (metric == null) {
      throw new IllegalArgumentException("metric must be known, was " + name);
    }
    return metric;
  }

  private String metric(Role role) {
    return PrometheusNames.of(metric(terms.of())) + "{" + labels(role) + "}";
  }

  private static String host(Role role) {
    return JOB + role.id() + "\"";
  }

  private static String target(Role role) {
    return host(role) + ",target=\"" + role.id() + "\",zone=\"a\"";
  }

  private static String checked(Role role) {
    return target(role) + ",check=\"c\"";
  }

  private static String reading(Role role) {
    return checked(role) + ",hw_id=\"1\"";
  }

  private static String score(Role role) {
    return "health_score{" + target(role) + "}";
  }

  private static String found(Role role, String condition) {
    return checked(role) + ",condition=\"" + condition + "\",subject=\"s\"";
  }

  private static Line gauge(String series, ToDoubleFunction<State> value) {
    return new Line(series, false, scraped(value));
  }

  private static Line counter(String series, ToDoubleFunction<State> value) {
    return new Line(series, true, scraped(value));
  }

  private static ToDoubleFunction<State> scraped(ToDoubleFunction<State> value) {
    return state -> state == DOWN ? Double.NaN : value.applyAsDouble(state);
  }

  /** Besides by its host. */
  boolean canBeUnknown() {
    return !own && terms.kind() != Kind.SILENCE;
  }

  private static List<Line> with(List<Line> lines, Line more) {
    var all = new ArrayList<>(lines);
    all.add(more);
    return all;
  }

  private List<Line> withCheck(Role role, Line line) {
    return own ? List.of(line) : List.of(line, checkUnknown(role));
  }

  private static Line checkUnknown(Role role) {
    String series = "health_check_status{" + checked(role) + ",status=\"unknown\"}";
    return gauge(series, state -> state == UNKNOWN ? 1 : 0);
  }

  /** A tenth beyond its limit is bad; at it is just not so, and at the other it is just good. */
  private double number(State state) {
    double far = (terms.above() ? 0.1 : -0.1) * Math.max(terms.limit(), terms.clear());
    return switch (state) {
      case BAD -> rounded(terms.limit() + far);
      case EDGE -> terms.limit();
      case BETWEEN -> rounded(terms.clear() + 0.1 * (terms.limit() - terms.clear()));
      case GOOD -> terms.clear();
      case UNKNOWN, DOWN -> Double.NaN;
    };
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e4) / 1e4;
  }

  private double growth(State state) {
    return state == UNKNOWN ? Double.NaN : state == BAD ? GROWTH : 0;
  }

  /** The settled state; what is almost bad only where the rule is about states. */
  private List<Line> states(Role role, State edge) {
    var lines = new ArrayList<Line>();
    for (Status status : Status.values()) {
      String word = status.name().toLowerCase(Locale.ROOT);
      lines.add(
          gauge(
              "health_status{" + target(role) + ",status=\"" + word + "\"}",
              state -> status == status(state, edge) ? 1 : 0));
    }
    return lines;
  }

  private Status status(State state, State edge) {
    if (state == UNKNOWN || (state == BAD && terms.kind() == Kind.UNKNOWN)) {
      return Status.UNKNOWN;
    } else if (state == BAD && terms.kind() == Kind.STATUS) {
      return terms.worst() == Status.CRITICAL ? Status.CRITICAL : Status.WARNING;
    }
    boolean almost = state == edge && terms.worst() == Status.CRITICAL;
    return almost ? Status.WARNING : Status.HEALTHY;
  }

  /** What is not sampled is unknown, too, but another rule's. */
  private List<Line> unknown(Role role) {
    List<Line> lines = new ArrayList<>(silence(role, state -> quiet(state) ? 100 : 3));
    for (String word : List.of("healthy", "unknown")) {
      lines.add(
          gauge(
              "health_status{" + target(role) + ",status=\"" + word + "\"}",
              state -> (state == BAD || quiet(state)) == word.equals("unknown") ? 1 : 0));
    }
    return lines;
  }

  /** Of an interval of 5 s; three of them are just not too much. */
  private static double age(State state) {
    return switch (state) {
      case BAD -> 16;
      case EDGE -> 15;
      case UNKNOWN, DOWN -> Double.NaN;
      default -> 3;
    };
  }

  private static boolean quiet(State state) {
    return state == UNKNOWN || state == EDGE;
  }

  private static List<Line> silence(Role role, ToDoubleFunction<State> age) {
    return List.of(
        gauge("health_sample_age_seconds{" + target(role) + "}", age),
        gauge("health_sample_interval_seconds{" + target(role) + "}", state -> 5));
  }

  /** Another condition is always there; one that is almost bad is the same at a better status. */
  private List<Line> findings(Role role) {
    String bad = terms.worst() == null ? "" : terms.worst().name().toLowerCase(Locale.ROOT);
    String almost = bad.equals("critical") ? "warning" : "healthy";
    return List.of(
        checkUnknown(role),
        finding(role, "another", "critical", state -> 1),
        finding(role, terms.of(), bad, state -> state == BAD ? 1 : Double.NaN),
        finding(role, terms.of(), almost, state -> state == EDGE ? 1 : Double.NaN));
  }

  private static Line finding(
      Role role, String condition, String status, ToDoubleFunction<State> value) {
    String series = "health_finding{" + found(role, condition) + ",status=\"" + status + "\"}";
    return gauge(series, value);
  }
}

package io.health4j.dashboards;

import io.health4j.alert.AlertRule;
import io.health4j.alert.AlertRule.Kind;
import io.health4j.alert.AlertRule.Terms;
import io.health4j.alert.AlertRule.Wait;
import io.health4j.prometheus.PrometheusRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A test of one alert rule for promtool, made from what the rule says and not from its expression:
 * subjects that go through the same four phases differently, and which of them must fire when.
 *
 * <pre>
 *            good 4 samples   bad, held and 2 more   3 or 14      2 or 14
 * bad        good             bad                    bad          bad
 * good       good             good                   good         good
 * edge       almost bad       almost bad             almost bad   almost bad
 * between    good             bad                    between      good
 * unknown    good             bad                    unknown      good
 * down       good             bad                    not scraped  good
 * </pre>
 *
 * <p>Looked at are the last sample before one fires, the first one after, and the ends of the last
 * two phases: what is between the limits or unknown goes on, and what is good has ended.
 */
final class RuleCase {

  /** What a subject is like. */
  enum State {
    GOOD,
    BAD,
    EDGE,
    BETWEEN,
    UNKNOWN,
    DOWN
  }

  /** One subject's states in the four phases. */
  enum Role {
    BAD_ONE(State.GOOD, State.BAD, State.BAD, State.BAD),
    GOOD_ONE(State.GOOD, State.GOOD, State.GOOD, State.GOOD),
    EDGE_ONE(State.EDGE, State.EDGE, State.EDGE, State.EDGE),
    BETWEEN_ONE(State.GOOD, State.BAD, State.BETWEEN, State.GOOD),
    UNKNOWN_ONE(State.GOOD, State.BAD, State.UNKNOWN, State.GOOD),
    DOWN_ONE(State.GOOD, State.BAD, State.DOWN, State.GOOD);

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    final List<State> states;

    Role(State... states) {
      this.states = List.of(states);
    }

    String id() {
      String name = name().toLowerCase(Locale.ROOT);
      return name.substring(0, name.length() - "_one".length());
    }
  }

  static final Duration INTERVAL = Duration.ofSeconds(5);

  private static final int GOOD = 4;
  private static final int MORE = 2;
  private static final int THIRD = 3;

  /** A rate looks back 12 samples, and the noisy are kept for 10. */
  private static final int MEMORY = 14;

  private static final int LAST = 2;

  /** As the way for noisy readings decides. */
  private static final int NOISE = 6;

  private final AlertRule rule;
  private final Scene scene;
  private final int held;
  private final int[] phases;

  RuleCase(AlertRule rule, Scene scene) {
    this.rule = rule;
    this.scene = scene;
    this.held = held(rule.terms().hold());
    boolean remembers = rule.terms().keep().noisy() || rule.terms().kind() == Kind.RATE;
    int third = remembers ? MEMORY : THIRD;
    this.phases = new int[] {GOOD, held + MORE, third, remembers ? MEMORY : LAST};
  }

  /** The bad sample that fires, counted from 1. */
  private static int held(Wait hold) {
    if (hold.noisy()) {
      return NOISE;
    } else if (hold.samples() > 0) {
      return hold.samples();
    }
    return 1
        + (hold.progress() > 0 ? (int) hold.progress() : (int) hold.time().dividedBy(INTERVAL));
  }

  private List<Role> roles() {
    return Stream.of(Role.values()).filter(this::makesSense).toList();
  }

  private boolean makesSense(Role role) {
    Terms terms = rule.terms();
    return switch (role) {
      case BETWEEN_ONE -> terms.limit() != terms.clear() && !Double.isNaN(terms.limit());
      case UNKNOWN_ONE -> scene.canBeUnknown();
      default -> true;
    };
  }

  /** The case, as an element of {@code tests}. */
  String yaml() {
    var lines = new ArrayList<String>();
    lines.add("  - name: " + rule.name());
    lines.add("    interval: 5s");
    lines.add("    input_series:");
    for (Role role : roles()) {
      for (Line line : scene.lines(role)) {
        lines.add("      - series: '" + line.series() + "'");
        lines.add("        values: '" + line.values(role.states, phases) + "'");
      }
    }
    lines.add("    promql_expr_test:");
    List<Role> fired = roles().stream().filter(each -> each.states.get(1) == State.BAD).toList();
    expect(lines, GOOD + held - 2, List.of());
    expect(lines, GOOD + held - 1, fired);
    expect(lines, GOOD + held + MORE + phases[2] - 1, fired);
    expect(lines, IntStream.of(phases).sum() - 1, List.of(Role.BAD_ONE));
    return String.join("\n", lines) + "\n";
  }

  private void expect(List<String> lines, int sample, List<Role> firing) {
    String name = PrometheusRules.alertName(rule);
    lines.add("      - expr: ALERTS{alertname=\"" + name + "\",alertstate=\"firing\"}");
    lines.add("        eval_time: " + sample * INTERVAL.toSeconds() + "s");
    lines.add("        exp_samples:" + (firing.isEmpty() ? " []" : ""));
    for (Role role : firing) {
      lines.add("          - labels: '" + alert(name, role) + "'");
      lines.add("            value: 1");
    }
  }

  private String alert(String name, Role role) {
    return "ALERTS{alertname=\"%s\",alertstate=\"firing\",rule=\"%s\",severity=\"%s\",%s}"
        .formatted(
            name,
            rule.name(),
            rule.severity().toString().toLowerCase(Locale.ROOT),
            scene.labels(role));
  }
}

package io.health4j.prometheus;

import io.health4j.alert.AlertRule;
import io.health4j.alert.AlertRule.Kind;
import io.health4j.check.Metric;
import io.health4j.time.Durations;
import io.health4j.time.Schedule;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Alert rules as a rule file of Prometheus, for those whose alerts come from there.
 *
 * <pre>{@code
 * String yaml = PrometheusRules.of("workers", AlertRules.workers(), metrics).yaml();
 * }</pre>
 *
 * <p>An {@link AlertRule} is more than a comparison: it ends at another limit than it starts, waits
 * for samples or for progress, and is resolved by good data only. PromQL has no memory, but two
 * series can be its memory: {@code ALERTS}, in which Prometheus itself keeps what fires, and what a
 * recording rule made of its own last value. So each expression has up to three arms:
 *
 * <ol>
 *   <li><b>Bad:</b> what starts an alert, {@code x > limit}. Samples in a row and times become
 *       {@code for}; some of the last samples are counted in a subquery; progress of a counter is
 *       measured from a recorded start, which lives as long as the reading is bad.
 *   <li><b>Not good yet:</b> {@code x > clear}, or {@code x > clear} lately when the rule keeps
 *       firing, where the alert already fires.
 *   <li><b>Unknown:</b> an alert that fires stays while its check or target is UNKNOWN, a finding
 *       about the same subject is, or the host cannot be scraped. Its value is NaN then.
 * </ol>
 *
 * <p>The arms match by all labels but those that the rule itself adds, so that one alert goes
 * through all three of them.
 *
 * <p>What PromQL cannot see differs: a sample is an evaluation, at the given interval; pending
 * alerts start anew when data go missing, or are between the limits; a rate is that of 1 min; what
 * is missing is missed for 1 h; the way for noisy readings is 6 evaluations in a row to start and
 * 10 to end, without its learning; flapping delays no end; a finding's value and remedy are not
 * told. {@code keep_firing_for} is not used: it needs Prometheus 2.42, and these work from 2.40 on.
 *
 * <p>Immutable, thread-safe.
 */
public final class PrometheusRules {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Set<Kind> ON_METRICS =
      Set.of(Kind.READING, Kind.RATE, Kind.TREND, Kind.MISSING);

  private final String group;
  private final List<AlertRule> rules;
  private final Map<String, Metric> metrics;
  private final Duration interval;

  private PrometheusRules(
      String group, List<AlertRule> rules, Map<String, Metric> metrics, Duration interval) {
    this.group = group;
    this.rules = rules;
    this.metrics = metrics;
    this.interval = interval;
  }

  /**
   * Rules that are evaluated every 5 s, which is {@link Schedule#DEFAULT_INTERVAL}, so that an
   * evaluation is a sample.
   *
   * @param group the group's name, unique in a Prometheus; not blank
   * @param rules the rules, with different names
   * @param metrics at least those that the rules are about: their units are part of their names in
   *     Prometheus. Those of the monitor are {@link io.health4j.MetricsBinder.Standard#ALL}
   * @return the rules
   * @throws IllegalArgumentException when the group is blank, two rules have the same name in
   *     Prometheus, or a rule's metric is not among the metrics, is there twice with different
   *     units or kinds, or is a histogram
   */
  public static PrometheusRules of(
      String group, Collection<AlertRule> rules, Collection<Metric> metrics) {
    if (group.isBlank()) {
      throw new IllegalArgumentException("group must not be blank, was '" + group + "'");
    }
    var names = new HashMap<String, String>();
    for (AlertRule rule : rules) {
      String other = names.put(alertName(rule), rule.name());
      if (other != null) {
        throw new IllegalArgumentException(
            "rules must have different names in Prometheus, '%s' and '%s' are both %s"
                .formatted(other, rule.name(), alertName(rule)));
      }
    }
    var made =
        new PrometheusRules(group, List.copyOf(rules), byName(metrics), Schedule.DEFAULT_INTERVAL);
    rules.forEach(made::ruling); // refuses what cannot be written
    return made;
  }

  private static Map<String, Metric> byName(Collection<Metric> metrics) {
    var named = new HashMap<String, Metric>();
    for (Metric metric : metrics) {
      Metric other = named.putIfAbsent(metric.name(), metric);
      if (other != null && !PrometheusNames.of(other).equals(PrometheusNames.of(metric))) {
        throw new IllegalArgumentException(
            "metrics must have one unit and kind each, '%s' is %s and %s"
                .formatted(metric.name(), PrometheusNames.of(other), PrometheusNames.of(metric)));
      }
    }
    return Map.copyOf(named);
  }

  /**
   * The same rules, evaluated at another interval; that of the targets' samples is right.
   *
   * @param value from 100 ms to 1 h
   * @return the rules
   * @throws IllegalArgumentException when out of range
   */
  public PrometheusRules every(Duration value) {
    return new PrometheusRules(
        group, rules, metrics, Durations.inRange("interval", value, SHORTEST, LONGEST));
  }

  /**
   * What an alert rule is called in Prometheus; its own name stands in the label {@code rule}.
   *
   * @param rule the rule
   * @return as {@code LoopMemoryHigh} for {@code loop-memory-high}
   */
  public static String alertName(AlertRule rule) {
    var name = new StringBuilder();
    boolean starts = true;
    for (int c : rule.name().codePoints().toArray()) {
      boolean word = Character.isLetterOrDigit(c);
      if (word) {
        name.appendCodePoint(starts ? Character.toUpperCase(c) : c);
      }
      starts = !word;
    }
    return name.isEmpty() ? rule.name() : name.toString();
  }

  /**
   * The rule file.
   *
   * @return YAML
   */
  public String yaml() {
    var yaml =
        new Yaml()
            .line(0, "groups:")
            .line(1, "- name: " + Yaml.quoted(group))
            .line(2, "interval: " + Promql.duration(interval))
            .line(2, rules.isEmpty() ? "rules: []" : "rules:");
    rules.forEach(rule -> ruling(rule).writeTo(yaml));
    return yaml.toString();
  }

  private Ruling ruling(AlertRule rule) {
    var terms = rule.terms();
    String progress = terms.hold().metric();
    return new Ruling(
        rule,
        ON_METRICS.contains(terms.kind()) ? metric(rule, terms.of()) : null,
        progress.isEmpty() ? null : metric(rule, progress),
        interval);
  }

  private Metric metric(AlertRule rule, String name) {
    @Nullable Metric metric = metrics.get(name);
    if (metric == null) {
      throw new IllegalArgumentException(
          "metrics must have that of rule '" + rule.name() + "', '" + name + "' is not among them");
    } else if (metric.kind() == Metric.Kind.HISTOGRAM) {
      throw new IllegalArgumentException(
          "metric of rule '" + rule.name() + "' must be no histogram, '" + name + "' is one");
    }
    return metric;
  }
}

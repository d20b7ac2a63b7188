package io.health4j.prometheus;

import io.health4j.alert.AlertRule;
import io.health4j.alert.AlertRule.Kind;
import io.health4j.alert.AlertRule.Terms;
import io.health4j.alert.AlertRule.Wait;
import io.health4j.check.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One alert rule in PromQL; {@link PrometheusRules} says how, and why so. */
final class Ruling {

  /** Samples in a row after which the way for noisy readings decides whether it is a breach. */
  private static final int NOISE = 6;

  /** Good samples in a row after which it takes a breach for over. */
  private static final int QUIET = 10;

  /** What Prometheus puts on the alerts that it remembers. */
  private static final Set<String> RESERVED = Set.of("alertname", "alertstate");

  private final AlertRule rule;
  private final Terms terms;
  private final @Nullable Metric metric;
  private final @Nullable Metric progress;
  private final Duration interval;
  private final Looking looking;
  private final Map<String, String> labels;

  Ruling(AlertRule rule, @Nullable Metric metric, @Nullable Metric progress, Duration interval) {
    this.rule = rule;
    this.terms = rule.terms();
    this.metric = metric;
    this.progress = progress;
    this.interval = interval;
    this.looking = Looking.at(terms, metric);
    this.labels = labels(rule, terms);
  }

  private static Map<String, String> labels(AlertRule rule, Terms terms) {
    var labels = new TreeMap<String, String>();
    labels.put("severity", rule.severity().name().toLowerCase(Locale.ROOT));
    labels.put("rule", rule.name());
    if (terms.kind() == Kind.SHARE) {
      labels.put("target", "all");
    }
    terms.labels().forEach((key, value) -> labels.put(free(key, labels), value));
    return labels;
  }

  private static String free(String key, Map<String, String> taken) {
    String label = PrometheusNames.label(key);
    while (taken.containsKey(label) || RESERVED.contains(label)) {
      label = "exported_" + label;
    }
    return label;
  }

  void writeTo(Yaml yaml) {
    if (progress != null) {
      yaml.line(3, "- record: " + started()).block(4, "expr", start(progress));
    }
    yaml.line(3, "- alert: " + Yaml.quoted(name())).block(4, "expr", expression());
    Duration wait = held();
    if (!wait.isZero()) {
      yaml.line(4, "for: " + Promql.duration(wait));
    }
    yaml.line(4, "labels:");
    labels.forEach((key, value) -> yaml.text(5, key, Saying.literal(value)));
    var saying = new Saying(rule, metric);
    yaml.line(4, "annotations:")
        .text(5, "summary", saying.summary())
        .text(5, "description", saying.description());
  }

  private String name() {
    return PrometheusRules.alertName(rule);
  }

  /** How long all evaluations must find it bad; the first of them counts, too. */
  private Duration held() {
    Wait hold = terms.hold();
    if (hold.noisy()) {
      return interval.multipliedBy(NOISE - 1);
    }
    boolean inARow = hold.samples() > 0 && hold.samples() == hold.of();
    return inARow ? interval.multipliedBy(hold.samples() - 1L) : hold.time();
  }

  /** Where it is bad for long enough, where it goes on, and where nobody knows. */
  private String expression() {
    String kept = kept();
    boolean sticks = !kept.equals("(" + looking.bad() + ")") || !waited().isEmpty();
    var arms = new ArrayList<>(List.of("(" + looking.bad() + ")" + waited()));
    if (sticks) {
      arms.add("(\n" + indented(kept + "\nand " + ignoring(true) + " " + firing()) + "\n)");
    }
    arms.add("NaN * max without (alertstate) (\n" + indented(unknown()) + "\n)");
    return String.join("\nor " + ignoring(false) + "\n", arms);
  }

  /** What must be so besides before it fires. */
  private String waited() {
    Wait hold = terms.hold();
    if (progress != null) {
      String grown = "-" + started() + " + " + counter(progress);
      return "\nand (" + grown + " >= " + Promql.number(hold.progress()) + ")";
    } else if (hold.samples() < hold.of()) {
      return "\nand count_over_time(" + during(looking.bad(), hold.of()) + ") >= " + hold.samples();
    }
    return "";
  }

  /** What keeps it firing. */
  private String kept() {
    Wait keep = terms.keep();
    long samples = keep.noisy() ? QUIET : Math.max(keep.of(), samplesIn(keep.time()));
    return samples <= 1
        ? "(" + looking.notGood() + ")"
        : "last_over_time(" + during(looking.notGood(), samples) + ")";
  }

  private long samplesIn(Duration time) {
    return time.isZero() ? 1 : time.plus(interval).minusNanos(1).dividedBy(interval) + 1;
  }

  /**
   * At so many moments, up to now. They are multiples of the interval, and the one just before a
   * window counts in it until Prometheus 3: so it is a little shorter.
   */
  private String during(String expression, long moments) {
    Duration window = interval.multipliedBy(moments).minusMillis(1);
    return "(%s)[%s:%s]".formatted(expression, Promql.duration(window), Promql.duration(interval));
  }

  private String unknown() {
    List<String> arms = new ArrayList<>();
    looking.unknown().forEach(where -> arms.add(firing() + " and " + where));
    arms.add(firing() + " and on (job, instance) up == 0");
    return String.join("\nor ", arms);
  }

  private String firing() {
    return "ALERTS{alertname=" + Promql.quoted(name()) + ",alertstate=\"firing\"}";
  }

  /** What an alert has, and what it is about does not. */
  private String ignoring(boolean state) {
    var own = new TreeSet<>(labels.keySet());
    own.add("alertname");
    if (state) {
      own.add("alertstate");
    }
    return "ignoring (" + String.join(", ", own) + ")";
  }

  private String started() {
    return "health:" + name().replaceAll("[^a-zA-Z0-9_]", "_") + ":start";
  }

  /**
   * What the counter was at the first bad sample: as remembered; or 0 where it was reset since; or
   * what it is now.
   */
  private String start(Metric counter) {
    String bad = "(" + looking.bad() + ")";
    String mark = started() + " %s " + counter(counter);
    return "("
        + mark.formatted("<=")
        + ") and "
        + bad
        + "\nor 0 * ("
        + mark.formatted(">")
        + ") and "
        + bad
        + "\nor 0 * "
        + bad
        + " + "
        + counter(counter);
  }

  /** On the right side of an operator. */
  private static String counter(Metric counter) {
    String by = Looking.isOwn(counter) ? "(job, instance) " : "(job, instance, target) ";
    return "on " + by + "group_left () max by " + by + "(" + PrometheusNames.of(counter) + ")";
  }

  private static String indented(String lines) {
    return lines.indent(2).stripTrailing();
  }
}

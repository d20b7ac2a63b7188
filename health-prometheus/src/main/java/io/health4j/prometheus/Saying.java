package io.health4j.prometheus;

import io.health4j.alert.AlertRule;
import io.health4j.alert.AlertRule.Kind;
import io.health4j.alert.AlertRule.Terms;
import io.health4j.check.Metric;
import io.health4j.check.Status;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an alert says, as Prometheus' templates, which are Go's. A value that is not known, while an
 * alert is kept for that, is NaN, which differs from itself.
 */
final class Saying {

  private static final Pattern TAG = Pattern.compile("\\{([^{}]+)}");
  private static final String VALUE =
      "{{ if eq $value $value }}{{ $value | %s }}%s{{ else }}unknown{{ end }}";

  private final AlertRule rule;
  private final Terms terms;
  private final @Nullable Metric metric;

  Saying(AlertRule rule, @Nullable Metric metric) {
    this.rule = rule;
    this.terms = rule.terms();
    this.metric = metric;
  }

  /** A text that no template reads as more. */
  static String literal(String text) {
    return text.replace("{", "{{ \"{\" }}");
  }

  String summary() {
    return terms.message().isEmpty() ? plain() : filled(terms.message());
  }

  String description() {
    String what = literal(rule.toString());
    return metric == null || metric.description().isEmpty()
        ? what
        : what + ". " + literal(metric.description());
  }

  private String plain() {
    String check = terms.where().get("check") == null ? "" : "{check} of ";
    return switch (terms.kind()) {
      case SCORE -> filled("score of {target}" + beyond());
      case READING, TREND, RATE -> filled(slope() + terms.of() + " of {target}" + beyond());
      case SHARE -> filled("the share of targets that are " + worst() + beyond());
      case STATUS -> filled(check + "{target} is " + worst());
      case UNKNOWN -> filled(check + "{target} is UNKNOWN");
      case MISSING -> filled(terms.of() + " of {target} is missing");
      case SILENCE -> filled("{target} is not sampled");
      case FINDING -> filled("{condition}: ") + subject() + filled("{target} is " + worst());
    };
  }

  private static String subject() {
    return "{{ with $labels.subject }}{{ . }} of {{ end }}";
  }

  private String slope() {
    return isSlope() ? terms.kind() == Kind.RATE ? "rate of " : "trend of " : "";
  }

  private String beyond() {
    return " is {value}, and should not be " + (terms.above() ? "above" : "below") + " {limit}";
  }

  private String worst() {
    return terms.worst() + (terms.worst() == Status.WARNING ? " or worse" : "");
  }

  private String filled(String template) {
    var text = new StringBuilder();
    Matcher tag = TAG.matcher(template);
    int end = 0;
    for (; tag.find(); end = tag.end()) {
      text.append(literal(template.substring(end, tag.start()))).append(of(tag.group(1)));
    }
    return text.append(literal(template.substring(end))).toString();
  }

  private String of(String tag) {
    boolean number = !Double.isNaN(terms.limit());
    return switch (tag) {
      case "value" -> number ? VALUE.formatted(format(), isSlope() ? "/s" : "") : "";
      case "limit" -> number ? limit() : "";
      case "remedy" -> ""; // stands in no metric
      case "target" -> metric != null && Looking.isOwn(metric) ? tag("instance") : tag("target");
      default -> tag(Promql.label(tag));
    };
  }

  private static String tag(String label) {
    return "{{ $labels." + label + " }}";
  }

  private String format() {
    if (isRatio()) {
      return "humanizePercentage";
    }
    boolean bytes = metric != null && metric.unit().equals("By");
    return bytes ? "humanize1024" : "printf \"%.4g\"";
  }

  private String limit() {
    String limit = isRatio() ? Promql.percent(terms.limit()) : Promql.number(terms.limit());
    return isSlope() ? limit + "/s" : limit;
  }

  private boolean isSlope() {
    return terms.kind() == Kind.RATE || terms.kind() == Kind.TREND;
  }

  private boolean isRatio() {
    boolean named =
        metric != null
            && metric.unit().equals("1")
            && (metric.name().endsWith("utilization") || metric.name().endsWith("ratio"));
    return named || terms.kind() == Kind.SHARE;
  }
}

package io.health4j.alert;

import io.health4j.alert.Alert.State;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Metric;
import io.health4j.check.Status;
import io.health4j.report.TargetHealth;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts alerts into words. */
final class Wording {

  private static final Pattern TAG = Pattern.compile("\\{([^{}]+)}");
  private static final MathContext SHORT = new MathContext(3);
  private static final String[] THOUSANDS = {"", "k", "M", "G", "T", "P"};

  /** From here on there is no letter. */
  private static final double LARGEST = 1e18;

  private Wording() {}

  /** What happened between two states. */
  static String step(@Nullable State before, State state) {
    return switch (state) {
      case PENDING -> "seen";
      case FIRING ->
          before == State.NO_DATA
              ? "known again, and bad"
              : before == State.RECOVERING ? "bad again" : "fired";
      case RECOVERING -> before == State.NO_DATA ? "known again, and good" : "good";
      case NO_DATA -> "no data";
      case RESOLVED -> before == State.PENDING ? "was bad too shortly to fire" : "resolved";
      case WITHDRAWN -> "withdrawn, nobody looks at it any more";
    };
  }

  /** What an alert says: its rule's template, or the condition with the values. */
  static String message(
      AlertRule rule,
      Alert alert,
      @Nullable Metric metric,
      double value,
      @Nullable TargetHealth health) {
    String text =
        rule.message().isEmpty()
            ? plain(rule, alert, metric, value, health)
            : filled(rule.message(), name -> tag(name, rule, alert, metric, value));
    return dated(text, alert);
  }

  /** A template with the values of its tags; what has none is a dash. */
  static String filled(String template, Function<String, @Nullable String> tags) {
    return TAG.matcher(template)
        .replaceAll(
            tag -> {
              String text = tags.apply(tag.group(1));
              return text == null || text.isEmpty() ? "-" : Matcher.quoteReplacement(text);
            });
  }

  static String dated(String text, Alert alert) {
    return alert.state() == State.NO_DATA ? text + " (the last that is known)" : text;
  }

  private static @Nullable String tag(
      String name, AlertRule rule, Alert alert, @Nullable Metric metric, double value) {
    return switch (name) {
      case "value" -> value(rule, metric, value);
      case "limit" -> limit(rule, metric);
      default -> alert.tag(name);
    };
  }

  private static String plain(
      AlertRule rule,
      Alert alert,
      @Nullable Metric metric,
      double value,
      @Nullable TargetHealth health) {
    Source source = rule.source();
    boolean bad = rule.limit().isBad(value);
    String where = alert.target().id() + (alert.subject().size() == 0 ? "" : " " + alert.subject());
    if (source instanceof Source.OfStatus || source instanceof Source.OfUnknown) {
      String what = alert.check().isEmpty() ? where : alert.check() + " of " + where;
      return what + " is " + status(alert, health);
    } else if (source instanceof Source.OfAbsence absence) {
      return absence.metric() + " of " + where + (bad ? " is missing" : " is there");
    } else if (source instanceof Source.OfSilence) {
      return where + (bad ? " is not sampled" : " is sampled");
    }
    String of = source instanceof Source.OfShare ? "" : " of " + where;
    String side = rule.limit().direction() > 0 ? "above " : "below ";
    return source.text()
        + of
        + " is "
        + value(rule, metric, value)
        + ", and should not be "
        + side
        + limit(rule, metric)
        + (source instanceof Source.OfScore ? failing(health) : "");
  }

  private static String status(Alert alert, @Nullable TargetHealth health) {
    if (health == null) {
      return Status.UNKNOWN.toString();
    } else if (alert.check().isEmpty()) {
      return health.status() + failing(health);
    }
    return health.outcomes().stream()
        .filter(each -> each.check().equals(alert.check()))
        .map(each -> each.status() + reason(each))
        .collect(Collectors.joining(", "));
  }

  private static String reason(CheckOutcome outcome) {
    String message = outcome.result().message();
    return message.isEmpty() ? "" : ": " + message;
  }

  private static String failing(@Nullable TargetHealth health) {
    return health == null
        ? ""
        : health.outcomes().stream()
            .filter(each -> each.status() != Status.HEALTHY)
            .map(each -> each.check() + " " + each.status())
            .collect(Collectors.collectingAndThen(Collectors.joining(", "), Wording::inBrackets));
  }

  private static String inBrackets(String text) {
    return text.isEmpty() ? "" : " (" + text + ")";
  }

  private static String limit(AlertRule rule, @Nullable Metric metric) {
    return value(rule, metric, rule.limit().enter());
  }

  /** A rule's number for people; empty when it has none. */
  static String value(AlertRule rule, @Nullable Metric metric, double value) {
    Source source = rule.source();
    if (!source.isNumber() || Double.isNaN(value)) {
      return "";
    }
    boolean share = source instanceof Source.OfShare || (metric != null && isShare(metric));
    boolean slope = source instanceof Source.OfRate || source instanceof Source.OfTrend;
    return (share ? number(value * 100) + "%" : number(value)) + (slope ? "/s" : "");
  }

  private static boolean isShare(Metric metric) {
    String name = metric.name();
    return metric.unit().equals("1") && (name.endsWith("utilization") || name.endsWith("ratio"));
  }

  /** Empty when there is none, or one that is no number. */
  static String number(OptionalDouble value) {
    OptionalDouble finite = finite(value);
    return finite.isPresent() ? number(finite.getAsDouble()) : "";
  }

  static OptionalDouble finite(OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble())
        ? value
        : OptionalDouble.empty();
  }

  /** Three digits; whole numbers up to 10,000 as they are, larger ones by thousands. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size < 10_000 && value == Math.rint(value)) {
      return Long.toString((long) value);
    }
    int thousands = 0;
    while (size >= 10_000 && size < LARGEST) {
      size /= 1_000;
      value /= 1_000;
      thousands++;
    }
    return (size >= 1e-3 && size < LARGEST ? plain(value) : rounded(value)) + THOUSANDS[thousands];
  }

  private static String rounded(double value) {
    return BigDecimal.valueOf(value).round(SHORT).stripTrailingZeros().toString();
  }

  /** From 0.001 to 10,000: most of what is told, and told often. */
  private static String plain(double value) {
    double size = Math.abs(value);
    int decimals = 2 - (int) Math.floor(Math.log10(size));
    long digits = Math.round(size * Math.pow(10, decimals));
    while (decimals > 0 && digits % 10 == 0) {
      digits /= 10;
      decimals--;
    }
    String sign = value < 0 ? "-" : "";
    if (decimals <= 0) {
      return sign + digits * (long) Math.pow(10, -decimals);
    }
    long unit = (long) Math.pow(10, decimals);
    String fraction = Long.toString(unit + digits % unit).substring(1);
    return sign + digits / unit + "." + fraction;
  }
}

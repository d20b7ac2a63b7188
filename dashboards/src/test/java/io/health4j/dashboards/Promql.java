package io.health4j.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads just as much of PromQL as it takes to tell metrics from all else. */
final class Promql {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"" // text
              + "|'(?:[^'\\\\]|\\\\.)*'"
              + "|`[^`]*`"
              + "|\\[[^\\]]*]" // a range
              + "|[a-zA-Z_:][a-zA-Z0-9_:]*" // a name
              + "|[0-9][0-9a-zA-Z.]*(?:[eE][+-]?[0-9]+)?" // a number, or a duration
              + "|\\$\\{?\\w+}?" // a variable
              + "|\\S");

  /** Their parentheses hold labels. */
  private static final Set<String> LABELS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "atan2", "bool", "offset", "start", "end", "inf", "nan");

  private final List<String> tokens = new ArrayList<>();
  private final Set<String> metrics = new TreeSet<>();
  private int at;

  private Promql(String expression) {
    Matcher matcher = TOKEN.matcher(expression);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
  }

  /** The metrics that an expression names. */
  static Set<String> metrics(String expression) {
    var read = new Promql(expression);
    while (read.at < read.tokens.size()) {
      read.next();
    }
    return read.metrics;
  }

  private void next() {
    String token = tokens.get(at++);
    if (token.equals("{")) {
      skipTo("}");
    } else if (LABELS.contains(token.toLowerCase(Locale.ROOT))) {
      if (peek("(")) {
        skipTo(")");
      }
    } else if (isName(token) && !peek("(")) {
      metrics.add(token);
    }
  }

  private static boolean isName(String token) {
    return (Character.isLetter(token.charAt(0)) || token.matches("[_:].*"))
        && !WORDS.contains(token.toLowerCase(Locale.ROOT));
  }

  /** A function, or an aggregation, whose labels may come before its parentheses. */
  private boolean peek(String token) {
    if (at >= tokens.size()) {
      return false;
    }
    String next = tokens.get(at);
    return next.equals(token)
        || (token.equals("(") && (next.equals("by") || next.equals("without")));
  }

  private void skipTo(String end) {
    while (at < tokens.size() && !tokens.get(at++).equals(end)) {
      // labels and their values
    }
  }
}

package io.health4j.notify;

import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** Foreign texts, made fit for a message: free of control characters, escaped, cut to a limit. */
final class Texts {

  private Texts() {}

  /** Without control characters but line feeds and tabs, which chats and mails can show. */
  static String clean(String text) {
    String lines = text.replace("\r\n", "\n");
    return spaced(lines, c -> Character.isISOControl(c) && c != '\n' && c != '\t');
  }

  /** On one line: whatever ends a line somewhere is a space here. */
  static String line(String text) {
    return spaced(text, c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029').strip();
  }

  /** With a space for each run of what is bad. */
  private static String spaced(String text, IntPredicate bad) {
    var out = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      boolean now = bad.test(text.charAt(i));
      if (!now) {
        out.append(text.charAt(i));
      } else if (!gap) {
        out.append(' ');
      }
      gap = now;
    }
    return out.toString();
  }

  /** No longer than that many UTF-16 units. */
  static String cut(String text, int most) {
    return cut(text, most, Character::charCount);
  }

  /**
   * So much of the text as costs no more than {@code most}, at the border of a code point; what was
   * cut says so, and that counts, too.
   *
   * @param cost what a code point takes up where it goes
   */
  static String cut(String text, int most, IntUnaryOperator cost) {
    if (fitting(text, most, cost) == text.length()) {
      return text;
    }
    String told =
        String.format(
            Locale.ROOT, "… (cut, %,d characters in all)", text.codePointCount(0, text.length()));
    int left = most - told.codePoints().map(cost).sum();
    return left < 0
        ? text.substring(0, fitting(text, most, cost))
        : text.substring(0, fitting(text, left, cost)) + told;
  }

  /** How many UTF-16 units of it fit. */
  private static int fitting(String text, int most, IntUnaryOperator cost) {
    int left = most;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      left -= cost.applyAsInt(point);
      if (left < 0) {
        return at;
      }
      at += Character.charCount(point);
    }
    return at;
  }

  /** As Slack wants it: see {@code docs.slack.dev/messaging/formatting-message-text}. */
  static String mrkdwn(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** What a code point takes up in {@link #mrkdwn}. */
  static int mrkdwnCost(int point) {
    return switch (point) {
      case '&' -> 5;
      case '<', '>' -> 4;
      default -> Character.charCount(point);
    };
  }

  /** For the text of HTML and for its attributes. */
  static String html(String text) {
    return mrkdwn(text).replace("\"", "&quot;").replace("'", "&#39;");
  }

  /** So many things, in words. */
  static String count(int number, String thing) {
    return String.format(Locale.ROOT, number == 1 ? "%,d %s" : "%,d %ss", number, thing);
  }
}

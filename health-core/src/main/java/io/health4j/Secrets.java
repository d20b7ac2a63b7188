package io.health4j;

import java.util.regex.Pattern;

/**
 * Takes what looks like a secret out of a foreign text (an exception's message) before it is shown
 * or logged: all of a URL but its scheme and host, since a path can be a webhook's key, and what
 * follows a telling name. Every quantifier is bounded: the text may come from anybody.
 */
final class Secrets {

  /** Enough for a line that people read; a longer text is cut. */
  static final int MAX_LENGTH = 1_000;

  private static final Pattern URL =
      Pattern.compile(
          "(?i)([a-z][a-z0-9+.-]{0,30}://)(?:[^\\s/@\"']{0,256}@)?([^\\s/?#\"'@]{0,256})"
              + "([/?#][^\\s\"']{0,1000})?");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:password|passwd|pwd|secret|token|api[-_]?key|access[-_]?key|credential"
              + "|authorization)[a-z0-9_.-]{0,32}[\"']?\\s{0,8}[=:]\\s{0,8})"
              + "(?:(?:bearer|basic)\\s{1,8})?[^\\s,;&]{1,1000}");

  private Secrets() {}

  static String redact(String text) {
    String shown = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    shown =
        URL.matcher(shown)
            .replaceAll(match -> match.group(1) + host(match.group(2), match.group(3)));
    return NAMED.matcher(shown).replaceAll("$1***");
  }

  private static String host(String host, String rest) {
    return (rest == null || rest.length() <= 1 ? host : host + "/***").replace("$", "\\$");
  }

  /** A throwable in one line: its simple class name and its redacted message. */
  static String describe(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    try {
      String message = thrown.getMessage();
      return message == null
          ? name
          : name + ": " + redact(message.strip().lines().findFirst().orElse(""));
    } catch (Throwable e) { // a message can be code of the host's, too
      return name;
    }
  }
}

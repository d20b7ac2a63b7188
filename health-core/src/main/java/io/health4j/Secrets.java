package io.health4j;

import java.util.regex.Pattern;

/**
 * Takes what looks like a secret out of a foreign text (an exception's message) before it is shown
 * or logged: the user part and the query values of a URL, and what follows a telling name.
 */
final class Secrets {

  private static final Pattern USER_INFO =
      Pattern.compile("(?i)\\b([a-z][a-z0-9+.-]*://)[^\\s/@]+@");
  private static final Pattern QUERY = Pattern.compile("([?&][^=&\\s]+=)[^&\\s]+");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)\\b((?:[a-z0-9_.-]*(?:password|passwd|pwd|secret|token|api[-_]?key|credential)s?"
              + "|(?:proxy-)?authorization)[\"']?\\s*[=:]\\s*)(?:(?:bearer|basic)\\s+)?[^\\s,;&]+");

  private Secrets() {}

  static String redact(String text) {
    String shown = USER_INFO.matcher(text).replaceAll("$1***@");
    shown = QUERY.matcher(shown).replaceAll("$1***");
    return NAMED.matcher(shown).replaceAll("$1***");
  }

  /** A throwable in one line: its simple class name and its redacted message. */
  static String describe(Throwable thrown) {
    String message;
    try {
      message = thrown.getMessage();
    } catch (RuntimeException e) {
      message = null;
    }
    String name = thrown.getClass().getSimpleName();
    return message == null
        ? name
        : name + ": " + redact(message.strip().lines().findFirst().orElse(""));
  }
}

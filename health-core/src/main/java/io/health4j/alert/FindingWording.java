package io.health4j.alert;

import io.health4j.check.Finding;
import org.jspecify.annotations.Nullable;

/** Puts alerts about findings into words. */
final class FindingWording {

  private FindingWording() {}

  /** What an alert says: its rule's template, or all that the finding does. */
  static String message(AlertRule rule, Alert alert, Finding finding, boolean bad) {
    String text =
        rule.message().isEmpty()
            ? plain(alert, finding, bad)
            : Wording.filled(rule.message(), name -> tag(name, alert, finding));
    return Wording.dated(text, alert);
  }

  private static @Nullable String tag(String name, Alert alert, Finding finding) {
    return switch (name) {
      case "value" -> Wording.number(finding.value());
      case "limit" -> Wording.number(finding.limit());
      case "remedy" -> finding.remedy();
      default -> alert.tag(name);
    };
  }

  private static String plain(Alert alert, Finding finding, boolean bad) {
    String target = alert.target().id();
    String subject = finding.subject();
    String where = subject.isEmpty() ? target : subject + " of " + target;
    String value = Wording.number(finding.value());
    String limit = Wording.number(finding.limit());
    return finding.condition()
        + ": "
        + where
        + (bad ? " is " : " was ")
        + finding.status()
        + (value.isEmpty() ? "" : ", " + value)
        + (limit.isEmpty() ? "" : ", limit " + limit + from(finding.limitSource()))
        + (bad && !finding.remedy().isEmpty() ? ". " + finding.remedy() : "");
  }

  private static String from(String source) {
    return source.isEmpty() ? "" : ", " + source;
  }
}

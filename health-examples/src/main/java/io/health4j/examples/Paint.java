package io.health4j.examples;

import io.health4j.alert.Severity;
import io.health4j.check.Status;

/** Colours, on a terminal; none elsewhere. */
enum Paint {
  PLAIN,
  COLOURS;

  private static final String RESET = "\u001b[0m";

  String status(Status status, String text) {
    return switch (status) {
      case HEALTHY -> in("32", text);
      case UNKNOWN -> in("35", text);
      case WARNING -> in("33", text);
      case CRITICAL -> in("1;31", text);
    };
  }

  String severity(Severity severity, String text) {
    return switch (severity) {
      case INFO -> faint(text);
      case WARNING -> status(Status.WARNING, text);
      case CRITICAL -> status(Status.CRITICAL, text);
    };
  }

  String bold(String text) {
    return in("1", text);
  }

  String faint(String text) {
    return in("2", text);
  }

  private String in(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + RESET;
  }
}

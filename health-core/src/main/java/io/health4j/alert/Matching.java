package io.health4j.alert;

import io.health4j.check.Attributes;
import org.jspecify.annotations.Nullable;

/** Whether tags are as somebody wants them. */
final class Matching {

  private Matching() {}

  /** Whether an alert has all tags of a matcher. */
  static boolean all(Attributes matcher, Alert alert) {
    for (var wanted : matcher.entries()) {
      if (!one(wanted.getValue(), alert.tag(wanted.getKey()))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a value is as wanted; {@code *} at the end of what is wanted stands for any rest. */
  static boolean one(String wanted, @Nullable String value) {
    if (value == null) {
      return false;
    }
    return wanted.endsWith("*")
        ? value.startsWith(wanted.substring(0, wanted.length() - 1))
        : value.equals(wanted);
  }
}

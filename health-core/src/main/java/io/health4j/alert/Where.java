package io.health4j.alert;

import io.health4j.check.Attributes;
import io.health4j.check.Target;
import org.jspecify.annotations.Nullable;

/** Whether a rule looks at something, by its tags. */
final class Where {

  private Where() {}

  static boolean holds(Attributes where, Target target, String check, Attributes subject) {
    if (where.size() == 0) {
      return true;
    }
    for (var wanted : where.entries()) {
      if (!Matching.one(wanted.getValue(), tag(wanted.getKey(), target, check, subject))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String tag(
      String name, Target target, String check, Attributes subject) {
    if (name.equals("target")) {
      return target.id();
    } else if (name.equals("check")) {
      return check.isEmpty() ? null : check;
    }
    String attribute = subject.get(name);
    return attribute != null ? attribute : target.labels().get(name);
  }
}

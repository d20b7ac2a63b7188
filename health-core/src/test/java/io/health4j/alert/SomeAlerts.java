package io.health4j.alert;

import io.health4j.alert.Alert.State;
import io.health4j.alert.Notification.Reason;
import io.health4j.check.Attributes;
import io.health4j.check.Target;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** Alerts and notifications for tests that need some. */
public final class SomeAlerts {

  static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private SomeAlerts() {}

  public static Alert firing(String rule, String target, Severity severity) {
    return alert(rule, target, severity, State.FIRING);
  }

  public static Alert resolved(String rule, String target, Severity severity) {
    return alert(rule, target, severity, State.RESOLVED);
  }

  public static Alert alert(String rule, String target, Severity severity, State state) {
    return new Alert(
        rule + "@" + target,
        rule,
        Target.of(target),
        "",
        Attributes.none(),
        Attributes.none(),
        severity,
        state,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        rule + " of " + target,
        AT,
        AT,
        AT,
        state.isOver() ? AT : null,
        false,
        "",
        "",
        List.of());
  }

  public static Notification notification(String route, String group, Alert... alerts) {
    Reason reason = alerts[0].state().isOver() ? Reason.ENDED : Reason.FIRED;
    return new Notification(group, route, reason, List.of(alerts), AT);
  }
}

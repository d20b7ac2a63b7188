package io.health4j.alert;

import java.time.Instant;
import java.util.List;

/**
 * What a sink is to tell: the alerts of one group, as they are when it is made. Immutable.
 *
 * @param group the group's key, the same in all its notifications, such as {@code target=gpu-3};
 *     {@code all} on a route that makes no groups; {@code *} for what is new in many groups, at
 *     most 100 alerts, when they had to wait for the rate limit
 * @param route the name of the route that it goes by
 * @param reason why it is told now
 * @param alerts active ones, and those that ended since the last time; the most urgent first; never
 *     empty
 * @param at when it was made, for display
 */
public record Notification(
    String group, String route, Reason reason, List<Alert> alerts, Instant at) {

  /** Why a notification is told. */
  public enum Reason {
    /** At least one alert fired that was not told before. */
    FIRED,
    /** At least one alert ended, and none fired. */
    ENDED,
    /** Nothing changed: it still fires, and the time to say so again has come. */
    REPEATED,
    /** Nobody acknowledged it where it was told first. */
    ESCALATED,
    /** Somebody acknowledged it. */
    ACKNOWLEDGED
  }

  public Notification {
    alerts = List.copyOf(alerts);
    if (alerts.isEmpty()) {
      throw new IllegalArgumentException("a notification must have an alert, had none");
    }
  }

  /**
   * How urgent it is.
   *
   * @return the severity of its most urgent active alert or, where all are over, of its most urgent
   *     alert
   */
  public Severity severity() {
    boolean over = isOver();
    return alerts.stream()
        .filter(alert -> over || alert.state().isActive())
        .map(Alert::severity)
        .reduce(Severity.INFO, Severity::max);
  }

  /**
   * Whether nothing of it fires any more.
   *
   * @return true when all its alerts are over
   */
  public boolean isOver() {
    return alerts.stream().allMatch(alert -> alert.state().isOver());
  }
}

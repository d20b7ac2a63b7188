package io.health4j.notify;

import io.health4j.alert.Alert;
import io.health4j.alert.Notification;
import java.util.Map;

/**
 * An alert as an event of PagerDuty's Events API v2 ({@code
 * developer.pagerduty.com/docs/send-alert-event}). One incident is known by the alert's fingerprint
 * from its trigger to its end.
 */
final class PagerDutyEvent {

  /** "Maximum permitted length": of the summary, in characters. */
  static final int MOST_OF_SUMMARY = 1_024;

  /** 512 KB in all; with thousands for kilo, the smaller reading. */
  static final int MOST_BYTES = 512_000;

  private PagerDutyEvent() {}

  /** Over: resolve. Somebody looks after it: acknowledge. Else: trigger. */
  static String action(Alert alert) {
    if (alert.state().isOver()) {
      return "resolve";
    }
    return alert.acknowledgedBy().isEmpty() ? "trigger" : "acknowledge";
  }

  static byte[] bytes(String routingKey, Notification notification, Alert alert) {
    byte[] whole = Json.bytes(event(routingKey, notification, alert, Details.of(alert)));
    return whole.length <= MOST_BYTES
        ? whole
        : Json.bytes(event(routingKey, notification, alert, tooMuch(whole.length)));
  }

  private static Map<String, Object> tooMuch(int bytes) {
    return Json.object("leftOut", Texts.count(bytes, "byte") + " are more than PagerDuty takes");
  }

  private static Map<String, Object> event(
      String routingKey, Notification notification, Alert alert, Map<String, Object> details) {
    String action = action(alert);
    return Json.object(
        "routing_key",
        routingKey,
        "event_action",
        action,
        "dedup_key",
        alert.fingerprint(),
        "client",
        "Health4j",
        "payload",
        action.equals("trigger") ? payload(notification, alert, details) : null);
  }

  private static Map<String, Object> payload(
      Notification notification, Alert alert, Map<String, Object> details) {
    String summary = Wording.name(alert) + ": " + Texts.line(alert.message());
    return Json.object(
        "summary",
        Texts.cut(summary, MOST_OF_SUMMARY),
        "source",
        Details.name(alert.target().id()),
        "severity",
        Details.word(alert.severity()),
        "timestamp",
        alert.firedAt() == null ? alert.startedAt() : alert.firedAt(),
        "component",
        alert.check().isEmpty() ? null : Details.name(alert.check()),
        "group",
        notification.group().isEmpty() ? null : Details.name(notification.group()),
        "class",
        Details.name(alert.rule()),
        "custom_details",
        details);
  }
}

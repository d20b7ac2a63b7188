package io.health4j.notify;

import io.health4j.alert.Alert;
import io.health4j.alert.Notification;
import io.health4j.check.Attributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How notifications and alerts are told to people: the same words in chats, mails and logs. */
final class Wording {

  private Wording() {}

  /** The whole in a few words, on one line. */
  static String title(Notification notification) {
    List<Alert> alerts = notification.alerts();
    if (alerts.size() == 1) {
      return Texts.line(urgency(notification) + ": " + name(alerts.get(0)));
    }
    long over = alerts.stream().filter(alert -> alert.state().isOver()).count();
    boolean mixed = over > 0 && over < alerts.size();
    String counted = Texts.count(alerts.size(), "alert") + (mixed ? ", " + over + " ended" : "");
    return Texts.line(urgency(notification) + ": " + counted + of(notification.group()));
  }

  /** Only groups that are made by tags say something. */
  private static String of(String group) {
    return group.contains("=") ? ", " + group : "";
  }

  private static String urgency(Notification notification) {
    if (notification.isOver()) {
      return notification.alerts().stream().allMatch(a -> a.state() == Alert.State.RESOLVED)
          ? "RESOLVED"
          : "ENDED";
    }
    String severity = notification.severity().name();
    return switch (notification.reason()) {
      case FIRED, ENDED -> severity;
      case REPEATED -> "STILL " + severity;
      case ESCALATED -> "ESCALATED " + severity;
      case ACKNOWLEDGED -> "ACKNOWLEDGED " + severity;
    };
  }

  /** Which alert, on one line. */
  static String name(Alert alert) {
    String subject = subject(alert.subject());
    return Texts.line(
        alert.rule() + " on " + alert.target().id() + (subject.isEmpty() ? "" : " " + subject));
  }

  /** How urgent it is and how it stands, in a word or two. */
  static String state(Alert alert) {
    return switch (alert.state()) {
      case RESOLVED, WITHDRAWN -> alert.state().name();
      case NO_DATA -> alert.severity() + ", no data";
      case PENDING, FIRING, RECOVERING -> alert.severity().name();
    };
  }

  /** What else is known of it: names for people, and values. */
  static Map<String, String> facts(Alert alert) {
    var facts = new LinkedHashMap<String, String>();
    put(facts, "check", alert.check());
    put(facts, "value", number(alert.value()));
    put(facts, "limit", number(alert.limit()));
    put(facts, "labels", subject(alert.labels()));
    put(facts, "since", time(alert.firedAt() == null ? alert.startedAt() : alert.firedAt()));
    put(facts, "ended", time(alert.endedAt()));
    put(facts, "flapping", alert.flapping() ? "yes" : "");
    put(facts, "acknowledged by", alert.acknowledgedBy());
    return facts;
  }

  private static void put(Map<String, String> facts, String name, String value) {
    if (!value.isBlank()) {
      facts.put(name, Texts.line(value));
    }
  }

  private static String subject(Attributes attributes) {
    return attributes.entries().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String number(OptionalDouble number) {
    if (number.isEmpty()) {
      return "";
    }
    double value = number.getAsDouble();
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}

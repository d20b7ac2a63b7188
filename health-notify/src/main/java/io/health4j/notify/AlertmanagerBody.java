package io.health4j.notify;

import io.health4j.alert.Alert;
import io.health4j.check.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Alerts as Alertmanager's API v2 takes them. Alertmanager knows an alert by its labels, so these
 * are only what stays the same all its life; an active one ends by itself at {@code endsAt} unless
 * it is told again.
 */
final class AlertmanagerBody {

  /** An alert ends after so many times that it was not told again; Prometheus allows four. */
  private static final int MISSED = 3;

  private AlertmanagerBody() {}

  static byte[] bytes(
      List<Alert> alerts, Instant now, Duration resend, @Nullable String generatorUrl) {
    Instant expiry = now.plus(resend.multipliedBy(MISSED));
    return Json.bytes(alerts.stream().map(a -> alert(a, now, expiry, generatorUrl)).toList());
  }

  private static Map<String, Object> alert(
      Alert alert, Instant now, Instant expiry, @Nullable String generatorUrl) {
    Instant startsAt = alert.firedAt() == null ? alert.startedAt() : alert.firedAt();
    Instant endsAt = alert.state().isOver() ? ended(alert, now) : expiry;
    return Json.object(
        "labels",
        labels(alert),
        "annotations",
        annotations(alert),
        "startsAt",
        startsAt,
        // Alertmanager refuses an end before the start, which wall clocks can make.
        "endsAt",
        endsAt.isBefore(startsAt) ? startsAt : endsAt,
        "generatorURL",
        generatorUrl);
  }

  private static Instant ended(Alert alert, Instant now) {
    Instant ended = alert.endedAt();
    return ended == null || ended.isAfter(now) ? now : ended;
  }

  private static Map<String, Object> annotations(Alert alert) {
    return Json.object(
        "summary", Texts.cut(Wording.name(alert), Details.MOST_OF_A_NAME),
        "description", Texts.cut(alert.message(), Details.MOST_OF_A_MESSAGE),
        "acknowledged_by",
            alert.acknowledgedBy().isEmpty() ? null : Details.name(alert.acknowledgedBy()));
  }

  /** Of equal names the first counts, as in {@link Alert#tag}. */
  static Map<String, Object> labels(Alert alert) {
    var all = new LinkedHashMap<String, String>();
    all.put("alertname", alert.rule());
    all.put("severity", Details.word(alert.severity()));
    all.put("target", alert.target().id());
    all.put("check", alert.check());
    for (Attributes more : List.of(alert.labels(), alert.subject(), alert.target().labels())) {
      more.forEach(all::putIfAbsent);
    }
    var labels = new LinkedHashMap<String, Object>();
    all.forEach((name, value) -> put(labels, name, value));
    return labels;
  }

  /** To Alertmanager an empty label is none. */
  private static void put(Map<String, Object> labels, String name, String value) {
    if (value.isEmpty()) {
      return;
    }
    String free = labelName(name);
    while (labels.containsKey(free)) {
      free += "_";
    }
    labels.put(free, value);
  }

  static String labelName(String name) {
    String fit = name.replaceAll("[^a-zA-Z0-9_]", "_");
    return Character.isDigit(fit.charAt(0)) ? "_" + fit : fit;
  }
}

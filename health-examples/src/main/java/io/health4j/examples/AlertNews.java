package io.health4j.examples;

import io.health4j.HealthEvent;
import io.health4j.alert.Alert;
import io.health4j.alert.Notification;
import io.health4j.recovery.RecoveryEngine.Attempt;
import io.health4j.recovery.RecoveryPolicy.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is news of alerts, of who was told, and of recoveries. News with the same headline can be
 * told together.
 *
 * @param headline what happened
 * @param whom to whom or what
 * @param rest what follows the headline when it is told alone
 */
record AlertNews(String headline, String whom, String rest) {

  /** Told by name in a line for many. */
  private static final int MOST_NAMES = 4;

  /** What an event has of it; what people need not hear is none. */
  static Optional<AlertNews> of(HealthEvent event) {
    if (event instanceof HealthEvent.AlertChanged changed) {
      return alert(changed.alert());
    } else if (event instanceof HealthEvent.NotificationDelivered delivered) {
      return Optional.of(delivery(delivered.notification()));
    } else if (event instanceof HealthEvent.NotificationDropped dropped) {
      Notification notification = dropped.notification();
      String headline = notification.route() + " will not hear of it, " + dropped.reason();
      return Optional.of(about(headline, notification.group(), rules(notification)));
    } else if (event instanceof HealthEvent.RuleDormant dormant) {
      String headline = "nothing gives what these rules look at";
      return Optional.of(about(headline, dormant.rule(), ""));
    } else if (event instanceof HealthEvent.RecoveryChanged changed) {
      return Optional.of(attempt(changed.attempt()));
    }
    return Optional.empty();
  }

  private static Optional<AlertNews> alert(Alert alert) {
    Instant fired = alert.firedAt();
    if (fired == null) {
      return Optional.empty();
    }
    String what = alert.severity() + " " + alert.rule() + " ";
    String whom = alert.target().id();
    String muted = alert.mutedBy().isEmpty() ? "" : ", muted by " + alert.mutedBy();
    return switch (alert.state()) {
      case FIRING ->
          alert.since().equals(fired)
              ? Optional.of(new AlertNews(what + "fired" + muted, whom, message(alert)))
              : Optional.empty();
      case NO_DATA -> Optional.of(new AlertNews(what + "has no data", whom, message(alert)));
      case RESOLVED, WITHDRAWN -> {
        String ended = what + alert.state().name().toLowerCase(Locale.ROOT) + muted;
        String lasted = "after " + Texts.span(Duration.between(fired, alert.since()));
        yield Optional.of(about(ended, whom, lasted));
      }
      case PENDING, RECOVERING -> Optional.empty();
    };
  }

  private static AlertNews delivery(Notification notification) {
    String why = notification.reason().name().toLowerCase(Locale.ROOT);
    String headline = notification.route() + " told, " + why;
    return about(headline, notification.group(), rules(notification));
  }

  /** How many alerts, and of which rules where the group does not tell. */
  private static String rules(Notification notification) {
    int count = notification.alerts().size();
    String names =
        notification.alerts().stream()
            .map(Alert::rule)
            .distinct()
            .filter(rule -> !notification.group().contains(rule))
            .limit(MOST_NAMES)
            .collect(Collectors.joining(", "));
    return Texts.format("%,d %s", count, count == 1 ? "alert" : "alerts")
        + (names.isEmpty() ? "" : " of " + names);
  }

  private static AlertNews attempt(Attempt attempt) {
    String what = attempt.mode() == Mode.SHADOW ? "(shadow) " : "";
    what += attempt.action();
    String headline =
        switch (attempt.outcome()) {
          case STARTED -> what + " begins";
          case SHADOWED -> what + " would begin, --enforce does it";
          case SUCCEEDED -> what + " helped";
          case NOT_HELPED -> what + " did not help";
          case FAILED -> what + " failed";
          case SKIPPED_BUDGET -> what + " waits for its budget";
          case HELD_BACK -> what + " is held back";
          case HANDED_OVER -> what + " and all else did not help: a human must look";
        };
    return about(headline, attempt.target().id(), attempt.detail());
  }

  private static AlertNews about(String headline, String whom, String detail) {
    return new AlertNews(headline, whom, detail.isEmpty() ? whom : whom + ": " + detail);
  }

  /** Most messages name their target. */
  private static String message(Alert alert) {
    String id = alert.target().id();
    boolean named = List.of(alert.message().split("[ :,]", -1)).contains(id);
    return named ? alert.message() : id + ": " + alert.message();
  }

  /** One line for news of the same headline. */
  static String line(List<AlertNews> same) {
    AlertNews first = same.get(0);
    if (same.size() == 1) {
      return first.headline + ": " + first.rest;
    }
    String names =
        same.stream()
            .map(AlertNews::whom)
            .distinct()
            .limit(MOST_NAMES)
            .collect(Collectors.joining(", "));
    long more = same.stream().map(AlertNews::whom).distinct().count() - MOST_NAMES;
    return first.headline + ": " + names + (more > 0 ? Texts.format(" and %,d more", more) : "");
  }
}

package io.health4j;

import io.health4j.alert.Alert;
import io.health4j.alert.Notification;
import io.health4j.alert.Notification.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes one notification of two for the same group, when the first was not delivered before the
 * second came: of each alert the newer is told, and none is lost.
 */
final class Folding {

  /** More alerts than people read in one go stay apart (this project's own judgement). */
  static final int MOST_ALERTS = 200;

  private static final Comparator<Alert> ORDER =
      Comparator.comparing((Alert alert) -> alert.state().isOver())
          .thenComparing(Alert::severity, Comparator.reverseOrder());

  private Folding() {}

  static boolean fits(Notification older, Notification newer) {
    return Stream.concat(older.alerts().stream(), newer.alerts().stream())
            .map(Alert::fingerprint)
            .distinct()
            .count()
        <= MOST_ALERTS;
  }

  static Notification fold(Notification older, Notification newer) {
    var alerts = new LinkedHashMap<String, Alert>();
    newer.alerts().forEach(alert -> alerts.put(alert.fingerprint(), alert));
    older.alerts().forEach(alert -> alerts.putIfAbsent(alert.fingerprint(), alert));
    List<Alert> sorted = new ArrayList<>(alerts.values());
    sorted.sort(ORDER);
    return new Notification(
        newer.group(), newer.route(), reason(older, newer, sorted), sorted, newer.at());
  }

  /** What was not told yet outweighs what is told again. */
  private static Reason reason(Notification older, Notification newer, List<Alert> alerts) {
    if (alerts.stream().allMatch(alert -> alert.state().isOver())) {
      return Reason.ENDED;
    }
    return older.reason().compareTo(newer.reason()) <= 0 && older.reason() != Reason.ENDED
        ? older.reason()
        : newer.reason();
  }
}

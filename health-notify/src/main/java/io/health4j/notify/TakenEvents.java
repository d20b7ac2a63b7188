package io.health4j.notify;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.alert.Alert;
import io.health4j.alert.Notification;
import io.health4j.alert.Notification.Reason;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which alerts of which notifications a service has taken already; the last {@value #MOST}. */
final class TakenEvents {

  static final int MOST = 10_000;

  /** A notification that is told again is made at another time, and is another. */
  private record Key(String route, Reason reason, Instant at, String fingerprint, String action) {}

  @GuardedBy("this")
  private final Set<Key> taken = new LinkedHashSet<>();

  synchronized boolean contains(Notification notification, Alert alert) {
    return taken.contains(key(notification, alert));
  }

  synchronized void add(Notification notification, Alert alert) {
    taken.add(key(notification, alert));
    if (taken.size() > MOST) {
      Iterator<Key> oldest = taken.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private static Key key(Notification notification, Alert alert) {
    return new Key(
        notification.route(),
        notification.reason(),
        notification.at(),
        alert.fingerprint(),
        PagerDutyEvent.action(alert));
  }
}

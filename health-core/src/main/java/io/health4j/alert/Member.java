package io.health4j.alert;

import io.health4j.alert.Agenda.Slot;
import io.health4j.alert.Notification.Reason;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one route has to tell, or told, of one fingerprint. An alert may come back before its end
 * was told: then only the newer life is, unless that is muted first.
 */
final class Member {

  final String fingerprint;
  final Group group;
  final Slot<Member> escalation;

  /** The life that goes on; null when there is none, or it is muted and was never told. */
  @Nullable Tracked active;

  /** Whether {@link #active} was told. */
  boolean told;

  /** A life whose end is still to be told. */
  @Nullable Alert ended;

  /** Why it is to be told; null when it isn't. */
  @Nullable Reason reason;

  /** Since when there is something to tell. */
  long since;

  Member(String fingerprint, Group group, Agenda<Member> escalations) {
    this.fingerprint = fingerprint;
    this.group = group;
    this.escalation = escalations.slot(this);
  }

  void want(Reason why, long tick) {
    if (reason == null) {
      since = tick;
    }
    reason = why;
  }

  /** As it is to be told, given what its life is now. */
  Alert shown(Function<Tracked, Alert> now) {
    return active == null ? Objects.requireNonNull(ended) : now.apply(active);
  }

  Severity severity() {
    return active == null ? Objects.requireNonNull(ended).severity() : active.alert.severity();
  }

  /** Whether its group must not wait for more. */
  boolean isUrgent() {
    return reason == Reason.FIRED ? severity() == Severity.CRITICAL : reason != Reason.ENDED;
  }

  /** Whether it belongs into a notification of its group. */
  boolean isNews() {
    return reason != null || (active != null && !active.isMuted());
  }

  /** Whether it is told again and again. */
  boolean isRepeated() {
    return told && active != null && !active.isMuted() && active.acknowledgedBy.isEmpty();
  }
}

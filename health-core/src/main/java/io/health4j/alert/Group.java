package io.health4j.alert;

import io.health4j.alert.Agenda.Slot;
import io.health4j.alert.AlertRoute.Timing;
import io.health4j.alert.Notification.Reason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Alerts that one route tells together. */
final class Group {

  final String key;
  final Set<Member> members = new LinkedHashSet<>(4);

  /** When it is told next. */
  final Slot<Group> due;

  /** When a sink that forgets must hear of it again. */
  final Slot<Group> resend;

  /** When any of it left last. */
  private long lastSent;

  /** Whether it was told as a whole, and when last. */
  private boolean told;

  private long lastTold;

  Group(String key, Agenda<Group> due, Agenda<Group> resends) {
    this.key = key;
    this.due = due.slot(this);
    this.resend = resends.slot(this);
  }

  /** When it must be told. */
  long dueTick(Timing timing) {
    long tick = Agenda.NEVER;
    boolean isRepeated = false;
    for (Member member : members) {
      if (member.reason != null) {
        tick = Agenda.sooner(tick, dueTick(member, timing));
      }
      isRepeated |= member.isRepeated();
    }
    return told && isRepeated
        ? Agenda.sooner(tick, Agenda.after(lastTold, timing.repeatInterval().toNanos()))
        : tick;
  }

  private long dueTick(Member member, Timing timing) {
    if (member.isUrgent()) {
      return Agenda.after(member.since, 0);
    }
    return told
        ? Agenda.after(lastTold, timing.groupInterval().toNanos())
        : Agenda.after(member.since, timing.groupWait().toNanos());
  }

  /** When it must be sent again, for a sink that forgets after so long. */
  long resendTick(long nanos) {
    boolean isActive = nanos > 0 && members.stream().anyMatch(Group::isToldAndActive);
    return isActive ? Agenda.after(lastSent, nanos) : Agenda.NEVER;
  }

  private static boolean isToldAndActive(Member member) {
    return member.told && member.active != null;
  }

  /** It is due: where nothing changed, what still fires is to be repeated. */
  void prepare(long tick) {
    if (wanted().isEmpty()) {
      news().forEach(member -> member.want(Reason.REPEATED, tick));
    }
  }

  /** The members that must be told. */
  List<Member> wanted() {
    return members.stream().filter(member -> member.reason != null).toList();
  }

  /** All that a notification tells of. */
  List<Member> news() {
    return members.stream().filter(Member::isNews).toList();
  }

  /** What was told and goes on, also what was muted since: a sink must not take it for over. */
  List<Member> active() {
    return members.stream().filter(Group::isToldAndActive).toList();
  }

  /** How urgent what must be told is. */
  Severity severity() {
    return wanted().stream().map(Member::severity).reduce(Severity.INFO, Severity::max);
  }

  /** Some of it left. */
  void sent(long tick) {
    lastSent = tick;
  }

  /** Some of it was told; all of it, when no member must be told any more. */
  void told(long tick) {
    sent(tick);
    if (members.stream().allMatch(member -> member.reason == null)) {
      told = true;
      lastTold = tick;
    }
  }
}

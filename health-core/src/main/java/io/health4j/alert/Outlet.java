package io.health4j.alert;

import io.health4j.alert.AlertEngine.Dispatch;
import io.health4j.alert.Notification.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One route at work: what it told of each alert, and has yet to tell. An alert that is muted before
 * it was told is taken out again, and put back when it no longer is; of one that was told the end
 * is told, muted or not.
 */
final class Outlet {

  /**
   * So many ends may wait for the rate limit; beyond that an alert that was not told before it
   * ended is dropped, and counted.
   */
  static final int MAX_ENDS = 10_000;

  final AlertRoute route;

  /** Where alerts go that nobody acknowledges; null when nowhere. */
  final @Nullable Outlet next;

  /** Whether alerts come to it by escalation alone. */
  private final boolean isNext;

  private final Groups groups;
  private final Map<String, Member> members = new HashMap<>();
  private final Agenda<Member> escalations = new Agenda<>();
  private int ends;
  private long dropped;

  Outlet(AlertRoute route, boolean isNext, Function<Tracked, Alert> now) {
    this.route = route;
    this.isNext = isNext;
    this.groups = new Groups(route, now, this::told);
    this.next = route.escalation().map(each -> new Outlet(each.next(), true, now)).orElse(null);
  }

  boolean matches(Alert alert) {
    boolean ofMany = alert.fingerprint().equals(MassFailure.FINGERPRINT); // it stands for all
    return alert.severity().compareTo(route.from()) >= 0
        && (ofMany || Matching.all(route.where(), alert));
  }

  /** An alert fired, or is muted no longer, or escalated to here. */
  void tell(Tracked tracked, long tick) {
    if (isNext && !tracked.acknowledgedBy.isEmpty()) {
      return; // told already, or no longer to be told
    }
    Member member = members.computeIfAbsent(tracked.alert.fingerprint(), key -> join(tracked));
    if (member.active != tracked) {
      member.active = tracked;
      member.want(isNext ? Reason.ESCALATED : Reason.FIRED, tick);
    }
    groups.touch(member.group);
  }

  private Member join(Tracked tracked) {
    Group group = groups.of(tracked.alert);
    var member = new Member(tracked.alert.fingerprint(), group, escalations);
    group.members.add(member);
    return member;
  }

  private @Nullable Member find(Tracked tracked) {
    Member member = members.get(tracked.alert.fingerprint());
    return member != null && member.active == tracked ? member : null;
  }

  /** An alert is muted: what was not told yet will not be. */
  void mute(Tracked tracked) {
    Member member = find(tracked);
    if (member == null) {
      return;
    }
    if (!member.told) {
      withdraw(member);
    } else if (member.reason == Reason.REPEATED) {
      member.reason = null;
    }
    groups.touch(member.group);
  }

  private void withdraw(Member member) {
    member.active = null;
    member.reason = member.ended == null ? null : Reason.ENDED;
    if (member.ended == null) {
      leave(member);
    }
  }

  /** An alert is over. */
  void end(Tracked tracked, Alert last, long tick) {
    Member member = find(tracked);
    if (member == null) {
      return;
    }
    escalations.set(member.escalation, Agenda.NEVER);
    groups.touch(member.group);
    if (!member.told && member.ended == null && ends == MAX_ENDS) {
      dropped++;
      leave(member);
      return;
    }
    ends += member.ended == null ? 1 : 0;
    member.active = null;
    member.told = false;
    member.ended = last;
    member.want(Reason.ENDED, tick);
  }

  void acknowledge(Tracked tracked, long tick) {
    Member member = find(tracked);
    if (member == null) {
      return;
    }
    escalations.set(member.escalation, Agenda.NEVER);
    if (member.told) {
      member.want(Reason.ACKNOWLEDGED, tick);
    } else if (isNext) {
      withdraw(member);
    }
    groups.touch(member.group);
  }

  private void leave(Member member) {
    members.remove(member.fingerprint);
    member.group.members.remove(member);
  }

  /** A notification tells of a member. */
  private void told(Member member, long tick) {
    ends -= member.ended == null ? 0 : 1;
    member.ended = null;
    Tracked active = member.active;
    if (active == null) {
      leave(member);
    } else if (!member.told) {
      member.told = true;
      active.told = true;
      route
          .escalation()
          .filter(each -> active.alert.severity().compareTo(each.from()) >= 0)
          .filter(each -> active.acknowledgedBy.isEmpty())
          .ifPresent(
              each ->
                  escalations.set(member.escalation, Agenda.after(tick, each.after().toNanos())));
    }
  }

  /** Lets alerts that nobody acknowledged go by the next route, too. */
  void escalate(long tick) {
    for (Member member : escalations.takeDue(tick)) {
      Tracked active = member.active;
      if (active != null && next != null && next.matches(active.alert)) {
        active.outlets.add(next);
        if (!active.isMuted()) {
          next.tell(active, tick);
        }
      }
    }
  }

  void flush(long tick, Instant at, List<Dispatch> into) {
    groups.flush(tick, at, into);
  }

  /** Tells all that waits. */
  void flushAll(long tick, Instant at, List<Dispatch> into) {
    groups.flushAll(tick, at, into);
  }

  /** When it has something to do. */
  long dueTick() {
    return Agenda.sooner(escalations.next(), groups.dueTick());
  }

  /** How many alerts ended before they were told and never will be. */
  long dropped() {
    return dropped;
  }

  /** How many alerts and groups it keeps. */
  int size() {
    return members.size() + groups.size();
  }
}

package io.health4j.alert;

import io.health4j.alert.AlertEngine.Dispatch;
import io.health4j.alert.Notification.Reason;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;

/**
 * The groups of one route, and when each is told. What must be told is kept with the members until
 * it was, so a group that has to wait for the rate limit loses nothing: it leaves later, together
 * with all others that waited.
 */
final class Groups {

  /** The group of a notification that stands for many that had to wait. */
  static final String MANY = "*";

  /** So many alerts are in such a notification at most; the rest is in the next. */
  static final int MAX_OF_MANY = 100;

  private static final Comparator<Member> MOST_URGENT =
      Comparator.<Member, Boolean>comparing(member -> member.active == null)
          .thenComparing(Member::severity, Comparator.reverseOrder());

  /** The first of several reasons is that of the notification. */
  private static final List<Reason> REASONS =
      List.of(Reason.FIRED, Reason.ESCALATED, Reason.ENDED, Reason.ACKNOWLEDGED, Reason.REPEATED);

  private final AlertRoute route;
  private final Function<Tracked, Alert> now;

  /** Hears of each member that was told. */
  private final ObjLongConsumer<Member> told;

  private final TokenBucket bucket;
  private final long resendNanos;
  private final Map<String, Group> groups = new LinkedHashMap<>();

  /** Groups whose members changed since it was looked when they are due. */
  private final Set<Group> touched = new LinkedHashSet<>();

  private final Agenda<Group> due = new Agenda<>();
  private final Agenda<Group> resends = new Agenda<>();

  /** Whether groups had to wait for the rate limit. */
  private boolean isHeld;

  Groups(AlertRoute route, Function<Tracked, Alert> now, ObjLongConsumer<Member> told) {
    this.route = route;
    this.now = now;
    this.told = told;
    this.bucket = new TokenBucket(route.limit());
    this.resendNanos = route.sink().resendEvery().toNanos();
  }

  /** The group that an alert belongs to. */
  Group of(Alert alert) {
    var key = new StringBuilder();
    for (String tag : route.groupBy()) {
      String value = alert.tag(tag);
      key.append(key.isEmpty() ? "" : ",").append(tag).append('=');
      key.append(value == null ? "" : value);
    }
    return groups.computeIfAbsent(
        key.isEmpty() ? "all" : key.toString(), each -> new Group(each, due, resends));
  }

  /** A member of a group changed. */
  void touch(Group group) {
    touched.add(group);
  }

  /** How many there are. */
  int size() {
    refresh();
    return groups.size();
  }

  private void refresh() {
    for (Group group : touched) {
      if (group.members.isEmpty()) {
        groups.remove(group.key);
      }
      due.set(group.due, group.dueTick(route.timing()));
      resends.set(group.resend, group.resendTick(resendNanos));
    }
    touched.clear();
  }

  /** When something must be told, and may be. */
  long dueTick() {
    refresh();
    long first = due.next();
    long may = first == Agenda.NEVER ? first : bucket.freeFrom(first);
    return Agenda.sooner(may, resends.next());
  }

  /** Tells what is due and may be told. */
  void flush(long tick, Instant at, List<Dispatch> into) {
    refresh();
    if (!due.isDue(tick) && !resends.isDue(tick)) {
      return;
    }
    for (Group group : resends.takeDue(tick)) {
      into.add(dispatch(group.key, Reason.REPEATED, group.active(), at));
      group.sent(tick);
      touch(group);
    }
    List<Group> ready = ready(tick);
    if (isHeld) {
      while (!ready.isEmpty() && bucket.take(tick)) {
        into.add(tell(ready, tick, at));
        ready = ready(tick);
      }
    } else {
      ready.sort(Comparator.comparing(Group::severity).reversed());
      for (int i = 0; i < ready.size() && bucket.take(tick); i++) {
        into.add(tell(ready.subList(i, i + 1), tick, at));
      }
    }
    refresh();
    isHeld = due.isDue(tick);
  }

  /** Tells all that waits, each group by itself while the rate limit allows. */
  void flushAll(long tick, Instant at, List<Dispatch> into) {
    refresh();
    List<Group> waiting = waiting();
    for (int i = 0; i < waiting.size() && !isHeld && bucket.take(tick); i++) {
      into.add(tell(waiting.subList(i, i + 1), tick, at));
    }
    for (waiting = waiting(); !waiting.isEmpty(); waiting = waiting()) {
      into.add(tell(waiting, tick, at));
    }
  }

  private List<Group> waiting() {
    return groups.values().stream().filter(group -> !group.wanted().isEmpty()).toList();
  }

  private List<Group> ready(long tick) {
    refresh();
    List<Group> ready = due.due(tick);
    ready.forEach(group -> group.prepare(tick));
    return ready;
  }

  /** Tells all of one group, or the most urgent of several. */
  private Dispatch tell(List<Group> ready, long tick, Instant at) {
    return ready.size() == 1
        ? tell(ready.get(0).key, ready.get(0).news(), tick, at)
        : tell(MANY, mostUrgent(ready), tick, at);
  }

  private List<Member> mostUrgent(List<Group> ready) {
    return ready.stream()
        .flatMap(group -> group.wanted().stream())
        .sorted(MOST_URGENT)
        .limit(MAX_OF_MANY)
        .toList();
  }

  private Dispatch tell(String key, List<Member> members, long tick, Instant at) {
    Dispatch dispatch = dispatch(key, reason(members), members, at);
    var changed = new LinkedHashSet<Group>();
    for (Member member : members) {
      member.reason = null;
      told.accept(member, tick);
      changed.add(member.group);
    }
    changed.forEach(group -> group.told(tick));
    touched.addAll(changed);
    return dispatch;
  }

  private Dispatch dispatch(String key, Reason reason, List<Member> members, Instant at) {
    List<Alert> alerts =
        members.stream().sorted(MOST_URGENT).map(member -> member.shown(now)).toList();
    return new Dispatch(route, new Notification(key, route.name(), reason, alerts, at));
  }

  private static Reason reason(List<Member> members) {
    return REASONS.stream()
        .filter(each -> members.stream().anyMatch(member -> member.reason == each))
        .findFirst()
        .orElse(Reason.REPEATED);
  }
}

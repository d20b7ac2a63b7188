package io.health4j;

import io.health4j.alert.Notification;
import io.health4j.alert.Outbox;
import io.health4j.alert.Outbox.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What waits in one lane of the outbox, and in which order it is told: the most urgent first, but
 * nothing before an older state of the same alert, and what is new of a group together with what
 * waits for it. Guarded by its lane.
 */
final class Backlog {

  private final String lane;
  private final Outbox outbox;
  private final DeliveryCounts counts;

  Backlog(String lane, Outbox outbox, DeliveryCounts counts) {
    this.lane = lane;
    this.outbox = outbox;
    this.counts = counts;
  }

  int size() {
    return outbox.size(lane);
  }

  /**
   * Keeps a notification; one that waits for the same group becomes part of it.
   *
   * @param busy what is in flight, and stays as it is; null when nothing is
   * @return what found no room, of whatever lane
   */
  Optional<Entry> add(Notification newer, @Nullable Entry busy) {
    Entry older = null;
    for (Entry each : outbox.find(lane, newer.route())) {
      older = each.notification().group().equals(newer.group()) ? each : older;
    }
    boolean isBusy = older != null && busy != null && older.id() == busy.id();
    if (older == null || isBusy || !Folding.fits(older.notification(), newer)) {
      return outbox.put(new Entry(outbox.nextId(), lane, newer, 0));
    }
    return outbox.put(fold(older, newer));
  }

  private Entry fold(Entry older, Notification newer) {
    counts.folded++;
    Notification both = Folding.fold(older.notification(), newer);
    return new Entry(older.id(), lane, both, older.attempts());
  }

  /** What is to be told next; it stays. Null when nothing waits. */
  @Nullable Entry next() {
    Entry next = outbox.next(lane).orElse(null);
    return next == null ? null : withItsGroup(whatComesBefore(next));
  }

  /** The oldest that tells of an alert which the next one tells of, too. */
  private Entry whatComesBefore(Entry next) {
    var fingerprints = new HashSet<String>();
    next.notification().alerts().forEach(alert -> fingerprints.add(alert.fingerprint()));
    for (Entry each : outbox.find(lane, next.notification().route())) {
      if (each.id() < next.id()
          && each.notification().alerts().stream()
              .anyMatch(alert -> fingerprints.contains(alert.fingerprint()))) {
        return each;
      }
    }
    return next;
  }

  /** With what came for its group while it was in flight and failed. */
  private Entry withItsGroup(Entry next) {
    Entry first = next;
    for (Entry each : outbox.find(lane, next.notification().route())) {
      boolean same = each.notification().group().equals(next.notification().group());
      if (same
          && each.id() > first.id()
          && Folding.fits(first.notification(), each.notification())) {
        first = fold(first, each.notification());
        outbox.put(first); // first: what is there twice is better than what is lost
        outbox.remove(each.id());
      }
    }
    return first;
  }

  /** It was tried in vain, and goes on waiting. */
  void tried(Entry entry) {
    outbox.put(new Entry(entry.id(), lane, entry.notification(), entry.attempts() + 1));
  }

  void remove(Entry entry) {
    outbox.remove(entry.id());
  }

  /** Takes out all that does not outlive the process. */
  List<Entry> abandon() {
    var lost = new ArrayList<Entry>();
    Entry next = outbox.isDurable() ? null : outbox.next(lane).orElse(null);
    while (next != null) {
      outbox.remove(next.id());
      lost.add(next);
      next = outbox.next(lane).orElse(null);
    }
    return lost;
  }
}

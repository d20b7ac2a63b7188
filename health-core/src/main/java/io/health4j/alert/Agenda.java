package io.health4j.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What is to be done at which tick, the soonest first; of the same tick, what was made first. Ticks
 * may overflow: they are compared by their difference.
 */
final class Agenda<T> {

  /** No moment at all. */
  static final long NEVER = Long.MAX_VALUE;

  /** A thing's place in the agenda; it is in it at most once. */
  static final class Slot<T> {
    final T what;
    private final long number;
    private long tick = NEVER;

    private Slot(T what, long number) {
      this.what = what;
      this.number = number;
    }

    boolean isSet() {
      return tick != NEVER;
    }
  }

  private final TreeSet<Slot<T>> slots = new TreeSet<>(Agenda::compare);
  private long made;

  private static int compare(Slot<?> a, Slot<?> b) {
    return a.tick == b.tick
        ? Long.compare(a.number, b.number)
        : Long.signum(a.tick - b.tick); // ticks of one agenda are less than 292 years apart
  }

  /** A place for a thing, not yet set. */
  Slot<T> slot(T what) {
    return new Slot<>(what, made++);
  }

  /** Sets when a thing is due, in place of what was set before; NEVER takes it out. */
  void set(Slot<T> slot, long tick) {
    if (slot.tick == tick) {
      return;
    }
    if (slot.isSet()) {
      slots.remove(slot);
    }
    slot.tick = tick;
    if (slot.isSet()) {
      slots.add(slot);
    }
  }

  /** What is due by now; it stays in. */
  List<T> due(long now) {
    var due = new ArrayList<T>();
    for (Slot<T> slot : slots) {
      if (slot.tick - now > 0) {
        break;
      }
      due.add(slot.what);
    }
    return due;
  }

  /** Takes out what is due by now. */
  List<T> takeDue(long now) {
    if (!isDue(now)) {
      return List.of();
    }
    var due = new ArrayList<T>();
    while (isDue(now)) {
      Slot<T> first = slots.first();
      set(first, NEVER);
      due.add(first.what);
    }
    return due;
  }

  boolean isDue(long now) {
    return !slots.isEmpty() && slots.first().tick - now <= 0;
  }

  /** When the first is due; NEVER when there is none. */
  long next() {
    return slots.isEmpty() ? NEVER : slots.first().tick;
  }

  /** So long after a tick: never NEVER. */
  static long after(long tick, long nanos) {
    long sum = tick + nanos;
    return sum == NEVER ? sum + 1 : sum;
  }

  /** The sooner of two moments, each of which may be NEVER. */
  static long sooner(long a, long b) {
    if (a == NEVER || b == NEVER) {
      return a == NEVER ? b : a;
    }
    return a - b <= 0 ? a : b;
  }
}

package io.health4j.recovery;

import java.util.OptionalLong;
import java.util.TreeSet;

/** The targets for which something is due by time alone, one moment each. */
final class Timers {

  private final TreeSet<Patient> queue = new TreeSet<>(Timers::byDue);

  private static int byDue(Patient one, Patient other) {
    int due = Long.signum(one.due - other.due);
    return due != 0 ? due : Long.compare(one.number, other.number);
  }

  void set(Patient patient, long due) {
    queue.remove(patient); // before the order changes that finds it
    patient.due = due;
    queue.add(patient);
  }

  void clear(Patient patient) {
    queue.remove(patient);
  }

  boolean isDue(long tick) {
    return !queue.isEmpty() && queue.first().due - tick <= 0;
  }

  Patient first() {
    return queue.first();
  }

  OptionalLong next() {
    return queue.isEmpty() ? OptionalLong.empty() : OptionalLong.of(queue.first().due);
  }
}

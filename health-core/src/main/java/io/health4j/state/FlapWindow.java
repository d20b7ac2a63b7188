package io.health4j.state;

import io.health4j.check.Status;

/**
 * How often the last samples changed their status, as Nagios measures flapping: 21 samples, 20
 * places for a change between them. Here all changes weigh the same. A sample that is UNKNOWN is no
 * change, and neither is what comes after it compared with it.
 */
final class FlapWindow {

  static final int SAMPLES = 21;

  private static final int PLACES = SAMPLES - 1;
  private static final int MASK = (1 << PLACES) - 1;

  /** A bit for each place, the latest lowest. */
  private int changes;

  private Status last = Status.UNKNOWN;

  void add(Status status) {
    if (status == Status.UNKNOWN) {
      return;
    }
    if (last != Status.UNKNOWN) {
      changes = (changes << 1 | (status == last ? 0 : 1)) & MASK;
    }
    last = status;
  }

  double ratio() {
    return (double) Integer.bitCount(changes) / PLACES;
  }
}

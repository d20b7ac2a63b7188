package io.health4j.report;

/**
 * The moments of one tier of one target, from old to new. Every series of the target has its values
 * at the same slots, so that moments are kept once for all of them. Guarded by its owner.
 */
final class Ring {

  private long[] ticks = {};
  private int start;
  private int size;
  private boolean lossy;
  private long lost;

  int capacity() {
    return ticks.length;
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == ticks.length;
  }

  /** Whether anything was ever dropped, of which {@link #lost} is the newest. */
  boolean isLossy() {
    return lossy;
  }

  long lost() {
    return lost;
  }

  /** Where the values of the i-th oldest are. */
  int slot(int i) {
    int at = start + i;
    return at < ticks.length ? at : at - ticks.length;
  }

  int newest() {
    return slot(size - 1);
  }

  long tick(int i) {
    return ticks[slot(i)];
  }

  long newestTick() {
    return ticks[newest()];
  }

  boolean contains(long tick) {
    for (int i = size - 1; i >= 0; i--) {
      if (tick(i) == tick) {
        return true;
      }
    }
    return false;
  }

  /** Adds a moment and returns its slot; when the ring is full, the oldest makes room. */
  int push(long tick) {
    if (isFull()) {
      dropOldest();
    }
    int at = slot(size++);
    ticks[at] = tick;
    return at;
  }

  void dropBefore(long tick) {
    while (size > 0 && ticks[start] - tick < 0) {
      dropOldest();
    }
  }

  void clear() {
    while (size > 0) {
      dropOldest();
    }
  }

  private void dropOldest() {
    lossy = true;
    lost = ticks[start];
    start = slot(1);
    size--;
  }

  /** To be called once every series has its own {@link #copy}. */
  void resize(int capacity) {
    long[] more = new long[capacity];
    copyTo(more, ticks, 1);
    ticks = more;
    start = 0;
  }

  /** A column of so many elements a slot, in order, as it must be after {@link #resize}. */
  double[] copy(double[] column, int parts, int capacity) {
    double[] more = new double[capacity * parts];
    copyTo(more, column, parts);
    return more;
  }

  int[] copy(int[] column, int capacity) {
    int[] more = new int[capacity];
    copyTo(more, column, 1);
    return more;
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // both are the same kind of array
  private void copyTo(Object to, Object from, int parts) {
    int first = Math.min(size, ticks.length - start);
    System.arraycopy(from, start * parts, to, 0, first * parts);
    System.arraycopy(from, 0, to, first * parts, (size - first) * parts);
  }
}

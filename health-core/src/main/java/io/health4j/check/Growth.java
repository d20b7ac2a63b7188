package io.health4j.check;

/**
 * How much a counter has grown since it was looked at last. A counter may begin again: its process
 * or device was restarted. So a fall is a reset and never an error, and what it shows after one has
 * grown since: it counts from zero. The first look has nothing to compare with, and so no growth.
 *
 * <p>For counters that only ever grow between resets. One that may step back a little without a
 * reset, as some kernels' do, must not be counted like this: it would seem to have grown by all it
 * shows.
 */
final class Growth {

  private long last;
  private boolean looked;

  /** Looks at the counter, which shows this now; gives the growth, at least 0. */
  long since(long now) {
    long shown = Math.max(0, now);
    long grown = shown >= last ? shown - last : shown;
    boolean first = !looked;
    last = shown;
    looked = true;
    return first ? 0 : grown;
  }
}

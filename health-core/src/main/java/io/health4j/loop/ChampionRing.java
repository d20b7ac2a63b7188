package io.health4j.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The last champions, which one thread writes and any thread reads. The writer waits for nobody and
 * overwrites the oldest; so a reader copies first, and then finds out what it may trust.
 *
 * <p><b>How it knows.</b> The writer fills the cells of champion n, and then lets the count be n +
 * 1. Cells are stored with release and loaded with acquire, so that a reader that met anything of
 * champion n sees a count of at least n when it looks again after the copy. The cells of champion n
 * are those of n − {@link #SIZE}: a copy is trusted if its champion is less than the size behind
 * the count that was read last. That gives up one that may be sound, since the writer may not have
 * begun yet, and never trusts one that is torn. It is a sequence lock (as in Boehm, "Can Seqlocks
 * Get Along with Programming Language Memory Models?", 2012) with the champions' count as its
 * sequence.
 */
final class ChampionRing {

  /**
   * Champions that are kept; one less can be told at a look. This project's own judgement: more
   * marks than that on one interval of a graph tell nothing more.
   */
  static final int SIZE = 16;

  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int FITNESS = 0;
  private static final int BEFORE = 1;
  private static final int ITERATION = 2;
  private static final int TICK = 3;
  private static final int FIELDS = 4;

  private final long[] cells = new long[SIZE * FIELDS];

  /**
   * A champion.
   *
   * @param number counted from 0
   * @param fitness its fitness
   * @param before the fitness of the champion before; means nothing for the first
   * @param iteration the iteration that made it, counted from 1
   * @param tick when that iteration began, on the probe's clock
   */
  record Champion(long number, double fitness, double before, long iteration, long tick) {}

  /** Writer only, before the count tells of it. */
  void put(long number, double fitness, double before, long iteration, long tick) {
    int at = place(number);
    CELLS.setRelease(cells, at + FITNESS, Double.doubleToRawLongBits(fitness));
    CELLS.setRelease(cells, at + BEFORE, Double.doubleToRawLongBits(before));
    CELLS.setRelease(cells, at + ITERATION, iteration);
    CELLS.setRelease(cells, at + TICK, tick);
  }

  /**
   * The champions from a number on, of which the older ones may be missing. Any thread.
   *
   * @param from the first that is wanted
   * @param count how many there were so far, read with acquire: called before the copy and after
   */
  List<Champion> since(long from, LongSupplier count) {
    long end = count.getAsLong();
    var copies = new ArrayList<Champion>(SIZE);
    for (long number = Math.max(from, end - SIZE); number < end; number++) {
      copies.add(get(number));
    }
    long now = count.getAsLong();
    copies.removeIf(copy -> now - copy.number() >= SIZE);
    return copies;
  }

  private Champion get(long number) {
    int at = place(number);
    return new Champion(
        number,
        Double.longBitsToDouble((long) CELLS.getAcquire(cells, at + FITNESS)),
        Double.longBitsToDouble((long) CELLS.getAcquire(cells, at + BEFORE)),
        (long) CELLS.getAcquire(cells, at + ITERATION),
        (long) CELLS.getAcquire(cells, at + TICK));
  }

  private static int place(long number) {
    return (int) (number & (SIZE - 1)) * FIELDS;
  }
}

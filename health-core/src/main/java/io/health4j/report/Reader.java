package io.health4j.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads one series. For a range, each part is taken from the finest tier that still has it, and no
 * part is taken twice: the bucket in which a finer tier's memory begins is read from the coarser
 * tier, whole, and the finer tier is read from that bucket's end on.
 */
final class Reader {

  private final Table table;
  private final Column column;
  private final long origin;
  private final long opened;

  /**
   * A reader of a target's column.
   *
   * @param opened when the bucket begins that is still open
   */
  Reader(Table table, Column column, long origin, long opened) {
    this.table = table;
    this.column = column;
    this.origin = origin;
    this.opened = opened;
  }

  List<Sample> samples(long from) {
    Ring ring = table.ring(Tier.RAW);
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < ring.size(); i++) {
      double value = column.raw[ring.slot(i)];
      if (ring.tick(i) - from >= 0 && !Double.isNaN(value)) {
        samples.add(new Sample(ring.tick(i), value));
      }
    }
    return List.copyOf(samples);
  }

  void read(long from, long to, Buckets into) {
    long raw = begin(Tier.RAW, Tier.FIVE_MINUTES);
    long fiveMinutes = begin(Tier.FIVE_MINUTES, Tier.HOUR);
    readRollups(Tier.HOUR, from, earlier(to, fiveMinutes - 1), into);
    readRollups(Tier.FIVE_MINUTES, later(from, fiveMinutes), earlier(to, raw - 1), into);
    for (Sample sample : samples(later(from, raw))) {
      if (sample.tick() - to <= 0) {
        into.add(sample.tick(), sample.value());
      }
    }
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }

  /** From when on a tier has everything: no bucket of the coarser one reaches over it. */
  private long begin(Tier tier, Tier coarser) {
    Ring ring = table.ring(tier);
    if (!ring.isLossy()) {
      return Tier.start(ring.size() == 0 ? opened : ring.tick(0), origin, coarser.width);
    }
    long bucket = Tier.start(ring.lost(), origin, coarser.width);
    boolean isOpen = tier == Tier.RAW && bucket == opened;
    boolean isKept = isOpen || table.ring(coarser).contains(bucket);
    return isKept ? bucket + coarser.width : tier.end(ring.lost()) + 1;
  }

  /** Reads what reaches into a range; the open bucket counts as one of 5 minutes. */
  private void readRollups(Tier tier, long from, long to, Buckets into) {
    Ring ring = table.ring(tier);
    for (int i = 0; i < ring.size(); i++) {
      long start = ring.tick(i);
      if (tier.end(start) - from >= 0 && start - to <= 0) {
        into.add(start, tier.width, column.cells(tier), ring.slot(i));
      }
    }
    if (tier == Tier.FIVE_MINUTES && tier.end(opened) - from >= 0 && opened - to <= 0) {
      into.add(opened, tier.width, table.open(), column.index);
    }
  }
}

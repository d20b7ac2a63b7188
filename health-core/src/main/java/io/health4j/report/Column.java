package io.health4j.report;

import java.util.Arrays;

/** One series of one target, in all tiers. Guarded by its owner. */
final class Column {

  /** The series, its map entry, arrays' headers, open cell and place: estimated, not measured. */
  private static final int BYTES = 320;

  /** Two strings with their headers: estimated, not measured. */
  private static final int BYTES_PER_ATTRIBUTE = 100;

  final Series series;
  final Cells fiveMinutes;
  final Cells hours;

  /** By the slot of the sample; NaN when it had no value. */
  double[] raw;

  /** Its cell in the open bucket. */
  int index;

  /** When it was last known to be written, exact to a bucket. */
  long tick;

  Column(Series series, int index, long tick, Table table) {
    this.series = series;
    this.index = index;
    this.tick = tick;
    this.raw = new double[table.ring(Tier.RAW).capacity()];
    this.fiveMinutes = new Cells(table.ring(Tier.FIVE_MINUTES).capacity());
    this.hours = new Cells(table.ring(Tier.HOUR).capacity());
    Arrays.fill(raw, Double.NaN);
  }

  /** What a series takes beside its tiers. */
  static long bytes(Series series) {
    long bytes = BYTES;
    for (var entry : series.attributes().entries()) {
      bytes += BYTES_PER_ATTRIBUTE + entry.getKey().length() + entry.getValue().length();
    }
    return bytes;
  }

  /** The cells of a tier of roll-ups. */
  Cells cells(Tier tier) {
    return tier == Tier.HOUR ? hours : fiveMinutes;
  }

  void resize(Tier tier, Ring ring, int capacity) {
    if (tier == Tier.RAW) {
      raw = ring.copy(raw, 1, capacity);
    } else {
      cells(tier).resize(ring, capacity);
    }
  }
}

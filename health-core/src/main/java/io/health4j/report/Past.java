package io.health4j.report;

import static io.health4j.report.Tier.FIVE_MINUTES;
import static io.health4j.report.Tier.HOUR;
import static io.health4j.report.Tier.RAW;

import java.time.Duration;
import java.util.List;

/**
 * The past of one target. Its series are sampled together, so each tier has one {@link Ring} of
 * moments, and each series a column in it; a series without a value in a sample has NaN there, and
 * a count of 0 in a bucket.
 *
 * <p>A sample is taken in two strokes. {@link #reserve} makes all the room that it needs, and may
 * be repeated when room ran short on the way; {@link #add} then only writes: to the newest slot of
 * the samples and to the open bucket, whose cells lie side by side. When its 5 minutes are over,
 * the bucket goes to both tiers of roll-ups.
 *
 * <p>Guarded by itself: whoever calls holds its lock.
 */
final class Past {

  private final Table table;
  private final Layout layout = new Layout();
  private final long origin;

  /** The moment of the last sample, and when its bucket begins. */
  private long tick;

  private long opened;
  private boolean forgotten;

  Past(Table table, long now, long origin) {
    this.table = table;
    this.tick = now;
    this.origin = origin;
    this.opened = Tier.start(now, origin, FIVE_MINUTES.width);
  }

  /** Makes room for a sample. When there is not enough, what was made stays. */
  boolean reserve(TargetHealth health, Plan plan) {
    long now = health.sampledTick();
    boolean room = makeRoom(RAW, now, plan);
    if (now - opened >= FIVE_MINUTES.width) {
      room &= close(now, plan);
    }
    return layout.lay(health, table) && room;
  }

  private boolean makeRoom(Tier tier, long now, Plan plan) {
    Ring ring = table.ring(tier);
    ring.dropBefore(plan.oldest(tier, now));
    return !ring.isFull() || table.grow(tier, plan.most(tier));
  }

  /** Puts the open bucket into the roll-ups, if there are any, and opens that of a moment. */
  private boolean close(long now, Plan plan) {
    if (plan.keeps(HOUR) && !rollUp(plan)) {
      return false;
    }
    Cells open = table.open();
    for (Column column : table.columns()) {
      column.tick = open.count(column.index) > 0 ? tick : column.tick;
      open.clear(column.index);
    }
    opened = Tier.start(now, origin, FIVE_MINUTES.width);
    return true;
  }

  private boolean rollUp(Plan plan) {
    Ring hours = table.ring(HOUR);
    boolean newHour = hours.size() == 0 || opened - hours.newestTick() >= HOUR.width;
    if (!makeRoom(FIVE_MINUTES, opened, plan) || (newHour && !makeRoom(HOUR, opened, plan))) {
      return false;
    }
    if (newHour) {
      table.push(HOUR, Tier.start(opened, origin, HOUR.width));
    }
    int bucket = table.push(FIVE_MINUTES, opened);
    for (Column column : table.columns()) {
      column.fiveMinutes.merge(bucket, table.open(), column.index);
      column.hours.merge(hours.newest(), table.open(), column.index);
    }
    dropIdle(opened - plan.keep(HOUR));
    return true;
  }

  private void dropIdle(long since) {
    if (table.dropBefore(since)) {
      layout.forgetColumns();
    }
  }

  /**
   * Takes in the sample for which {@link #reserve} made room, as far as it did.
   *
   * @return how many values found no room
   */
  int add(TargetHealth health) {
    Ring raw = table.ring(RAW);
    if (raw.capacity() == 0) {
      return layout.written() + layout.refused();
    }
    tick = health.sampledTick();
    int slot = raw.push(tick);
    if (layout.written() < table.columns().size()) {
      table.columns().forEach(column -> column.raw[slot] = Double.NaN);
    }
    layout.write(slot, table.open());
    return layout.refused();
  }

  /** Keeps what a plan keeps and gives back all else, also what nothing uses any more. */
  void fit(Plan plan) {
    dropIdle(tick - plan.idle());
    for (Tier tier : Tier.ALL) {
      if (plan.keeps(tier)) {
        table.ring(tier).dropBefore(plan.oldest(tier, tick));
      } else {
        table.ring(tier).clear();
      }
      table.fit(tier);
    }
  }

  void forget() {
    forgotten = true;
    table.release();
  }

  boolean isForgotten() {
    return forgotten;
  }

  List<Series> series() {
    return table.columns().stream().map(column -> column.series).toList();
  }

  List<Sample> since(Series series, long from) {
    Column column = table.get(series);
    return column == null ? List.of() : new Reader(table, column, origin, opened).samples(from);
  }

  List<Rollup> query(Series series, long from, long to, Duration step) {
    Column column = table.get(series);
    var buckets = new Buckets(origin, step);
    if (column != null) {
      new Reader(table, column, origin, opened).read(from, to, buckets);
    }
    return buckets.list();
  }
}

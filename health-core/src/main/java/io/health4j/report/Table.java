package io.health4j.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rings and columns of one target. Every byte of them is taken from the budget before it is
 * there, and given back when it is gone. Guarded by its owner.
 */
final class Table {

  /** Tiers grow by so many slots, or by one in so many; samples have at least so many. */
  static final int GROWTH = 8;

  /** The rings, the map and the target's entry in the history: estimated, not measured. */
  private static final long BYTES = 600;

  private final Budget budget;
  private final Ring raw = new Ring();
  private final Ring fiveMinutes = new Ring();
  private final Ring hours = new Ring();
  private final Map<Series, Column> bySeries = new HashMap<>();
  private final List<Column> columns = new ArrayList<>();
  private Cells open = new Cells(GROWTH);

  private Table(Budget budget) {
    this.budget = budget;
  }

  /** An empty table, or null when there is no room. */
  static @Nullable Table create(Budget budget) {
    return budget.take(BYTES) ? new Table(budget) : null;
  }

  Ring ring(Tier tier) {
    return switch (tier) {
      case RAW -> raw;
      case FIVE_MINUTES -> fiveMinutes;
      case HOUR -> hours;
    };
  }

  /** In the order in which they came. */
  List<Column> columns() {
    return columns;
  }

  @Nullable Column get(Series series) {
    return bySeries.get(series);
  }

  /** The bucket that samples fill now: a cell for each column, by its index. */
  Cells open() {
    return open;
  }

  /** The column of a series, which may be new, or null when there is no room. */
  @Nullable Column getOrAdd(Series series, long now) {
    Column known = bySeries.get(series);
    if (known != null || !budget.take(bytes(series))) {
      return known;
    }
    int index = columns.size();
    if (index == open.capacity()) {
      open = open.copy(index, index + Math.max(GROWTH, index / GROWTH));
    }
    open.clear(index);
    var column = new Column(series, index, now, this);
    bySeries.put(series, column);
    columns.add(column);
    budget.countSeries(1);
    return column;
  }

  private long bytes(Series series) {
    long bytes = Column.bytes(series);
    for (Tier tier : Tier.ALL) {
      bytes += (long) ring(tier).capacity() * tier.bytes;
    }
    return bytes;
  }

  /** Begins a bucket of a tier, for which the oldest makes room when there is none. */
  int push(Tier tier, long start) {
    int slot = ring(tier).push(start);
    columns.forEach(column -> column.cells(tier).clear(slot));
    return slot;
  }

  /** Makes a full tier longer, unless it has the most slots; tells whether there was room. */
  boolean grow(Tier tier, int most) {
    int before = ring(tier).capacity();
    int capacity = Math.min(most, before + Math.max(GROWTH, before / GROWTH));
    if (capacity <= before) {
      return true;
    }
    boolean room = budget.take((capacity - before) * bytesPerSlot(tier));
    if (room) {
      resize(tier, capacity);
    }
    return room;
  }

  /** Gives back what a tier does not use. */
  void fit(Tier tier) {
    int capacity = Math.max(tier == Tier.RAW ? GROWTH : 0, ring(tier).size());
    int less = ring(tier).capacity() - capacity;
    if (less > 0) {
      resize(tier, capacity);
      budget.give(less * bytesPerSlot(tier));
    }
  }

  private long bytesPerSlot(Tier tier) {
    return Long.BYTES + (long) columns.size() * tier.bytes;
  }

  private void resize(Tier tier, int capacity) {
    Ring ring = ring(tier);
    columns.forEach(column -> column.resize(tier, ring, capacity));
    ring.resize(capacity);
  }

  /** Drops the series that were last written before a moment, and tells whether there were any. */
  boolean dropBefore(long tick) {
    boolean dropped = columns.removeIf(column -> isIdle(column, tick) && remove(column));
    if (dropped) {
      Cells all = open;
      open = new Cells(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        open.merge(i, all, columns.get(i).index);
        columns.get(i).index = i;
      }
    }
    return dropped;
  }

  private boolean isIdle(Column column, long tick) {
    return column.tick - tick < 0 && open.count(column.index) == 0;
  }

  private boolean remove(Column column) {
    bySeries.remove(column.series);
    budget.countSeries(-1);
    budget.give(bytes(column.series));
    return true;
  }

  /** Gives everything back. The table must not be used after it. */
  void release() {
    long bytes = BYTES;
    for (Tier tier : Tier.ALL) {
      bytes += (long) ring(tier).capacity() * Long.BYTES;
    }
    for (Column column : columns) {
      bytes += bytes(column.series);
    }
    budget.countSeries(-columns.size());
    budget.give(bytes);
  }
}

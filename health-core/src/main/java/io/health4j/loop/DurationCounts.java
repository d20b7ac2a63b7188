package io.health4j.loop;

import io.health4j.check.Distribution;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A histogram that one thread writes and any thread reads: the buckets of {@link Distribution},
 * then sum and maximum, in one array. {@link LoopCounts} tells why opaque access is enough.
 */
final class DurationCounts {

  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int SUM = Distribution.BUCKETS;
  private static final int MAX = SUM + 1;

  private final long[] cells = new long[MAX + 1];

  /** Writer only. */
  void record(long nanos) {
    long length = Math.max(0, nanos);
    int bucket = Distribution.bucketOf(length);
    CELLS.setOpaque(cells, bucket, cells[bucket] + 1);
    CELLS.setOpaque(cells, SUM, cells[SUM] + length);
    if (length > cells[MAX]) {
      CELLS.setOpaque(cells, MAX, length);
    }
  }

  /** Any thread. */
  Distribution read() {
    var copy = new long[cells.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = (long) CELLS.getOpaque(cells, i);
    }
    return Distribution.of(Arrays.copyOf(copy, Distribution.BUCKETS), copy[SUM], copy[MAX]);
  }
}

package io.health4j.check;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Judges the heap by what a collection leaves.
 *
 * <p>A used heap sawtooths: it grows to the next collection, and a healthy one may be nearly full
 * just before. Only what survives tells of trouble. The JDK gives no portable figure for that (a
 * pool's usage after collection is often that of a collection long ago, or of none), so it is
 * estimated from two that every collector gives: while no collection has run, the growth since the
 * last look is new and maybe garbage, so the estimate stays, or falls with the heap; once one has
 * run, what is used now is taken as left over. It is too high by what was allocated after that
 * collection, and never too low for long.
 */
final class HeapCheck implements HealthCheck {

  static final Threshold DEFAULT =
      Threshold.above().warning(0.85).critical(0.95).source("default").build();

  static final String CONDITION = "heap-high";

  private static final Attributes HEAP = Attributes.of("jvm.memory.type", "heap");
  private static final Metric USED =
      Metric.gauge("jvm.memory.used", "By", "Memory in use, with garbage not yet collected.");
  private static final Metric LIMIT =
      Metric.gauge("jvm.memory.limit", "By", "The most memory that can be had.");
  private static final Metric UTILIZATION =
      Metric.gauge(
          "health.heap.utilization", "1", "Estimated share of the heap that a collection leaves.");
  private static final String REMEDY =
      "Look for what holds on to memory in a heap dump, or give the process a larger -Xmx.";

  /** What {@link #collections} gives when no collector counts. */
  static final long NOT_COUNTED = -1;

  private final Supplier<MemoryUsage> usage;
  private final LongSupplier collections;
  private final Threshold threshold;
  private long collectionsBefore = NOT_COUNTED;
  private long estimate;

  HeapCheck(Threshold threshold) {
    this(
        () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage(),
        HeapCheck::countedCollections,
        threshold);
  }

  HeapCheck(Supplier<MemoryUsage> usage, LongSupplier collections, Threshold threshold) {
    this.usage = usage;
    this.collections = collections;
    this.threshold = threshold;
  }

  @Override
  public CheckResult check(CheckContext context) {
    // The count first: a collection that runs in between is then seen at the next call.
    long count = collections.getAsLong();
    MemoryUsage now = usage.get();
    boolean collected = count == NOT_COUNTED || count != collectionsBefore;
    estimate = collected ? now.getUsed() : Math.min(estimate, now.getUsed());
    collectionsBefore = count;
    var result = CheckResult.builder().reading(USED, (double) now.getUsed(), HEAP);
    if (now.getMax() <= 0) {
      return result.message("the heap has no limit").build();
    }
    double share = (double) estimate / now.getMax();
    return result
        .reading(LIMIT, (double) now.getMax(), HEAP)
        .reading(UTILIZATION, share)
        .judge(context, CONDITION, "", share, threshold, REMEDY)
        .build();
  }

  private static long countedCollections() {
    long sum = NOT_COUNTED;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      long count = collector.getCollectionCount();
      if (count >= 0) {
        sum = Math.max(sum, 0) + count;
      }
    }
    return sum;
  }
}

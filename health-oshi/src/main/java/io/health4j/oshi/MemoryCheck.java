package io.health4j.oshi;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.Threshold;
import java.util.function.Supplier;

/** How much of the machine's memory is in use, less what the system would give back if asked. */
final class MemoryCheck implements HealthCheck {

  /** Bytes in all, and those that programs could get without swapping. */
  record Memory(long total, long available) {}

  static final Metric USAGE =
      Metric.gauge(
          "system.memory.usage", "By", "Memory in use, and what could be had without swapping");
  static final Metric UTILIZATION =
      Metric.gauge("system.memory.utilization", "1", "Share of the memory that is in use");
  static final Metric LIMIT = Metric.gauge("system.memory.limit", "By", "Memory of the machine");
  static final String CONDITION = "memory-low";

  private static final Attributes USED = Attributes.of("system.memory.state", "used");
  private static final Attributes FREE = Attributes.of("system.memory.state", "free");

  private final Supplier<Memory> source;
  private final Threshold threshold;

  MemoryCheck(Supplier<Memory> source, Threshold threshold) {
    this.source = source;
    this.threshold = threshold;
  }

  @Override
  public CheckResult check(CheckContext context) {
    Memory memory = source.get();
    if (memory.total <= 0 || memory.available < 0 || memory.available > memory.total) {
      return CheckResult.unknown("the system does not tell its memory");
    }
    long used = memory.total - memory.available;
    double share = (double) used / memory.total;
    return CheckResult.builder()
        .reading(LIMIT, (double) memory.total)
        .reading(USAGE, (double) used, USED)
        .reading(USAGE, (double) memory.available, FREE)
        .reading(UTILIZATION, share, USED)
        .judge(context, CONDITION, "", share, threshold, "Find what takes the memory, or add some")
        .build();
  }
}

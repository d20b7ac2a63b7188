package io.health4j.oshi;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.Threshold;
import java.util.function.Supplier;

/** How full the swap space is, and how much goes in and out. A machine without swap is healthy. */
final class SwapCheck implements HealthCheck {

  /** Bytes in all and in use; pages read and written since boot. */
  record Swap(long total, long used, long pagesIn, long pagesOut) {}

  static final Metric USAGE = Metric.gauge("system.paging.usage", "By", "Swap space by state");
  static final Metric UTILIZATION =
      Metric.gauge("system.paging.utilization", "1", "Share of the swap space that is in use");
  static final Metric OPERATIONS =
      Metric.counter("system.paging.operations", "{operation}", "Pages moved from and to swap");
  static final String CONDITION = "swap-full";

  private static final Attributes USED = Attributes.of("system.paging.state", "used");
  private static final Attributes FREE = Attributes.of("system.paging.state", "free");
  private static final Attributes IN = Attributes.of("system.paging.direction", "in");
  private static final Attributes OUT = Attributes.of("system.paging.direction", "out");

  private final Supplier<Swap> source;
  private final Threshold threshold;

  SwapCheck(Supplier<Swap> source, Threshold threshold) {
    this.source = source;
    this.threshold = threshold;
  }

  @Override
  public CheckResult check(CheckContext context) {
    Swap swap = source.get();
    if (swap.total <= 0) {
      return CheckResult.healthy("no swap space");
    }
    long used = Math.min(swap.total, Math.max(0, swap.used));
    double share = (double) used / swap.total;
    return CheckResult.builder()
        .reading(USAGE, (double) used, USED)
        .reading(USAGE, (double) (swap.total - used), FREE)
        .reading(UTILIZATION, share, USED)
        .reading(OPERATIONS, (double) swap.pagesIn, IN)
        .reading(OPERATIONS, (double) swap.pagesOut, OUT)
        .judge(
            context, CONDITION, "", share, threshold, "Find what needs more memory than there is")
        .build();
  }
}

package io.health4j.oshi;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.ResultBuilder;
import io.health4j.check.Threshold;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import oshi.hardware.CentralProcessor.TickType;

/**
 * How busy all CPUs are together, between this sample and the one before. The system counts time by
 * mode since boot, so that one sample alone says nothing of now: the first is UNKNOWN. The wait for
 * disks counts as idle; time that a hypervisor took away (steal) counts as busy, since a program
 * wanted it.
 */
final class CpuCheck implements HealthCheck {

  static final Metric UTILIZATION =
      Metric.gauge("system.cpu.utilization", "1", "Busy share of the time of all CPUs");
  static final Metric TIME =
      Metric.counter("system.cpu.time", "s", "Time that all CPUs together spent in a mode");
  static final String CONDITION = "cpu-busy";

  private static final double MILLIS = 1e3;
  private static final Attributes USER = Attributes.of("cpu.mode", "user");
  private static final Attributes NICE = Attributes.of("cpu.mode", "nice");
  private static final Attributes SYSTEM = Attributes.of("cpu.mode", "system");
  private static final Attributes IDLE = Attributes.of("cpu.mode", "idle");
  private static final Attributes IOWAIT = Attributes.of("cpu.mode", "iowait");
  private static final Attributes INTERRUPT = Attributes.of("cpu.mode", "interrupt");
  private static final Attributes STEAL = Attributes.of("cpu.mode", "steal");

  private final Supplier<long[]> source;
  private final Threshold threshold;
  private long @Nullable [] before;

  CpuCheck(Supplier<long[]> source, Threshold threshold) {
    this.source = source;
    this.threshold = threshold;
  }

  @Override
  public CheckResult check(CheckContext context) {
    long[] then = before;
    long[] now = source.get();
    before = now;
    if (then == null) {
      return CheckResult.unknown("CPU use needs two samples, this is the first");
    }
    OptionalDouble busy = busy(then, now);
    if (busy.isEmpty()) {
      return CheckResult.unknown("CPU use needs two samples, no time passed since the last");
    }
    var result = CheckResult.builder().reading(UTILIZATION, busy.getAsDouble());
    addTimes(result, now);
    return result
        .judge(context, CONDITION, "", busy.getAsDouble(), threshold, "Find what takes the CPUs")
        .build();
  }

  /** Each mode counts for itself, as some kernels let the wait for disks fall now and then. */
  private static OptionalDouble busy(long[] then, long[] now) {
    long total = 0;
    for (int i = 0; i < now.length; i++) {
      total += grown(then, now, i);
    }
    if (total == 0) {
      return OptionalDouble.empty();
    }
    long idle =
        grown(then, now, TickType.IDLE.getIndex()) + grown(then, now, TickType.IOWAIT.getIndex());
    return OptionalDouble.of((double) (total - idle) / total);
  }

  private static long grown(long[] then, long[] now, int index) {
    return Math.max(0, now[index] - then[index]);
  }

  private static void addTimes(ResultBuilder result, long[] ticks) {
    addTime(result, USER, ticks[TickType.USER.getIndex()]);
    addTime(result, NICE, ticks[TickType.NICE.getIndex()]);
    addTime(result, SYSTEM, ticks[TickType.SYSTEM.getIndex()]);
    addTime(result, IDLE, ticks[TickType.IDLE.getIndex()]);
    addTime(result, IOWAIT, ticks[TickType.IOWAIT.getIndex()]);
    addTime(result, INTERRUPT, ticks[TickType.IRQ.getIndex()] + ticks[TickType.SOFTIRQ.getIndex()]);
    addTime(result, STEAL, ticks[TickType.STEAL.getIndex()]);
  }

  /** 0 since boot is what OSHI says of a mode that the system doesn't count. */
  private static void addTime(ResultBuilder result, Attributes mode, long millis) {
    if (millis > 0) {
      result.reading(TIME, millis / MILLIS, mode);
    }
  }
}

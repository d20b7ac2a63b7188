package io.health4j.oshi;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Metric;
import io.health4j.check.ResultBuilder;
import io.health4j.check.Threshold;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What this process uses, and how near it is to the number of files that it may open. */
final class ProcessCheck implements HealthCheck {

  /** This process, its open files, and how many the system lets it open. */
  record Own(ProcessUse use, OptionalLong files, OptionalLong fileLimit) {}

  static final Metric FILES =
      Metric.gauge(
          "process.unix.file_descriptor.count", "{file_descriptor}", "Files a process has open");
  static final Metric FILE_LIMIT =
      Metric.gauge(
          "health.process.file_descriptor.limit",
          "{file_descriptor}",
          "Files a process may have open");
  static final String CONDITION = "files-exhausted";

  private static final double MILLIS = 1e3;
  private static final Attributes USER = Attributes.of("cpu.mode", "user");
  private static final Attributes SYSTEM = Attributes.of("cpu.mode", "system");

  private final Supplier<Own> source;
  private final IntSupplier cpus;
  private final Threshold threshold;
  private @Nullable ProcessUse before;
  private long beforeTick;

  ProcessCheck(Supplier<Own> source, IntSupplier cpus, Threshold threshold) {
    this.source = source;
    this.cpus = cpus;
    this.threshold = threshold;
  }

  @Override
  public CheckResult check(CheckContext context) {
    Own own = source.get();
    var result = CheckResult.builder();
    utilization(own.use, context.ticker().read())
        .ifPresent(share -> result.reading(ProcessUse.CPU_UTILIZATION, share));
    addUse(result, own.use);
    own.files.ifPresent(files -> result.reading(FILES, (double) files));
    own.fileLimit.ifPresent(limit -> result.reading(FILE_LIMIT, (double) limit));
    if (own.files.isPresent() && own.fileLimit.isPresent()) {
      double share = (double) own.files.getAsLong() / own.fileLimit.getAsLong();
      result.judge(context, CONDITION, "", share, threshold, "Find the leak, or raise ulimit -n");
    }
    return result.build();
  }

  private OptionalDouble utilization(ProcessUse now, long tick) {
    ProcessUse then = before;
    long elapsed = tick - beforeTick;
    before = now;
    beforeTick = tick;
    return then == null ? OptionalDouble.empty() : now.utilization(then, elapsed, cpus.getAsInt());
  }

  private static void addUse(ResultBuilder result, ProcessUse use) {
    result
        .reading(ProcessUse.CPU_TIME, use.userMillis() / MILLIS, USER)
        .reading(ProcessUse.CPU_TIME, use.systemMillis() / MILLIS, SYSTEM)
        .reading(ProcessUse.MEMORY, (double) use.resident())
        .reading(ProcessUse.VIRTUAL, (double) use.virtual())
        .reading(ProcessUse.THREADS, use.threads())
        .reading(ProcessUse.UPTIME, use.upMillis() / MILLIS);
  }
}

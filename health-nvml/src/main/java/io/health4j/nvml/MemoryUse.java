package io.health4j.nvml;

import io.health4j.check.Metric;
import io.health4j.check.Threshold;
import io.health4j.nvml.api.NvmlQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much memory is in use. Frameworks take all that they can get and keep it, so that full memory
 * says nothing about health: there is no verdict unless the host asks for one.
 */
final class MemoryUse implements Judge {

  private static final Metric USAGE =
      Metric.gauge("hw.gpu.memory.usage", "By", "GPU memory in use");
  private static final Metric LIMIT =
      Metric.gauge("hw.gpu.memory.limit", "By", "GPU memory in all");
  private static final Metric UTILIZATION =
      Metric.gauge("hw.gpu.memory.utilization", "1", "Share of the GPU's memory in use");
  private static final Metric RESERVED =
      Metric.gauge("health.gpu.memory.reserved", "By", "GPU memory that the driver keeps");

  private static final Probe MEMORY = Probe.of(NvmlQuery.MEMORY);
  private static final int TOTAL_INDEX = 0;
  private static final int USED_INDEX = 2;
  private static final int RESERVED_INDEX = 3;

  /** How far back a verdict ends: this project's own judgement. */
  private static final double LEAVE = 0.02;

  private static final String REMEDY =
      "Find the process that takes the memory, and end it or give it less work";

  private final @Nullable Threshold threshold;

  MemoryUse(GpuSettings settings) {
    double limit = settings.limit(GpuLimit.MEMORY_USED);
    threshold =
        Double.isNaN(limit)
            ? null
            : Threshold.above()
                .warning(limit, limit - LEAVE)
                .source(settings.source(GpuLimit.MEMORY_USED))
                .build();
  }

  @Override
  public List<Probe> probes() {
    return List.of(MEMORY);
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    if (!sample.has(MEMORY) || sample.get(MEMORY, TOTAL_INDEX) <= 0) {
      return;
    }
    double total = sample.get(MEMORY, TOTAL_INDEX);
    double used = sample.get(MEMORY, USED_INDEX);
    out.read(LIMIT, total);
    out.read(USAGE, used);
    out.read(UTILIZATION, used / total);
    if (sample.get(MEMORY, RESERVED_INDEX) >= 0) {
      out.read(RESERVED, (double) sample.get(MEMORY, RESERVED_INDEX));
    }
    if (threshold != null) {
      out.judge(GpuCondition.MEMORY_USED, used / total, threshold, REMEDY);
    }
  }
}

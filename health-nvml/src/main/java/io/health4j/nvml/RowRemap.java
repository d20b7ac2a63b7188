package io.health4j.nvml;

import io.health4j.check.Metric;
import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlQuery;
import java.util.List;

/**
 * Rows of memory that were replaced by spare ones (GPUs since Ampere). A replacement waits for a
 * reset; when no spare is left it fails, and the board is worn out.
 */
final class RowRemap implements Judge {

  private static final Metric ROWS =
      Metric.counter("health.gpu.memory.rows.remapped", "{row}", "Rows of memory replaced");
  private static final Metric PENDING =
      Metric.gauge(
          "health.gpu.memory.rows.pending", "1", "1 when a row of memory waits to be replaced");
  private static final Metric FAILED =
      Metric.gauge(
          "health.gpu.memory.rows.failed", "1", "1 when a row of memory could not be replaced");

  private static final Probe REMAPPED = Probe.of(NvmlQuery.REMAPPED_ROWS);
  private static final Probe UNREPAIRABLE = Probe.of(NvmlQuery.UNREPAIRABLE_MEMORY);
  private static final int UNCORRECTED_INDEX = 1;
  private static final int PENDING_INDEX = 2;
  private static final int FAILED_INDEX = 3;

  private static final String PENDING_REMEDY =
      Reset.of("Let the work on the GPU end, and reset it: the row is replaced then");
  private static final String REPLACE_REMEDY =
      "Take the GPU out of service and have the board replaced";

  private final List<Gauge> gauges =
      List.of(
          Gauge.of(ROWS, REMAPPED, rows -> rows, "error.type", "corrected"),
          Gauge.at(ROWS, REMAPPED, UNCORRECTED_INDEX, rows -> rows, "error.type", "uncorrected"),
          Gauge.at(PENDING, REMAPPED, PENDING_INDEX, flag -> flag),
          Gauge.at(FAILED, REMAPPED, FAILED_INDEX, flag -> flag));

  @Override
  public List<Probe> probes() {
    return List.of(REMAPPED, UNREPAIRABLE);
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    gauges.forEach(gauge -> gauge.read(sample, out));
    if (sample.has(REMAPPED)) {
      if (sample.get(REMAPPED, PENDING_INDEX) == 1) {
        judgePending(sample.get(REMAPPED, UNCORRECTED_INDEX), out);
      }
      if (sample.get(REMAPPED, FAILED_INDEX) == 1) {
        Reported.find(out, GpuCondition.ROW_REMAP_FAILED, Status.CRITICAL, REPLACE_REMEDY);
      }
    }
    if (sample.has(UNREPAIRABLE) && sample.get(UNREPAIRABLE) == 1) {
      Reported.find(out, GpuCondition.MEMORY_UNREPAIRABLE, Status.CRITICAL, REPLACE_REMEDY);
    }
  }

  private static void judgePending(long uncorrected, Verdicts out) {
    if (uncorrected > 0) {
      String source = "default (DCGM)";
      out.find(
          GpuCondition.ROW_REMAP_PENDING,
          Status.CRITICAL,
          (double) uncorrected,
          0,
          source,
          PENDING_REMEDY);
    } else {
      Reported.find(out, GpuCondition.ROW_REMAP_PENDING, Status.WARNING, PENDING_REMEDY);
    }
  }
}

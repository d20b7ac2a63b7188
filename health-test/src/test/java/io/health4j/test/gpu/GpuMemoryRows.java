package io.health4j.test.gpu;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.WARNING;
import static io.health4j.test.gpu.GpuRow.change;
import static io.health4j.test.gpu.GpuRow.repeat;

import io.health4j.nvml.GpuCondition;
import io.health4j.nvml.GpuLimit;
import io.health4j.nvml.api.NvmlQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

/** The conditions of memory, see {@link GpuRows}. */
final class GpuMemoryRows {

  private static final Supplier<CannedMachine> H100 = CannedMachines::dgxH100;
  private static final Supplier<CannedMachine> A100 = CannedMachines::a100Mig;
  private static final Supplier<CannedMachine> L40 = CannedMachines::l40;
  private static final Supplier<CannedMachine> T4 = CannedMachines::t4;
  private static final int CORRECTED = NvmlQuery.CORRECTED;
  private static final int AGGREGATE_UNCORRECTED = NvmlQuery.UNCORRECTED + NvmlQuery.AGGREGATE;

  private GpuMemoryRows() {}

  static List<GpuRow> all() {
    GpuCondition retired = GpuCondition.RETIRED_PAGES;
    GpuCondition pending = GpuCondition.ROW_REMAP_PENDING;
    return List.of(
        change("ECC", H100, GpuCondition.ECC_UNCORRECTED, CRITICAL, gpu -> gpu.eccErrors(0, 1)),
        change(
            "ECC over the board's life",
            L40,
            GpuCondition.ECC_UNCORRECTED_RISING,
            WARNING,
            gpu -> gpu.grow(NvmlQuery.ECC_TOTAL, AGGREGATE_UNCORRECTED, 1)),
        repeat(
            "ECC corrected 200/s",
            H100,
            GpuCondition.ECC_CORRECTED,
            WARNING,
            40,
            Duration.ofSeconds(10),
            gpu -> gpu.grow(NvmlQuery.ECC_TOTAL, CORRECTED, 2_000)),
        change(
            "SRAM",
            H100,
            GpuCondition.ECC_SRAM,
            CRITICAL,
            gpu -> gpu.set(NvmlQuery.ECC_SRAM, 1, 0, 0, 0, 4, 0, 0)),
        change("row pending", A100, pending, WARNING, gpu -> gpu.rowRemap(0, true, false)),
        change("row pending, lost", A100, pending, CRITICAL, gpu -> gpu.rowRemap(1, true, false)),
        change(
            "row failed",
            L40,
            GpuCondition.ROW_REMAP_FAILED,
            CRITICAL,
            gpu -> gpu.rowRemap(1, false, true)),
        change(
            "63 pages",
            T4,
            retired,
            CRITICAL,
            gpu -> gpu.setFor(NvmlQuery.RETIRED_PAGES, 0, 63, -1, -1)),
        change(
            "16 pages in a hurry",
            T4,
            retired,
            CRITICAL,
            gpu -> gpu.setFor(NvmlQuery.RETIRED_PAGES, 1, 16, daysAgo(0), daysAgo(2))),
        change(
            "page pending",
            T4,
            GpuCondition.RETIRED_PAGES_PENDING,
            WARNING,
            gpu -> gpu.set(NvmlQuery.RETIRED_PAGES_PENDING, 1)),
        repeat(
                "unrepairable",
                H100,
                GpuCondition.MEMORY_UNREPAIRABLE,
                CRITICAL,
                1,
                Duration.ofHours(1),
                gpu -> gpu.set(NvmlQuery.UNREPAIRABLE_MEMORY, 1))
            .prepared(machine -> machine.gpu(0).set(NvmlQuery.UNREPAIRABLE_MEMORY, 0)),
        change(
                "95 % used, when asked",
                L40,
                GpuCondition.MEMORY_USED,
                WARNING,
                gpu -> gpu.set(NvmlQuery.MEMORY, 100, 5, 95, 0))
            .with(check -> check.limit(GpuLimit.MEMORY_USED, 0.9)));
  }

  private static long daysAgo(int days) {
    return ChronoUnit.MICROS.between(
        Instant.EPOCH, Instant.now().minus(days, ChronoUnit.DAYS).minusSeconds(1));
  }
}

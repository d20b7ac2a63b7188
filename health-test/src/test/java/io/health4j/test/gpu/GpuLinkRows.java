package io.health4j.test.gpu;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.WARNING;
import static io.health4j.test.gpu.GpuRow.change;
import static io.health4j.test.gpu.GpuRow.repeat;

import io.health4j.nvml.GpuCondition;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The conditions of links, see {@link GpuRows}. */
final class GpuLinkRows {

  private static final Duration SECONDS = Duration.ofSeconds(5);
  private static final Supplier<CannedMachine> H100 = CannedMachines::dgxH100;
  private static final Supplier<CannedMachine> L40 = CannedMachines::l40;
  private static final Supplier<CannedMachine> T4 = CannedMachines::t4;

  private GpuLinkRows() {}

  static List<GpuRow> all() {
    return Stream.concat(pcie().stream(), nvlink().stream()).toList();
  }

  private static List<GpuRow> pcie() {
    Duration seconds = Duration.ofSeconds(15);
    return List.of(
        repeat(
            "20 replays a minute at generation 4",
            L40,
            GpuCondition.PCIE_REPLAYS,
            WARNING,
            8,
            seconds,
            gpu -> gpu.grow(NvmlQuery.PCIE_REPLAYS, 0, 5)),
        repeat(
            "40 replays a minute at generation 5",
            H100,
            GpuCondition.PCIE_REPLAYS,
            WARNING,
            8,
            seconds,
            gpu -> gpu.grow(NvmlQuery.PCIE_REPLAYS, 0, 10)),
        repeat(
            "8 of 16 lanes",
            T4,
            GpuCondition.PCIE_WIDTH,
            WARNING,
            8,
            seconds,
            gpu -> gpu.set(NvmlQuery.PCIE_WIDTH, 8)),
        repeat(
            "generation 1 under load",
            L40,
            GpuCondition.PCIE_GENERATION,
            WARNING,
            40,
            seconds,
            gpu -> gpu.set(NvmlQuery.PCIE_GENERATION, 1)),
        change(
            "fatal error",
            H100,
            GpuCondition.PCIE_FATAL,
            CRITICAL,
            gpu -> gpu.grow(NvmlQuery.FIELD, NvmlQuery.PCIE_FATAL_ERRORS, 1)));
  }

  private static List<GpuRow> nvlink() {
    GpuCondition fabric = GpuCondition.FABRIC;
    return List.of(
        change("link down", H100, GpuCondition.NVLINK_DOWN, CRITICAL, gpu -> gpu.nvlink(3, false)),
        linkErrors("replay", NvmlQuery.REPLAY, 4, 1),
        linkErrors("recovery", NvmlQuery.RECOVERY, 4, 1),
        linkErrors("CRC 200/s", NvmlQuery.CRC_DATA, 14, 1_000),
        linkErrors("CRC of flits 200/s", NvmlQuery.CRC_FLIT, 14, 1_000),
        change("training", H100, fabric, WARNING, gpu -> gpu.set(NvmlQuery.FABRIC, 2, 0, 0, 0, 0)),
        change(
            "unhealthy", H100, fabric, CRITICAL, gpu -> gpu.set(NvmlQuery.FABRIC, 3, 0, 0, 2, 0)),
        change(
            "not joined",
            H100,
            fabric,
            CRITICAL,
            gpu -> gpu.set(NvmlQuery.FABRIC, 3, NvmlReturn.UNKNOWN, 0, 0, 0)),
        change(
            "bandwidth degraded",
            H100,
            fabric,
            CRITICAL,
            gpu -> gpu.set(NvmlQuery.FABRIC, 3, 0, 1, 0, 0)));
  }

  private static GpuRow linkErrors(String name, int kind, int times, long by) {
    return repeat(
        name,
        H100,
        GpuCondition.NVLINK_ERRORS,
        CRITICAL,
        times,
        SECONDS,
        gpu -> gpu.grow(NvmlQuery.NVLINK_ERRORS, 16 * 3 + kind, by));
  }
}

package io.health4j.test.gpu;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static io.health4j.test.gpu.GpuRow.change;
import static io.health4j.test.gpu.GpuRow.repeat;

import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.nvml.GpuCondition;
import io.health4j.nvml.GpuFamily;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The conditions with their defaults, each made to happen on a machine that has it. */
final class GpuRows {

  private static final Duration SECONDS = Duration.ofSeconds(5);
  private static final Supplier<CannedMachine> H100 = CannedMachines::dgxH100;
  private static final Supplier<CannedMachine> A100 = CannedMachines::a100Mig;
  private static final Supplier<CannedMachine> L40 = CannedMachines::l40;
  private static final Supplier<CannedMachine> T4 = CannedMachines::t4;

  private GpuRows() {}

  static List<GpuRow> all() {
    return Stream.of(lost(), thermal(), GpuMemoryRows.all(), GpuLinkRows.all(), power(), xid())
        .flatMap(List::stream)
        .toList();
  }

  private static List<GpuRow> lost() {
    GpuCondition action = GpuCondition.RECOVERY_ACTION;
    return List.of(
        change("driver says reset", H100, action, CRITICAL, gpu -> gpu.recoveryAction(1)),
        change("driver says reboot", H100, action, CRITICAL, gpu -> gpu.recoveryAction(2)),
        change("driver says drain", A100, action, WARNING, gpu -> gpu.recoveryAction(3)),
        change("driver says drain and reset", L40, action, CRITICAL, gpu -> gpu.recoveryAction(4)),
        change("lost", T4, GpuCondition.LOST, CRITICAL, CannedGpu::lose),
        change(
            "reset required",
            H100,
            GpuCondition.RESET_REQUIRED,
            CRITICAL,
            gpu -> gpu.failAll(NvmlReturn.RESET_REQUIRED)),
        GpuRow.of(
            "one GPU less",
            H100,
            GpuCondition.MISSING,
            CRITICAL,
            rig -> rig.repeat(1, SECONDS, () -> rig.machine.remove(7))),
        GpuRow.of("hung for 6 s", H100, GpuCondition.HUNG, UNKNOWN, rig -> hung(rig, 1)),
        GpuRow.of("hung over samples", H100, GpuCondition.HUNG, CRITICAL, rig -> hung(rig, 4)),
        change("unreadable", H100, GpuCondition.UNREADABLE, UNKNOWN, CannedGpu::lose)
            .with(check -> check.families(GpuFamily.THERMAL)),
        repeat(
            "InfoROM damaged",
            L40,
            GpuCondition.INFOROM_CORRUPT,
            WARNING,
            2,
            Duration.ofHours(25),
            gpu -> gpu.fail(NvmlQuery.INFOROM, 0, NvmlReturn.CORRUPTED_INFOROM)));
  }

  private static CheckResult hung(GpuRig rig, int samples) throws Exception {
    rig.machine.hang(2);
    rig.after(Duration.ofSeconds(1));
    rig.machine.awaitHung(1);
    return rig.repeat(samples, Duration.ofSeconds(6), () -> {});
  }

  private static List<GpuRow> thermal() {
    GpuCondition core = GpuCondition.TEMPERATURE;
    GpuCondition memory = GpuCondition.MEMORY_TEMPERATURE;
    return List.of(
        change("5 °C to slowdown", H100, core, WARNING, gpu -> gpu.margin(5)),
        change("at slowdown", H100, core, CRITICAL, gpu -> gpu.margin(0)),
        change("5 °C to slowdown, no margin", T4, core, WARNING, gpu -> gpu.temperature(88)),
        change("at slowdown, no margin", A100, core, CRITICAL, gpu -> gpu.temperature(89)),
        change(
            "memory too hot",
            A100,
            memory,
            CRITICAL,
            gpu -> gpu.setFor(NvmlQuery.FIELD, NvmlQuery.MEMORY_TEMPERATURE, 96)));
  }

  private static List<GpuRow> power() {
    return List.of(
        slowdown("slowdown", 0x8),
        slowdown("thermal slowdown", 0x40),
        slowdown("power brake", 0x80),
        repeat(
            "power unreadable",
            H100,
            GpuCondition.POWER_UNREADABLE,
            WARNING,
            4,
            SECONDS,
            gpu -> gpu.fail(NvmlQuery.POWER_USAGE, 0, NvmlReturn.UNKNOWN)));
  }

  private static GpuRow slowdown(String name, long reason) {
    return repeat(
        name,
        L40,
        GpuCondition.SLOWDOWN,
        WARNING,
        22,
        Duration.ofSeconds(30),
        gpu -> {
          long[] now = new long[NvmlApi.MAX_VALUES];
          gpu.read(NvmlQuery.CLOCK_EVENT_REASONS, 0, now);
          gpu.set(NvmlQuery.CLOCK_EVENT_REASONS, now[0] == 0 ? reason : 0);
        });
  }

  private static List<GpuRow> xid() {
    Stream<GpuRow> critical =
        Stream.of(46, 48, 62, 64, 74, 79, 95, 109, 110, 119, 120, 136, 140, 143, 155, 156, 158)
            .map(xid -> xid(xid, CRITICAL));
    Stream<GpuRow> warning =
        Stream.of(8, 13, 31, 32, 39, 40, 41, 68, 69, 80, 94, 9_999).map(xid -> xid(xid, WARNING));
    return Stream.concat(critical, warning).toList();
  }

  private static GpuRow xid(int xid, Status status) {
    return GpuRow.of(
        "XID " + xid,
        T4,
        GpuCondition.XID,
        status,
        rig -> {
          rig.xid(0, xid);
          return rig.after(SECONDS);
        });
  }
}

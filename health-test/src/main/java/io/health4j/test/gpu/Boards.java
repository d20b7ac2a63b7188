package io.health4j.test.gpu;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlText;
import java.util.Locale;

/** The boards of {@link CannedMachines}, and what is made up about their work. */
final class Boards {

  private static final long MIB = 1L << 20;

  // Numbers of the models, as their PCI devices have.
  private static final int H100 = 0x2330;
  private static final int A100 = 0x20B2;
  private static final int L40 = 0x26B5;
  private static final int T4 = 0x1EB8;

  // Where ECC errors are counted.
  private static final int DRAM = 2;
  private static final int SRAM = 7;

  /** Where the GPUs of a DGX H100 sit. */
  private static final String[] DGX_H100 = {"1B", "43", "52", "61", "9D", "C3", "D1", "DF"};

  private static final int H100_LINKS = 18;
  private static final int A100_LINKS = 12;

  /** Single and double-bit ECC errors, XIDs and clock changes, as data centre boards tell them. */
  private static final long EVENTS = 0x1 | 0x2 | NvmlApi.XID_EVENT | 0x10;

  private Boards() {}

  static CannedGpu h100(int index) {
    CannedGpu gpu = board("NVIDIA H100 80GB HBM3", H100, index, DGX_H100[index]);
    modern(gpu);
    temperature(gpu, 51 + index % 4, 87, 95, 89);
    memoryTemperature(gpu, 58 + index % 4, 95);
    power(gpu, 412_000, 700_000);
    clocks(gpu, new long[] {1_755, 1_755, 2_619, 1_365}, new long[] {1_980, 1_980, 2_619, 1_545});
    memory(gpu, 81_559, 480, 62_310);
    pcie(gpu, 5, 5);
    links(gpu, H100_LINKS, true);
    busy(gpu, 96);
    process(gpu, 61_790, -1);
    mig(gpu, false, 7);
    return gpu.setFor(NvmlQuery.FIELD, NvmlQuery.PCIE_SENT, 4_120_000_000L)
        .setFor(NvmlQuery.FIELD, NvmlQuery.PCIE_RECEIVED, 9_360_000_000L)
        .setFor(NvmlQuery.FIELD, NvmlQuery.PCIE_FATAL_ERRORS, 0)
        .set(NvmlQuery.FABRIC, 3, 0, 0, 0, 0);
  }

  static CannedGpu a100Mig(int index) {
    CannedGpu gpu = board("NVIDIA A100-SXM4-80GB", A100, index, index == 0 ? "07" : "0F");
    modern(gpu);
    gpu.set(NvmlQuery.TEMPERATURE, 41 + index);
    thresholds(gpu, 92, 89, 85);
    memoryTemperature(gpu, 47 + index, 95);
    power(gpu, 131_000, 400_000);
    clocks(gpu, new long[] {1_275, 1_275, 1_593, 1_140}, new long[] {1_410, 1_410, 1_593, 1_290});
    memory(gpu, 81_920, 663, 6_150);
    pcie(gpu, 4, 4);
    links(gpu, A100_LINKS, false);
    mig(gpu, true, 7);
    gpu.migDevices().add(migDevice(index, "3g.40gb", 40_192, 2));
    gpu.migDevices().add(migDevice(index, "2g.20gb", 19_968, 3));
    gpu.migDevices().add(migDevice(index, "1g.10gb", 9_728, 9));
    CannedGpu first = gpu.migDevices().get(0);
    memory(first, 40_192, 0, 6_025);
    process(first, 6_000, 2);
    process(gpu, 6_000, 2);
    return gpu;
  }

  static CannedGpu l40(int index) {
    CannedGpu gpu = board("NVIDIA L40", L40, index, index == 0 ? "17" : "CA");
    modern(gpu);
    temperature(gpu, 47 + index, 88, 93, 90);
    power(gpu, 187_000, 300_000);
    clocks(gpu, new long[] {2_475, 2_475, 9_001, 1_950}, new long[] {2_490, 2_490, 9_001, 1_965});
    memory(gpu, 46_068, 609, 30_720);
    pcie(gpu, 4, 4);
    busy(gpu, 71);
    process(gpu, 30_310, -1);
    return gpu;
  }

  static CannedGpu t4() {
    CannedGpu gpu = board("Tesla T4", T4, 0, "81");
    gpu.set(NvmlQuery.TEMPERATURE, 36);
    thresholds(gpu, 96, 93, 85);
    power(gpu, 15_100, 70_000);
    clocks(gpu, new long[] {300, 300, 405, 540}, new long[] {1_590, 1_590, 5_001, 1_470});
    ecc(gpu);
    pcie(gpu, 1, 3);
    gpu.set(NvmlQuery.MEMORY, 15_360 * MIB, 14_913 * MIB, 447 * MIB, -1)
        .set(NvmlQuery.UTILIZATION, 0, 0)
        .set(NvmlQuery.ENCODER_UTILIZATION, 0)
        .set(NvmlQuery.DECODER_UTILIZATION, 0)
        .set(NvmlQuery.PERFORMANCE_STATE, 8)
        .set(NvmlQuery.CLOCK_EVENT_REASONS, 0x1)
        .set(NvmlQuery.RETIRED_PAGES_PENDING, 0);
    return gpu.setFor(NvmlQuery.RETIRED_PAGES, 0, 0, -1, -1)
        .setFor(NvmlQuery.RETIRED_PAGES, 1, 0, -1, -1);
  }

  private static CannedGpu board(String name, int model, int index, String bus) {
    return new CannedGpu()
        .text(NvmlText.NAME, name)
        .text(NvmlText.UUID, "GPU-" + id(model, index + 1))
        .text(NvmlText.PCI_ADDRESS, "00000000:" + bus + ":00.0")
        .text(NvmlText.SERIAL, String.format(Locale.ROOT, "165%05d%05d", model, index + 1))
        .set(NvmlQuery.MINOR_NUMBER, index)
        .set(NvmlQuery.PERSISTENCE_MODE, 1)
        .set(NvmlQuery.INFOROM)
        .set(NvmlQuery.EVENT_TYPES, EVENTS);
  }

  private static String id(int model, int number) {
    return String.format(Locale.ROOT, "%08x-7a31-4c5d-8e6f-%012x", model, number);
  }

  /** What boards have since Ampere, with a driver of today. */
  private static void modern(CannedGpu gpu) {
    ecc(gpu);
    gpu.set(NvmlQuery.ECC_SRAM, 0, 0, 0, 0, 0, 0, 0)
        .set(NvmlQuery.REMAPPED_ROWS, 0, 0, 0, 0)
        .set(NvmlQuery.PERFORMANCE_STATE, 0)
        .set(NvmlQuery.CLOCK_EVENT_REASONS, 0)
        .recoveryAction(0);
  }

  private static void ecc(CannedGpu gpu) {
    gpu.set(NvmlQuery.ECC_MODE, 1, 1);
    for (int kind = 0; kind <= NvmlQuery.UNCORRECTED + NvmlQuery.AGGREGATE; kind++) {
      gpu.setFor(NvmlQuery.ECC_TOTAL, kind, 0);
      gpu.setFor(NvmlQuery.ECC_AT, kind + 16 * DRAM, 0);
      gpu.setFor(NvmlQuery.ECC_AT, kind + 16 * SRAM, 0);
    }
  }

  /** With a margin, as since Ada. */
  private static void temperature(CannedGpu gpu, long now, long limit, long... thresholds) {
    gpu.set(NvmlQuery.TEMPERATURE, now).set(NvmlQuery.TEMPERATURE_MARGIN, limit - now);
    thresholds(gpu, thresholds[0], thresholds[1], limit);
  }

  private static void thresholds(CannedGpu gpu, long shutdown, long slowdown, long max) {
    gpu.setFor(NvmlQuery.TEMPERATURE_THRESHOLD, NvmlQuery.SHUTDOWN, shutdown)
        .setFor(NvmlQuery.TEMPERATURE_THRESHOLD, NvmlQuery.SLOWDOWN, slowdown)
        .setFor(NvmlQuery.TEMPERATURE_THRESHOLD, NvmlQuery.GPU_MAX, max);
  }

  private static void memoryTemperature(CannedGpu gpu, long now, long max) {
    gpu.setFor(NvmlQuery.FIELD, NvmlQuery.MEMORY_TEMPERATURE, now)
        .setFor(NvmlQuery.TEMPERATURE_THRESHOLD, NvmlQuery.MEMORY_MAX, max);
  }

  private static void power(CannedGpu gpu, long milliwatts, long limit) {
    gpu.set(NvmlQuery.POWER_USAGE, milliwatts)
        .set(NvmlQuery.POWER_LIMIT, limit)
        .set(NvmlQuery.ENERGY, 3_600 * milliwatts);
  }

  /** Of graphics, multiprocessors, memory, video. */
  private static void clocks(CannedGpu gpu, long[] now, long... max) {
    for (int clock = NvmlQuery.GRAPHICS; clock <= NvmlQuery.VIDEO; clock++) {
      gpu.setFor(NvmlQuery.CLOCK, clock, now[clock]);
      gpu.setFor(NvmlQuery.MAX_CLOCK, clock, max[clock]);
    }
  }

  /** In MiB. */
  private static void memory(CannedGpu gpu, long total, long reserved, long used) {
    long free = total - reserved - used;
    gpu.set(NvmlQuery.MEMORY, total * MIB, free * MIB, used * MIB, reserved * MIB);
  }

  private static void pcie(CannedGpu gpu, int generation, int max) {
    gpu.set(NvmlQuery.PCIE_GENERATION, generation)
        .set(NvmlQuery.PCIE_MAX_GENERATION, max)
        .set(NvmlQuery.PCIE_WIDTH, 16)
        .set(NvmlQuery.PCIE_MAX_WIDTH, 16)
        .set(NvmlQuery.PCIE_REPLAYS, 0)
        .setFor(NvmlQuery.PCIE_THROUGHPUT, 0, 502)
        .setFor(NvmlQuery.PCIE_THROUGHPUT, 1, 578);
  }

  private static void links(CannedGpu gpu, int number, boolean up) {
    for (int link = 0; link < number; link++) {
      gpu.nvlink(link, up);
      for (int kind = NvmlQuery.REPLAY; kind <= NvmlQuery.CRC_DATA; kind++) {
        gpu.setFor(NvmlQuery.NVLINK_ERRORS, 16 * link + kind, 0);
      }
    }
  }

  /** At work, for this process. */
  private static void busy(CannedGpu gpu, long percent) {
    gpu.set(NvmlQuery.UTILIZATION, percent, percent / 2)
        .set(NvmlQuery.ENCODER_UTILIZATION, 0)
        .set(NvmlQuery.DECODER_UTILIZATION, 0);
  }

  private static void process(CannedGpu gpu, long mebibytes, int gpuInstance) {
    long pid = ProcessHandle.current().pid();
    gpu.processes().add(new NvmlProcess(pid, mebibytes * MIB, gpuInstance));
  }

  private static void mig(CannedGpu gpu, boolean on, int devices) {
    int mode = on ? 1 : 0;
    gpu.set(NvmlQuery.MIG_MODE, mode, mode).set(NvmlQuery.MIG_MAX_DEVICES, devices);
  }

  private static CannedGpu migDevice(int parent, String profile, long mebibytes, int instance) {
    CannedGpu device =
        new CannedGpu()
            .text(NvmlText.NAME, "NVIDIA A100-SXM4-80GB MIG " + profile)
            .text(NvmlText.UUID, "MIG-" + id(A100, 16 * (parent + 1) + instance))
            .set(NvmlQuery.GPU_INSTANCE, instance)
            .set(NvmlQuery.COMPUTE_INSTANCE, 0);
    memory(device, mebibytes, 0, 25);
    return device;
  }
}

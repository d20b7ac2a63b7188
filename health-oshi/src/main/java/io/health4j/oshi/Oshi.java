package io.health4j.oshi;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OSFileStore;
import oshi.software.os.OperatingSystem;

/**
 * The one place that asks OSHI. It turns what OSHI says into plain values, and its ways of saying
 * "I don't know" (0, −1, an empty array) into absence; the checks judge those values and never see
 * OSHI.
 *
 * <p>One {@link SystemInfo} serves the whole process. It is made at the first reading, not when a
 * check is made, since loading the native library takes some hundred milliseconds. OSHI keeps most
 * values for 300 ms, so that two readings within that time may be equal.
 *
 * <p>Thread-safe, as OSHI is.
 */
final class Oshi {

  private static final class Holder {
    static final SystemInfo SYSTEM = new SystemInfo();
  }

  private Oshi() {}

  static HardwareAbstractionLayer hardware() {
    return Holder.SYSTEM.getHardware();
  }

  private static CentralProcessor processor() {
    return hardware().getProcessor();
  }

  static OperatingSystem system() {
    return Holder.SYSTEM.getOperatingSystem();
  }

  /** Milliseconds since boot by {@link CentralProcessor.TickType}. */
  static long[] cpuTicks() {
    return processor().getSystemCpuLoadTicks();
  }

  static int logicalCpus() {
    return processor().getLogicalProcessorCount();
  }

  /** Over 1, 5 and 15 minutes; negative where the system has none. */
  static double[] loadAverages() {
    return processor().getSystemLoadAverage(3);
  }

  static MemoryCheck.Memory memory() {
    GlobalMemory memory = hardware().getMemory();
    return new MemoryCheck.Memory(memory.getTotal(), memory.getAvailable());
  }

  static SwapCheck.Swap swap() {
    var virtual = hardware().getMemory().getVirtualMemory();
    return new SwapCheck.Swap(
        virtual.getSwapTotal(),
        virtual.getSwapUsed(),
        virtual.getSwapPagesIn(),
        virtual.getSwapPagesOut());
  }

  /** Asks for the list of mounts, which is dear: on Linux OSHI starts a program for the labels. */
  static List<Mount> mounts() {
    var mounts = new ArrayList<Mount>();
    for (OSFileStore store : system().getFileSystem().getFileStores(true)) {
      var space =
          new Mount.Space(store.getTotalSpace(), store.getUsableSpace(), store.getFreeSpace());
      boolean readOnly = Arrays.asList(store.getOptions().split(",", -1)).contains("ro");
      mounts.add(
          new Mount(
              store.getMount(),
              store.getVolume(),
              store.getType(),
              readOnly,
              space,
              store.getTotalInodes(),
              store.getFreeInodes()));
    }
    return mounts;
  }

  /** The space at a path, by one system call; 0 when nothing is there. */
  static Mount.Space space(String path) {
    var file = new File(path);
    return new Mount.Space(file.getTotalSpace(), file.getUsableSpace(), file.getFreeSpace());
  }

  static SensorCheck.Sensed sensors() {
    var sensors = hardware().getSensors();
    int[] fans = sensors.getFanSpeeds();
    return new SensorCheck.Sensed(
        positive(sensors.getCpuTemperature()),
        Arrays.stream(fans).mapToObj(Oshi::positive).toList(),
        positive(sensors.getCpuVoltage()));
  }

  /** OSHI says 0 for a sensor that it cannot read, and NaN on some systems. */
  private static OptionalDouble positive(double value) {
    return value > 0 && Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}

package io.health4j.nvml.jna;

import static io.health4j.nvml.jna.NvmlLibrary.*;

import io.health4j.nvml.api.NvmlProcess;
import io.health4j.nvml.api.NvmlReturn;
import java.util.List;

/**
 * Lists of processes. The first version of the function has shorter entries than the others,
 * without the instances of MIG.
 */
final class Processes {

  static final int BYTES = 24;
  static final int BYTES_OF_FIRST = 16;
  static final int USED = 8;
  static final int GPU_INSTANCE = 16;

  private static final int NONE = -1;

  private Processes() {}

  static int list(
      Symbols symbols, Scratch at, long device, boolean graphics, List<NvmlProcess> out) {
    String kind = graphics ? "Graphics" : "Compute";
    String function = "nvmlDeviceGet" + kind + "RunningProcesses";
    boolean first = !symbols.has(function + "_v3");
    if (first && !symbols.has(function)) {
      return NvmlReturn.FUNCTION_NOT_FOUND;
    }
    int bytes = first ? BYTES_OF_FIRST : BYTES;
    int code;
    int room;
    do {
      room = at.offer(bytes);
      code = call(graphics, first, device, at.address());
    } while (at.grown(code, bytes));
    if (code == NvmlReturn.SUCCESS) {
      for (int i = 0; i < Math.min(at.getInt(0), room); i++) {
        out.add(process(at, Scratch.LIST + i * bytes, first));
      }
    }
    return code;
  }

  private static int call(boolean graphics, boolean first, long device, long count) {
    long list = count + Scratch.LIST;
    if (graphics) {
      return first
          ? nvmlDeviceGetGraphicsRunningProcesses(device, count, list)
          : nvmlDeviceGetGraphicsRunningProcesses_v3(device, count, list);
    }
    return first
        ? nvmlDeviceGetComputeRunningProcesses(device, count, list)
        : nvmlDeviceGetComputeRunningProcesses_v3(device, count, list);
  }

  /** What is not known is −1 here as there, also of unsigned numbers. */
  private static NvmlProcess process(Scratch at, int offset, boolean first) {
    return new NvmlProcess(
        at.getUnsigned(offset),
        at.getLong(offset + USED),
        first ? NONE : at.getInt(offset + GPU_INSTANCE));
  }
}

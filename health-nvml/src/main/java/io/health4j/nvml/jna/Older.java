package io.health4j.nvml.jna;

import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;

/**
 * What other versions of the library are asked: functions and structures from before those that are
 * asked first, and, for the temperature, the one that is to come after it.
 */
final class Older {

  static final int TEMPERATURE_BYTES = 12;
  static final int TEMPERATURE_VERSION = 0x100000c;
  static final int TEMPERATURE_VALUE = 8;

  static final int FABRIC2_BYTES = 36;
  static final int FABRIC2_VERSION = 0x2000024;
  static final int FABRIC1_BYTES = 28;

  /** The first one has no version in front. */
  private static final int FABRIC1_SHIFT = -4;

  private static final int NOT_KNOWN = -1;

  private Older() {}

  /**
   * Reads a query in another way.
   *
   * @param refused what the first way answered; passed on where there is no other
   */
  static int read(
      int refused,
      Symbols symbols,
      Scratch at,
      long device,
      NvmlQuery query,
      int argument,
      long[] out) {
    int code =
        switch (query) {
          case TEMPERATURE -> temperature(symbols, at, device, out);
          case MEMORY -> memory(symbols, at, device, out);
          case FAN_SPEED -> fan(symbols, at, device, argument, out);
          case FABRIC -> fabric(symbols, at, device, out);
          case RETIRED_PAGES -> RetiredPages.readOlder(symbols, at, device, argument, out);
          default -> NvmlReturn.FUNCTION_NOT_FOUND;
        };
    return code == NvmlReturn.FUNCTION_NOT_FOUND ? refused : code;
  }

  private static int temperature(Symbols symbols, Scratch at, long device, long[] out) {
    if (!symbols.has("nvmlDeviceGetTemperatureV")) {
      return NvmlReturn.FUNCTION_NOT_FOUND;
    }
    long to = at.structure(TEMPERATURE_VERSION, TEMPERATURE_BYTES);
    int code = NvmlLibrary.nvmlDeviceGetTemperatureV(device, to);
    if (code == NvmlReturn.SUCCESS) {
      out[0] = at.getInt(TEMPERATURE_VALUE);
    }
    return code;
  }

  private static int memory(Symbols symbols, Scratch at, long device, long[] out) {
    if (!symbols.has("nvmlDeviceGetMemoryInfo")) {
      return NvmlReturn.FUNCTION_NOT_FOUND;
    }
    int code = NvmlLibrary.nvmlDeviceGetMemoryInfo(device, at.address());
    if (code == NvmlReturn.SUCCESS) {
      for (int i = 0; i < 3; i++) {
        out[i] = at.getLong(i * Long.BYTES);
      }
      out[3] = NOT_KNOWN;
    }
    return code;
  }

  /** It knows no more than one fan. */
  private static int fan(Symbols symbols, Scratch at, long device, int fan, long[] out) {
    if (fan != 0 || !symbols.has("nvmlDeviceGetFanSpeed")) {
      return NvmlReturn.FUNCTION_NOT_FOUND;
    }
    return at.unsigned(NvmlLibrary.nvmlDeviceGetFanSpeed(device, at.address()), 1, out);
  }

  private static int fabric(Symbols symbols, Scratch at, long device, long[] out) {
    if (symbols.has("nvmlDeviceGetGpuFabricInfoV")) {
      long to = at.structure(FABRIC2_VERSION, FABRIC2_BYTES);
      int code = NvmlLibrary.nvmlDeviceGetGpuFabricInfoV(device, to);
      if (code != NvmlReturn.ARGUMENT_VERSION_MISMATCH) {
        return Structs.fabric(code, at, 0, at.getInt(Structs.FABRIC_MASK), NOT_KNOWN, out);
      }
    }
    if (!symbols.has("nvmlDeviceGetGpuFabricInfo")) {
      return NvmlReturn.FUNCTION_NOT_FOUND;
    }
    long to = at.structure(0, FABRIC1_BYTES);
    int code = NvmlLibrary.nvmlDeviceGetGpuFabricInfo(device, to);
    return Structs.fabric(code, at, FABRIC1_SHIFT, 0, NOT_KNOWN, out);
  }
}

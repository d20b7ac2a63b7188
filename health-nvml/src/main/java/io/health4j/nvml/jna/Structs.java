package io.health4j.nvml.jna;

import com.sun.jna.Native;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;

/**
 * Numbers that stand in structures. Sizes and places are those of {@code nvml.h} 13.3.29 on a
 * 64-bit system; a version is the size with the structure's number in the highest byte.
 */
final class Structs {

  static final int MARGIN_BYTES = 8;
  static final int MARGIN_VERSION = 0x1000008;
  static final int MARGIN_VALUE = 4;

  static final int FIELD_BYTES = 40;
  static final int FIELD_TYPE = 24;
  static final int FIELD_RETURN = 28;
  static final int FIELD_VALUE = 32;

  static final int MEMORY_BYTES = 40;
  static final int MEMORY_VERSION = 0x2000028;
  static final int MEMORY_TOTAL = 8;
  static final int MEMORY_RESERVED = 16;
  static final int MEMORY_FREE = 24;
  static final int MEMORY_USED = 32;

  static final int SRAM_BYTES = 104;
  static final int SRAM_VERSION = 0x1000068;
  static final int SRAM_AGGREGATE = 8;
  static final int SRAM_VOLATILE = 32;
  static final int SRAM_EXCEEDED = 96;

  static final int FABRIC_BYTES = 40;
  static final int FABRIC_VERSION = 0x3000028;
  static final int FABRIC_STATUS = 20;
  static final int FABRIC_CLIQUE = 24;
  static final int FABRIC_STATE = 28;
  static final int FABRIC_MASK = 32;
  static final int FABRIC_SUMMARY = 36;

  private static final int DOUBLE = 0;
  private static final int UNSIGNED_INT = 1;
  private static final int UNSIGNED_LONG = 2;
  private static final int UNSIGNED_LONG_LONG = 3;
  private static final int SIGNED_LONG_LONG = 4;
  private static final int SIGNED_INT = 5;
  private static final int UNSIGNED_SHORT = 6;

  private Structs() {}

  static int read(Scratch at, long device, NvmlQuery query, int argument, long[] out) {
    return switch (query) {
      case TEMPERATURE -> temperature(at, device, out);
      case TEMPERATURE_MARGIN -> margin(at, device, out);
      case FIELD -> field(at, device, argument, out);
      case MEMORY -> memory(at, device, out);
      case ECC_SRAM -> sram(at, device, out);
      case FABRIC -> {
        long to = at.structure(FABRIC_VERSION, FABRIC_BYTES);
        int code = NvmlLibrary.nvmlDeviceGetGpuFabricInfoV(device, to);
        yield fabric(code, at, 0, at.getInt(FABRIC_MASK), at.getByte(FABRIC_SUMMARY), out);
      }
      case RETIRED_PAGES -> RetiredPages.read(at, device, argument, out);
      default -> NvmlReturn.FUNCTION_NOT_FOUND;
    };
  }

  /** Declared unsigned, though it may freeze. */
  private static int temperature(Scratch at, long device, long[] out) {
    int code = NvmlLibrary.nvmlDeviceGetTemperature(device, 0, at.address());
    if (code == NvmlReturn.SUCCESS) {
      out[0] = at.getInt(0);
    }
    return code;
  }

  private static int margin(Scratch at, long device, long[] out) {
    long to = at.structure(MARGIN_VERSION, MARGIN_BYTES);
    int code = NvmlLibrary.nvmlDeviceGetMarginTemperature(device, to);
    if (code == NvmlReturn.SUCCESS) {
      out[0] = at.getInt(MARGIN_VALUE);
    }
    return code;
  }

  private static int field(Scratch at, long device, int field, long[] out) {
    long to = at.structure(field, FIELD_BYTES);
    int code = NvmlLibrary.nvmlDeviceGetFieldValues(device, 1, to);
    if (code != NvmlReturn.SUCCESS) {
      return code;
    }
    code = at.getInt(FIELD_RETURN);
    return code == NvmlReturn.SUCCESS ? value(at, at.getInt(FIELD_TYPE), out) : code;
  }

  private static int value(Scratch at, int type, long[] out) {
    switch (type) {
      case DOUBLE -> out[0] = Math.round(at.getDouble(FIELD_VALUE));
      case UNSIGNED_INT -> out[0] = at.getUnsigned(FIELD_VALUE);
      case UNSIGNED_LONG ->
          out[0] =
              Native.LONG_SIZE == Long.BYTES
                  ? at.getLong(FIELD_VALUE)
                  : at.getUnsigned(FIELD_VALUE);
      case UNSIGNED_LONG_LONG, SIGNED_LONG_LONG -> out[0] = at.getLong(FIELD_VALUE);
      case SIGNED_INT -> out[0] = at.getInt(FIELD_VALUE);
      case UNSIGNED_SHORT -> out[0] = at.getShort(FIELD_VALUE);
      default -> {
        return NvmlReturn.NOT_SUPPORTED;
      }
    }
    return NvmlReturn.SUCCESS;
  }

  private static int memory(Scratch at, long device, long[] out) {
    long to = at.structure(MEMORY_VERSION, MEMORY_BYTES);
    int code = NvmlLibrary.nvmlDeviceGetMemoryInfo_v2(device, to);
    if (code == NvmlReturn.SUCCESS) {
      out[0] = at.getLong(MEMORY_TOTAL);
      out[1] = at.getLong(MEMORY_FREE);
      out[2] = at.getLong(MEMORY_USED);
      out[3] = at.getLong(MEMORY_RESERVED);
    }
    return code;
  }

  private static int sram(Scratch at, long device, long[] out) {
    long to = at.structure(SRAM_VERSION, SRAM_BYTES);
    int code = NvmlLibrary.nvmlDeviceGetSramEccErrorStatus(device, to);
    if (code == NvmlReturn.SUCCESS) {
      out[0] = at.getUnsigned(SRAM_EXCEEDED);
      for (int i = 0; i < 3; i++) {
        out[1 + i] = at.getLong(SRAM_VOLATILE + i * Long.BYTES);
        out[4 + i] = at.getLong(SRAM_AGGREGATE + i * Long.BYTES);
      }
    }
    return code;
  }

  /**
   * What all versions have.
   *
   * @param shift how far the version's parts stand from where those of the newest stand
   */
  static int fabric(int code, Scratch at, int shift, int mask, int summary, long[] out) {
    if (code == NvmlReturn.SUCCESS) {
      out[0] = at.getByte(FABRIC_STATE + shift);
      out[1] = at.getUnsigned(FABRIC_STATUS + shift);
      out[2] = Integer.toUnsignedLong(mask);
      out[3] = summary;
      out[4] = at.getUnsigned(FABRIC_CLIQUE + shift);
    }
    return code;
  }
}

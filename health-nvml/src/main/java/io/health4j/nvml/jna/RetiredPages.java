package io.health4j.nvml.jna;

import io.health4j.nvml.api.NvmlReturn;

/** Pages of memory that are used no more: how many, and when the two newest were retired. */
final class RetiredPages {

  private static final int NOT_KNOWN = -1;

  /** An address, and a time in a list of its own behind all addresses. */
  private static final int ENTRY_BYTES = 2 * Long.BYTES;

  private RetiredPages() {}

  static int read(Scratch at, long device, int cause, long[] out) {
    int code;
    int room;
    do {
      room = at.offer(ENTRY_BYTES);
      long list = at.address() + Scratch.LIST;
      code =
          NvmlLibrary.nvmlDeviceGetRetiredPages_v2(
              device, cause, at.address(), list, list + (long) room * Long.BYTES);
    } while (at.grown(code, ENTRY_BYTES));
    if (code == NvmlReturn.SUCCESS) {
      newest(at, Scratch.LIST + room * Long.BYTES, Math.min(at.getInt(0), room), out);
    }
    return code;
  }

  private static void newest(Scratch at, int times, int count, long[] out) {
    out[0] = count;
    out[1] = NOT_KNOWN;
    out[2] = NOT_KNOWN;
    for (int i = 0; i < count; i++) {
      long time = at.getLong(times + i * Long.BYTES);
      if (time > out[1]) {
        out[2] = out[1];
        out[1] = time;
      } else if (time > out[2]) {
        out[2] = time;
      }
    }
  }

  /** Without times. */
  static int readOlder(Symbols symbols, Scratch at, long device, int cause, long[] out) {
    if (!symbols.has("nvmlDeviceGetRetiredPages")) {
      return NvmlReturn.FUNCTION_NOT_FOUND;
    }
    int code;
    do {
      at.offer(Long.BYTES);
      code =
          NvmlLibrary.nvmlDeviceGetRetiredPages(
              device, cause, at.address(), at.address() + Scratch.LIST);
    } while (at.grown(code, Long.BYTES));
    if (code == NvmlReturn.SUCCESS) {
      out[0] = at.getUnsigned(0);
      out[1] = NOT_KNOWN;
      out[2] = NOT_KNOWN;
    }
    return code;
  }
}

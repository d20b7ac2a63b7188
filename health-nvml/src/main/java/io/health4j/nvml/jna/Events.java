package io.health4j.nvml.jna;

import io.health4j.nvml.api.NvmlReturn;

/** Waits for events. */
final class Events {

  static final int BYTES = 32;
  static final int TYPE = 8;
  static final int DATA = 16;
  static final int GPU_INSTANCE = 24;
  static final int COMPUTE_INSTANCE = 28;

  /** Stands for both instances where there is no MIG, and where the function is too old to tell. */
  private static final int NONE = -1;

  private Events() {}

  static int await(Scratch at, long set, int timeoutMillis, long[] out) {
    long to = at.structure(0, BYTES);
    at.putInt(GPU_INSTANCE, NONE);
    at.putInt(COMPUTE_INSTANCE, NONE);
    int code = NvmlLibrary.nvmlEventSetWait_v2(set, to, timeoutMillis);
    if (code == NvmlReturn.SUCCESS) {
      out[0] = at.getLong(0);
      out[1] = at.getLong(TYPE);
      out[2] = at.getLong(DATA);
      out[3] = at.getUnsigned(GPU_INSTANCE);
      out[4] = at.getUnsigned(COMPUTE_INSTANCE);
    }
    return code;
  }
}

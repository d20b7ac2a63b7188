package io.health4j.nvml;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;

/**
 * One count of memory errors over the whole GPU. Where the driver knows no total, it is the sum
 * over the places that it knows; when one of these cannot be read there is no sum, since a sum
 * without it would look like a counter that fell and then grew. Used by one thread at a time.
 */
final class EccCounter {

  /** Places of memory, numbered from 0: {@code NVML_MEMORY_LOCATION_COUNT} of NVML 13.3. */
  private static final int PLACES = 8;

  private final int type;
  private final long[] out = new long[NvmlApi.MAX_VALUES];
  private boolean known;
  private long value;

  /**
   * A count.
   *
   * @param type argument of {@link NvmlQuery#ECC_TOTAL}
   */
  EccCounter(int type) {
    this.type = type;
  }

  /** Reads it; the code of a lost GPU, else SUCCESS. */
  int read(NvmlApi api, long device) {
    known = false;
    int code = api.read(device, NvmlQuery.ECC_TOTAL, type, out);
    if (NvmlReturn.isAbsent(code)) {
      return sum(api, device);
    }
    known = code == NvmlReturn.SUCCESS;
    value = out[0];
    return fatal(code);
  }

  private int sum(NvmlApi api, long device) {
    boolean any = false;
    long sum = 0;
    for (int place = 0; place < PLACES; place++) {
      int code = api.read(device, NvmlQuery.ECC_AT, type + place * 16, out);
      if (code == NvmlReturn.SUCCESS) {
        any = true;
        sum += out[0];
      } else if (!NvmlReturn.isAbsent(code)) {
        return fatal(code);
      }
    }
    known = any;
    value = sum;
    return NvmlReturn.SUCCESS;
  }

  private static int fatal(int code) {
    return GpuSample.isFatal(code) ? code : NvmlReturn.SUCCESS;
  }

  /** Whether the last reading has a value. */
  boolean isKnown() {
    return known;
  }

  /** Errors; only when known. */
  long value() {
    return value;
  }
}

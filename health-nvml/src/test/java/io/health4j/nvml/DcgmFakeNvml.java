package io.health4j.nvml;

import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.util.HashMap;
import java.util.Map;

/** NVML with one GPU, handle 1, and MIG devices from handle 100 on. What is not set is absent. */
final class DcgmFakeNvml extends QuietNvml {

  static final long GPU = 1;
  static final long FIRST_MIG = 100;

  private record Key(long device, NvmlQuery query, int argument) {}

  private final Map<Key, long[]> values = new HashMap<>();
  private final Map<Key, Integer> codes = new HashMap<>();
  private final Map<Long, String> names = new HashMap<>();
  String driver = "580.65.06";
  int calls;

  DcgmFakeNvml set(NvmlQuery query, int argument, long... now) {
    return set(GPU, query, argument, now);
  }

  DcgmFakeNvml set(long device, NvmlQuery query, int argument, long... now) {
    values.put(new Key(device, query, argument), now);
    return this;
  }

  DcgmFakeNvml fail(long device, NvmlQuery query, int code) {
    codes.put(new Key(device, query, 0), code);
    return this;
  }

  /** A MIG device in a GPU instance. */
  DcgmFakeNvml mig(int index, long instance, String name, long free, long used) {
    long device = FIRST_MIG + index;
    names.put(device, name);
    set(NvmlQuery.MIG_MODE, 0, 1, 1);
    set(NvmlQuery.MIG_MAX_DEVICES, 0, 7);
    set(device, NvmlQuery.GPU_INSTANCE, 0, instance);
    return set(device, NvmlQuery.MEMORY, 0, free + used, free, used, 0);
  }

  @Override
  public int read(long device, NvmlQuery query, int argument, long[] out) {
    calls++;
    Integer code = codes.get(new Key(device, query, argument));
    if (code != null) {
      return code;
    }
    long[] now = values.get(new Key(device, query, argument));
    if (now == null) {
      return NvmlReturn.NOT_SUPPORTED;
    }
    System.arraycopy(now, 0, out, 0, now.length);
    return NvmlReturn.SUCCESS;
  }

  @Override
  public int text(long device, NvmlText text, String[] out) {
    calls++;
    String found = text == NvmlText.DRIVER_VERSION ? driver : names.get(device);
    if (found == null || found.isEmpty()) {
      return NvmlReturn.NOT_SUPPORTED;
    }
    out[0] = found;
    return NvmlReturn.SUCCESS;
  }

  @Override
  public int openMig(long device, int index, long[] out) {
    if (!names.containsKey(FIRST_MIG + index)) {
      return NvmlReturn.NOT_FOUND;
    }
    out[0] = FIRST_MIG + index;
    return NvmlReturn.SUCCESS;
  }
}

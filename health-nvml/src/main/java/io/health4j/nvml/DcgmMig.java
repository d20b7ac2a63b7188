package io.health4j.nvml;

import io.health4j.check.Attributes;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory of the parts that a GPU is split into, as dcgm-exporter tells it: by GPU instance,
 * whatever computes in it. Used by one thread at a time.
 */
final class DcgmMig {

  private record Name(long instance, String profile) {}

  /**
   * One GPU instance.
   *
   * @param free in bytes
   * @param used in bytes
   */
  record Part(long instance, String profile, long free, long used) {}

  private final long[] values = new long[NvmlApi.MAX_VALUES];
  private final String[] text = {""};
  private final List<Part> parts = new ArrayList<>();
  private final Map<Name, Attributes> labels = new HashMap<>();

  /** What was read last. */
  List<Part> parts() {
    return parts;
  }

  /** A part's labels, beside those of its GPU. */
  Attributes labels(Part part, Attributes gpu) {
    return labels.computeIfAbsent(
        new Name(part.instance(), part.profile()),
        name -> DcgmLabels.mig(gpu, name.instance(), name.profile()));
  }

  /** Reads all parts; answers the code that says that the GPU is lost, else SUCCESS. */
  int read(NvmlApi api, long device) {
    parts.clear();
    int code = api.read(device, NvmlQuery.MIG_MODE, 0, values);
    boolean on = code == NvmlReturn.SUCCESS && values[0] == 1;
    if (on) {
      code = api.read(device, NvmlQuery.MIG_MAX_DEVICES, 0, values);
    }
    long most = on && code == NvmlReturn.SUCCESS ? values[0] : 0;
    for (int i = 0; i < most && !GpuSample.isFatal(code); i++) {
      code = readPart(api, device, i);
    }
    return GpuSample.isFatal(code) ? code : NvmlReturn.SUCCESS;
  }

  private int readPart(NvmlApi api, long device, int index) {
    int code = api.openMig(device, index, values);
    long part = values[0];
    if (code == NvmlReturn.SUCCESS) {
      code = api.read(part, NvmlQuery.GPU_INSTANCE, 0, values);
    }
    long instance = values[0];
    if (code != NvmlReturn.SUCCESS || isKnown(instance)) {
      return code;
    }
    code = api.text(part, NvmlText.NAME, text);
    if (code == NvmlReturn.SUCCESS) {
      code = api.read(part, NvmlQuery.MEMORY, 0, values);
    }
    if (code == NvmlReturn.SUCCESS) {
      parts.add(new Part(instance, DcgmLabels.profile(text[0]), values[1], values[2]));
    }
    return code;
  }

  /** Several may compute in one GPU instance, and share its memory. */
  private boolean isKnown(long instance) {
    return parts.stream().anyMatch(part -> part.instance() == instance);
  }
}

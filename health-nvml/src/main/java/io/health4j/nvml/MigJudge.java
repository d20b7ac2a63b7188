package io.health4j.nvml;

import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.nvml.api.NvmlText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the memory of the MIG devices that a GPU is divided into. They come and go while the GPU
 * stays, so they are opened at each sample. What one is called is read when it is new, and again
 * after a minute, since a handle may be given to another (this project's own judgement). Their
 * conditions are the GPU's.
 */
final class MigJudge implements Judge {

  private static final Metric USAGE =
      Metric.gauge("hw.gpu.memory.usage", "By", "GPU memory in use");
  private static final Metric LIMIT =
      Metric.gauge("hw.gpu.memory.limit", "By", "GPU memory in all");

  private static final long REFRESH_NANOS = Duration.ofMinutes(1).toNanos();

  /** At most so many on any GPU known today; keeps a driver that errs from keeping the lane. */
  private static final long MOST = 64;

  private static final int TOTAL = 0;
  private static final int USED = 2;

  /** A MIG device at its place. Written on the lane, then looked at in the check. */
  private static final class Slot {
    final int index;
    long handle;
    @Nullable Attributes attributes;
    boolean readable;
    long total;
    long used;

    Slot(int index) {
      this.index = index;
    }
  }

  private final Gpu gpu;
  private final List<Slot> slots = new ArrayList<>();
  private final long[] values = new long[NvmlApi.MAX_VALUES];
  private final String[] text = new String[1];
  private boolean refresh;
  private boolean begun;
  private long refreshedAt;

  MigJudge(Gpu gpu) {
    this.gpu = gpu;
  }

  @Override
  public List<Probe> probes() {
    return List.of();
  }

  @Override
  public int read(NvmlApi api, long device) {
    int code = api.read(device, NvmlQuery.MIG_MODE, 0, values);
    if (code == NvmlReturn.SUCCESS && values[0] == 1) {
      code = api.read(device, NvmlQuery.MIG_MAX_DEVICES, 0, values);
      resize(code == NvmlReturn.SUCCESS ? (int) Math.min(MOST, values[0]) : 0);
    } else {
      resize(0);
    }
    for (int i = 0; i < slots.size() && !GpuSample.isFatal(code); i++) {
      code = read(slots.get(i), api, device);
    }
    refresh = false;
    return GpuSample.isFatal(code) ? code : NvmlReturn.SUCCESS;
  }

  private void resize(int devices) {
    while (slots.size() > devices) {
      slots.remove(slots.size() - 1);
    }
    while (slots.size() < devices) {
      slots.add(new Slot(slots.size()));
    }
  }

  private int read(Slot slot, NvmlApi api, long device) {
    slot.readable = false;
    int code = api.openMig(device, slot.index, values);
    if (code != NvmlReturn.SUCCESS) {
      slot.attributes = null;
      return code;
    }
    if (slot.attributes == null || slot.handle != values[0] || refresh) {
      slot.handle = values[0];
      slot.attributes = attributes(slot, api);
    }
    code = api.read(slot.handle, NvmlQuery.MEMORY, 0, values);
    slot.readable = code == NvmlReturn.SUCCESS && slot.attributes != null;
    slot.total = values[TOTAL];
    slot.used = values[USED];
    return code;
  }

  /** Null when it cannot be told from its siblings: then it is asked again. */
  private @Nullable Attributes attributes(Slot slot, NvmlApi api) {
    if (api.text(slot.handle, NvmlText.UUID, text) != NvmlReturn.SUCCESS) {
      return null;
    }
    Attributes all =
        gpu.attributes()
            .with("hw.id", text[0])
            .with("hw.parent", gpu.uuid())
            .with("hw.name", "GPU " + gpu.index() + " MIG " + slot.index);
    all = withNumber(all, "health.gpu.instance.id", slot, NvmlQuery.GPU_INSTANCE, api);
    return withNumber(all, "health.gpu.compute_instance.id", slot, NvmlQuery.COMPUTE_INSTANCE, api);
  }

  private Attributes withNumber(
      Attributes all, String name, Slot slot, NvmlQuery query, NvmlApi api) {
    return api.read(slot.handle, query, 0, values) == NvmlReturn.SUCCESS
        ? all.with(name, Long.toString(values[0]))
        : all;
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    for (Slot slot : slots) {
      if (slot.readable && slot.attributes != null) {
        out.read(USAGE, (double) slot.used, slot.attributes);
        out.read(LIMIT, (double) slot.total, slot.attributes);
      }
    }
    if (!begun || sample.tick() - refreshedAt >= REFRESH_NANOS) {
      refresh = begun;
      begun = true;
      refreshedAt = sample.tick();
    }
  }
}

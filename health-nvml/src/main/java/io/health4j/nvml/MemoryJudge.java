package io.health4j.nvml;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;

/** All that is known of a GPU's memory: its use, its errors, and what was done about them. */
final class MemoryJudge implements Judge {

  private final List<Judge> parts;

  MemoryJudge(Gpu gpu, GpuSettings settings) {
    this(settings, Clock.systemUTC());
  }

  MemoryJudge(GpuSettings settings, InstantSource wall) {
    parts =
        List.of(
            new MemoryUse(settings),
            new EccErrors(settings),
            new RowRemap(),
            new RetiredPages(settings, wall));
  }

  @Override
  public List<Probe> probes() {
    return parts.stream().flatMap(part -> part.probes().stream()).toList();
  }

  @Override
  public void resume(Judge before) {
    if (before instanceof MemoryJudge memory) {
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).resume(memory.parts.get(i));
      }
    }
  }

  @Override
  public int read(NvmlApi api, long device) {
    for (Judge part : parts) {
      int code = part.read(api, device);
      if (code != NvmlReturn.SUCCESS) {
        return code;
      }
    }
    return NvmlReturn.SUCCESS;
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    parts.forEach(part -> part.judge(sample, out));
  }
}

package io.health4j.nvml;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlReturn;
import java.util.List;
import java.util.Set;

/**
 * What one check reads of one GPU and makes of it, for as long as the GPU goes on without a reset:
 * after one there is another reader, so that everything is asked anew and no counter of before is
 * held against one of after. Filled on the GPU's lane, then judged in the check, never both at a
 * time.
 */
final class GpuReader {

  private final Gpu gpu;
  private final int generation;
  private final List<Judge> judges;
  private final List<Probe> probes;
  private final GpuSample sample;

  GpuReader(Gpu gpu, int generation, Set<GpuFamily> families, GpuSettings settings, XidLog xids) {
    this.gpu = gpu;
    this.generation = generation;
    this.judges = Judges.of(families, gpu, settings, xids);
    this.probes = judges.stream().flatMap(judge -> judge.probes().stream()).toList();
    this.sample = new GpuSample(gpu, probes);
  }

  int generation() {
    return generation;
  }

  /** Reads all. SUCCESS, or why the GPU could not be read. */
  int read(NvmlApi api, long handle, long tick) {
    int code = sample.read(api, handle, tick);
    for (int i = 0; i < judges.size() && code == NvmlReturn.SUCCESS; i++) {
      code = judges.get(i).read(api, handle);
    }
    return code;
  }

  /** Judges what was just read. */
  void judge(Verdicts out) {
    for (Judge judge : judges) {
      if (judge.needsReading()) {
        judge.judge(sample, out);
      }
    }
  }

  /** Judges what does not depend on a reading, at each look. */
  void judgeAnyway(boolean readable, long now, Verdicts out) {
    for (Judge judge : judges) {
      if (!judge.needsReading()) {
        judge.judge(readable ? sample : GpuSample.unread(gpu, probes, now), out);
      }
    }
  }
}

package io.health4j.nvml;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlReturn;
import java.util.List;
import java.util.Set;

/**
 * What one check reads of one GPU and makes of it, for as long as the GPU goes on without a reset:
 * after one there is another reader, so that everything is asked anew and no counter of before is
 * held against one of after, but for what a judge {@linkplain Judge#resume takes over}. Filled on
 * the GPU's lane, then judged in the check, never both at a time.
 */
final class GpuReader {

  private final Gpu gpu;
  private final int generation;
  private final List<Part> parts;
  private final List<Probe> probes;
  private final GpuSample sample;

  GpuReader(Gpu gpu, int generation, Set<GpuFamily> families, GpuSettings settings, XidJudge xids) {
    this.gpu = gpu;
    this.generation = generation;
    this.parts = Judges.of(families, gpu, settings, xids);
    this.probes = parts.stream().flatMap(part -> part.probes().stream()).toList();
    this.sample = new GpuSample(gpu, probes);
  }

  /** Goes on where the last reader of the same GPU and the same check ended. */
  GpuReader resume(GpuReader before) {
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).resume(before.parts.get(i));
    }
    return this;
  }

  int generation() {
    return generation;
  }

  /** Reads all. SUCCESS, or why the GPU could not be read. */
  int read(NvmlApi api, long handle, long tick) {
    int code = sample.read(api, handle, tick);
    for (int i = 0; i < parts.size() && code == NvmlReturn.SUCCESS; i++) {
      code = parts.get(i).read(api, handle, tick);
    }
    return code == NvmlReturn.SUCCESS && !sample.isKnown() ? ownCalls(tick) : code;
  }

  /** Why nothing can be read, when all that there is are the judges' own calls. */
  private int ownCalls(long tick) {
    List<Answer> answers = parts.stream().flatMap(part -> part.answers().stream()).toList();
    if (answers.stream().anyMatch(Answer::isGood)) {
      return NvmlReturn.SUCCESS;
    }
    return answers.stream()
        .filter(answer -> answer.isFrom(tick) && answer.isFailing())
        .mapToInt(Answer::told)
        .findFirst()
        .orElse(NvmlReturn.SUCCESS);
  }

  /** Judges what was just read. */
  void judge(Verdicts out) {
    for (Part part : parts) {
      if (part.needsReading()) {
        part.judge(sample, out);
      }
    }
  }

  /** Judges what does not depend on a reading, at each look. */
  void judgeAnyway(boolean readable, long now, Verdicts out) {
    for (Part part : parts) {
      if (!part.needsReading()) {
        part.judgeAnyway(readable ? sample : GpuSample.unread(gpu, probes, now), out);
      }
    }
  }
}

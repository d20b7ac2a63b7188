package io.health4j.nvml;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlReturn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a GPU last. The same object is filled again and again, so that a reading
 * allocates nothing: first the GPU's lane fills it, then the check looks at it, never both at a
 * time. What the GPU does not support is asked once an hour.
 */
final class GpuSample {

  private static final class Cell {
    final Probe probe;
    final long[] values = new long[NvmlApi.MAX_VALUES];
    final Answer answer = new Answer();

    Cell(Probe probe) {
      this.probe = probe;
    }
  }

  private final Gpu gpu;
  private final Map<Probe, Cell> byProbe = new LinkedHashMap<>();
  private final Cell[] cells;
  private long tick;

  GpuSample(Gpu gpu, List<Probe> probes) {
    this.gpu = gpu;
    probes.forEach(probe -> byProbe.computeIfAbsent(probe, Cell::new));
    cells = byProbe.values().toArray(Cell[]::new);
  }

  Gpu gpu() {
    return gpu;
  }

  /** A sample without any value, for a GPU that cannot be read now. */
  static GpuSample unread(Gpu gpu, List<Probe> probes, long now) {
    var sample = new GpuSample(gpu, probes);
    sample.tick = now;
    return sample;
  }

  /** When it was read, on the monitor's ticker. */
  long tick() {
    return tick;
  }

  /**
   * Reads all that is due.
   *
   * @return SUCCESS; or the code that says that the GPU is lost or must be reset, after which
   *     nothing more was read; or, when nothing at all could be read, a code that says why
   */
  int read(NvmlApi api, long device, long now) {
    tick = now;
    boolean answered = false;
    int failure = NvmlReturn.SUCCESS;
    for (Cell cell : cells) {
      Answer answer = cell.answer;
      if (answer.isDue(now, cell.probe.every())) {
        int code = api.read(device, cell.probe.query(), cell.probe.argument(), cell.values);
        answer.take(code, now);
        if (isFatal(code)) {
          return code;
        }
        answered |= answer.isGood();
        failure = answer.isFailing() ? code : failure;
      }
    }
    return answered ? NvmlReturn.SUCCESS : failure;
  }

  /** Whether there is any value. */
  boolean isKnown() {
    for (Cell cell : cells) {
      if (cell.answer.isGood()) {
        return true;
      }
    }
    return false;
  }

  /** What came of some probes. */
  Stream<Answer> answers(List<Probe> probes) {
    return probes.stream().map(byProbe::get).filter(Objects::nonNull).map(cell -> cell.answer);
  }

  static boolean isFatal(int code) {
    return code == NvmlReturn.GPU_IS_LOST || code == NvmlReturn.RESET_REQUIRED;
  }

  /** Whether there is a value. */
  boolean has(Probe probe) {
    return code(probe) == NvmlReturn.SUCCESS;
  }

  /** The return code of the last reading; FUNCTION_NOT_FOUND for what nobody asked for. */
  int code(Probe probe) {
    Cell cell = byProbe.get(probe);
    return cell == null ? NvmlReturn.FUNCTION_NOT_FOUND : cell.answer.code();
  }

  /** When it was read last, on the monitor's ticker; only for what was asked for. */
  long readAt(Probe probe) {
    Cell cell = byProbe.get(probe);
    return cell == null ? tick : cell.answer.askedAt();
  }

  /** The first value; only when {@link #has} it. */
  long get(Probe probe) {
    return get(probe, 0);
  }

  /** One of several values; only when {@link #has} them. */
  long get(Probe probe, int index) {
    @Nullable Cell cell = byProbe.get(probe);
    if (cell == null || cell.answer.code() != NvmlReturn.SUCCESS) {
      throw new IllegalStateException("there is no value of " + probe);
    }
    return cell.values[index];
  }
}

package io.health4j.nvml;

import io.health4j.nvml.api.NvmlQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One NVLink of a GPU: whether it is up, whether it was, and how its errors grow. */
final class Link {

  /** The types of errors, at the places that {@link NvmlQuery} gives them. */
  static final List<String> TYPES =
      List.of("nvlink.replay", "nvlink.recovery", "nvlink.crc_flit", "nvlink.crc_data");

  private final int number;
  private final Probe state;
  private final List<Probe> errors;
  private final List<Growth> growths;
  private boolean wasUp;
  private boolean down;

  /** With errors looked at over a while, and read at most so often. */
  Link(int number, Duration window, Duration every) {
    this.number = number;
    state = Probe.of(NvmlQuery.NVLINK_STATE, number);
    errors =
        IntStream.range(0, TYPES.size())
            .mapToObj(type -> new Probe(NvmlQuery.NVLINK_ERRORS, number * 16 + type, every))
            .toList();
    growths = TYPES.stream().map(type -> new Growth(window)).toList();
  }

  List<Probe> probes() {
    var probes = new ArrayList<>(errors);
    probes.add(state);
    return probes;
  }

  Probe errors(int type) {
    return errors.get(type);
  }

  /** In findings. */
  String part() {
    return "link " + number;
  }

  int number() {
    return number;
  }

  /** Knows of before that it was up, and whether it was down then. */
  void resume(Link before) {
    wasUp = before.wasUp;
    down = before.down;
  }

  /**
   * Takes in a sample. A link whose state could not be read is as it was. Under MIG links read as
   * down, which says nothing.
   */
  void look(GpuSample sample, boolean mig) {
    boolean up = isUp(sample);
    wasUp = !mig && (wasUp || up);
    down = wasUp && (sample.has(state) ? !up : down);
    for (int type = 0; type < errors.size(); type++) {
      Probe probe = errors.get(type);
      if (sample.has(probe)) {
        growths.get(type).add(sample.readAt(probe), sample.get(probe));
      }
    }
  }

  boolean isThere(GpuSample sample) {
    return sample.has(state);
  }

  boolean isUp(GpuSample sample) {
    return sample.has(state) && sample.get(state) == 1;
  }

  boolean wasUp() {
    return wasUp;
  }

  /** Whether it was up, and was no longer when its state was read last. */
  boolean isDown() {
    return down;
  }

  /** Replays or recoveries, whichever are more. */
  double repeated(long tick) {
    return Math.max(
        growths.get(NvmlQuery.REPLAY).sum(tick), growths.get(NvmlQuery.RECOVERY).sum(tick));
  }

  /** Wrong checksums in a second. */
  double crcRate(long tick) {
    return growths.get(NvmlQuery.CRC_FLIT).per(1, tick)
        + growths.get(NvmlQuery.CRC_DATA).per(1, tick);
  }
}

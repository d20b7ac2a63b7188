package io.health4j.nvml;

import io.health4j.nvml.api.NvmlReturn;
import java.util.List;

/**
 * Which GPUs there are, as the driver said last. Immutable.
 *
 * @param state how the session stands
 * @param detail what the driver said beside it; may be empty
 * @param generation changes when the driver was begun anew; handles of another mean nothing
 * @param found how many GPUs the driver counts
 * @param most how many it ever counted in this session
 * @param seats all GPUs that were ever there, by index
 */
record Roster(
    NvmlState state, String detail, int generation, int found, int most, List<Seat> seats) {

  static final Roster NONE = new Roster(NvmlState.NOT_STARTED, "", 0, 0, 0, List.of());

  /**
   * A GPU's place.
   *
   * @param gpu which
   * @param handle what it is called by; only with SUCCESS
   * @param code what the driver answered when it was opened; NOT_FOUND when it is there no longer
   */
  record Seat(Gpu gpu, long handle, int code) {

    boolean isOpen() {
      return code == NvmlReturn.SUCCESS;
    }

    boolean isGone() {
      return code == NvmlReturn.NOT_FOUND;
    }
  }

  Roster {
    seats = List.copyOf(seats);
  }

  /** Whether the driver could be asked for its GPUs. */
  boolean isKnown() {
    return state == NvmlState.READY || state == NvmlState.NO_GPU;
  }

  /** The state and what the driver said, in words. */
  String reason() {
    return detail.isEmpty() ? state.reason() : state.reason() + ": " + detail;
  }
}

package io.health4j.test.gpu;

import io.health4j.nvml.api.NvmlQuery;
import java.util.Locale;

/**
 * A way in which a GPU goes wrong, as a whole: what breaks, what follows from it, and what the
 * driver says. For demonstrations and drills; single numbers are changed on {@link CannedGpu}.
 */
public enum Trouble {
  /** The GPU stops answering on the bus: XID 79, and the driver asks for a reboot. */
  XID_79("XID 79, and the driver asks for a reboot") {
    @Override
    public void apply(CannedMachine machine, int index) {
      advise(machine.gpu(index), 2);
      machine.xid(index, 79);
    }
  },
  /** A memory error that could not be corrected: XID 48, and a row or page waits for a reset. */
  ECC("a memory error that could not be corrected") {
    @Override
    public void apply(CannedMachine machine, int index) {
      CannedGpu gpu = machine.gpu(index);
      gpu.eccErrors(0, 1);
      if (gpu.supports(NvmlQuery.REMAPPED_ROWS, 0)) {
        gpu.rowRemap(1, true, false);
      } else {
        gpu.set(NvmlQuery.RETIRED_PAGES_PENDING, 1);
      }
      advise(gpu, 1);
      machine.xid(index, 48);
    }
  },
  /** The cooling fails: the core is where the hardware slows it down. */
  THERMAL("the core is at its slowdown temperature") {
    @Override
    public void apply(CannedMachine machine, int index) {
      CannedGpu gpu = machine.gpu(index);
      gpu.margin(0);
      gpu.set(NvmlQuery.CLOCK_EVENT_REASONS, 0x8 | 0x40);
      gpu.setFor(NvmlQuery.CLOCK, NvmlQuery.SM, 345);
    }
  },
  /** A link to another GPU or switch goes down: XID 74, and the driver asks for a reset. */
  NVLINK("a link is down") {
    @Override
    public void apply(CannedMachine machine, int index) {
      CannedGpu gpu = machine.gpu(index);
      if (!gpu.supports(NvmlQuery.NVLINK_STATE, 0)) {
        throw new IllegalArgumentException("GPU " + index + " must have NVLink, but has none");
      }
      gpu.nvlink(0, false);
      advise(gpu, 1);
      machine.xid(index, 74);
    }
  },
  /** The GPU falls off the bus: it is counted, and cannot be opened. */
  LOST("the GPU has fallen off the bus") {
    @Override
    public void apply(CannedMachine machine, int index) {
      machine.gpu(index).lose();
    }
  },
  /** Calls to the GPU do not come back. */
  HANG("calls to the GPU hang") {
    @Override
    public void apply(CannedMachine machine, int index) {
      machine.hang(index);
    }
  };

  private final String description;

  Trouble(String description) {
    this.description = description;
  }

  /** Sets the recovery action, where the driver knows of it. */
  private static void advise(CannedGpu gpu, long action) {
    if (gpu.supports(NvmlQuery.FIELD, NvmlQuery.RECOVERY_ACTION)) {
      gpu.recoveryAction(action);
    }
  }

  /**
   * Finds a trouble by its name.
   *
   * @param id such as {@code xid-79}
   * @return the trouble
   * @throws IllegalArgumentException when there is none of that name
   */
  public static Trouble of(String id) {
    for (Trouble trouble : values()) {
      if (trouble.id().equals(id)) {
        return trouble;
      }
    }
    throw new IllegalArgumentException(
        "trouble must be xid-79, ecc, thermal, nvlink, lost or hang, was " + id);
  }

  /**
   * Its name.
   *
   * @return such as {@code xid-79}
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * What happens, for people.
   *
   * @return half a sentence
   */
  public String description() {
    return description;
  }

  /**
   * Makes it happen.
   *
   * @param machine where
   * @param index to which GPU
   * @throws IllegalArgumentException when the GPU cannot get into this trouble
   */
  public abstract void apply(CannedMachine machine, int index);

  /**
   * Ends it, as an operator would: calls that hang return, and the GPU is reset. What counts over
   * the board's life stays.
   *
   * @param machine where
   * @param index to which GPU
   */
  public void undo(CannedMachine machine, int index) {
    machine.release();
    machine.gpu(index).reset();
  }
}

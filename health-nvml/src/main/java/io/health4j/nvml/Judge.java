package io.health4j.nvml;

import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlReturn;
import java.util.List;

/**
 * One family's view of one GPU: what it reads, what it makes of it, and what it must remember from
 * one sample to the next. Used by one thread at a time, each of which sees what the one before
 * wrote: {@link #read} on the GPU's lane, {@link #judge} in the check.
 */
interface Judge {

  /** What is to be read for it. Asked once. */
  List<Probe> probes();

  /**
   * Reads what a {@link Probe} cannot express, keeping it in fields.
   *
   * @return a return code: that of a call that says that the GPU is lost, else SUCCESS
   */
  default int read(NvmlApi api, long device) {
    return NvmlReturn.SUCCESS;
  }

  /**
   * Whether it has nothing to say of a GPU that cannot be read. Otherwise {@link #judge} is called
   * at each look, and with an empty sample while the GPU is lost or does not answer.
   */
  default boolean needsReading() {
    return true;
  }

  /**
   * Takes over what outlasts a reset of the GPU and a reload of the driver: what shows only against
   * what was known before. All else begins anew. Called before anything is read.
   *
   * @param before the judge of the same family that saw this GPU last; it is not used any more
   */
  default void resume(Judge before) {}

  /** Adds readings and findings. Called once for each sample that was read to its end. */
  void judge(GpuSample sample, Verdicts out);
}

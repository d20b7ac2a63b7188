package io.health4j.nvml;

import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlQuery;
import org.jspecify.annotations.Nullable;

/**
 * What the driver itself says is to be done with a GPU: field 230, and the numbers of {@code
 * nvmlDeviceGpuRecoveryAction_t}. Which of them are CRITICAL is DCGM's choice; that a lost IMEX
 * domain, which is newer, is a WARNING is this project's own judgement, as the GPU still works
 * alone.
 */
enum DriverVerdict {
  NONE(Status.HEALTHY, ""),
  RESET(Status.CRITICAL, Reset.of("Stop the work on the GPU and reset it.")),
  REBOOT(Status.CRITICAL, "Stop the work on the machine and reboot it."),
  DRAIN_PEERS(
      Status.WARNING,
      "Give the GPU no new work that talks to other GPUs, and let what it has come to its end."),
  DRAIN_AND_RESET(
      Status.CRITICAL,
      Reset.of("Give the GPU no new work, let what it has come to its end, and reset it.")),
  RECOVER_DOMAIN(
      Status.WARNING, "Restart the IMEX service on the machines that share memory with this one.");

  /** The number of {@link #NONE}. */
  static final long NO_ACTION = 0;

  /** How it is read. */
  static final Probe PROBE = Probe.of(NvmlQuery.FIELD, NvmlQuery.RECOVERY_ACTION);

  private static final DriverVerdict[] BY_NUMBER = values();

  final Status status;
  final String remedy;

  DriverVerdict(Status status, String remedy) {
    this.status = status;
    this.remedy = remedy;
  }

  /** The verdict of a number; null when the driver is newer than this list. */
  static @Nullable DriverVerdict of(long number) {
    return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[(int) number] : null;
  }
}

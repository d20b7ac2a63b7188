package io.health4j.nvml;

import io.health4j.nvml.api.NvmlReturn;

/** How a session stands with the driver. Only with {@link #READY} is anything known of GPUs. */
public enum NvmlState {
  /** Nothing was asked yet, or the session ended. */
  NOT_STARTED("the driver did not answer yet", ""),
  /** The driver answers. */
  READY("the driver answers", ""),
  /** The driver answers, and sees no GPU. */
  NO_GPU("no GPU", "If there should be one, look whether lspci shows it, and say expect(1)."),
  /** There is no NVML on this machine, or in this container. */
  LIBRARY_MISSING(
      "NVIDIA's management library cannot be loaded",
      "Install NVIDIA's driver; in a container, use the NVIDIA container runtime with the"
          + " capability 'utility'."),
  /** The library is there, and the kernel module is not. */
  DRIVER_NOT_LOADED(
      "NVIDIA's driver is not loaded",
      "Load the kernel module (modprobe nvidia), and look into the kernel log why it was not."),
  /** The library is of another version than the kernel module: after an update without reboot. */
  VERSION_MISMATCH(
      "NVIDIA's driver and its library are of different versions",
      "Reboot, or reload the kernel module; then restart this process."),
  /** The system keeps this process from the driver. */
  NO_PERMISSION(
      "this process may not use NVIDIA's driver",
      "Give its user access to /dev/nvidia*; in a container, have the runtime pass these devices"
          + " on."),
  /** The driver answers with an error of its own. */
  FAILED(
      "NVIDIA's driver fails",
      "Look into the kernel log for lines with NVRM; restart what uses the driver, or reboot."),
  /** A call to the driver as a whole does not come back. */
  HUNG(
      "NVIDIA's driver does not come back from a call",
      "Look into the kernel log for lines with NVRM; if the call stays away, reboot.");

  private final String reason;
  private final String remedy;

  NvmlState(String reason, String remedy) {
    this.reason = reason;
    this.remedy = remedy;
  }

  /**
   * The state in words.
   *
   * @return a few words for people
   */
  public String reason() {
    return reason;
  }

  /**
   * What to do about it.
   *
   * @return one imperative sentence; empty where there is nothing to do
   */
  public String remedy() {
    return remedy;
  }

  static NvmlState of(int code) {
    return switch (code) {
      case NvmlReturn.SUCCESS -> READY;
      case NvmlReturn.GPU_NOT_FOUND -> NO_GPU;
      case NvmlReturn.LIBRARY_NOT_FOUND -> LIBRARY_MISSING;
      case NvmlReturn.DRIVER_NOT_LOADED -> DRIVER_NOT_LOADED;
      case NvmlReturn.LIB_RM_VERSION_MISMATCH -> VERSION_MISMATCH;
      case NvmlReturn.NO_PERMISSION, NvmlReturn.OPERATING_SYSTEM -> NO_PERMISSION;
      default -> FAILED;
    };
  }
}

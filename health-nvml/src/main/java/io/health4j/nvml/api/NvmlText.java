package io.health4j.nvml.api;

/** Texts that NVML knows, with the function that tells each. */
public enum NvmlText {
  /** {@code nvmlSystemGetDriverVersion}. */
  DRIVER_VERSION("nvmlSystemGetDriverVersion"),
  /** {@code nvmlSystemGetNVMLVersion}. */
  NVML_VERSION("nvmlSystemGetNVMLVersion"),
  /** {@code nvmlDeviceGetName}: {@code NVIDIA H100 80GB HBM3}. */
  NAME("nvmlDeviceGetName"),
  /** {@code nvmlDeviceGetUUID}: {@code GPU-…}, {@code MIG-…}. */
  UUID("nvmlDeviceGetUUID"),
  /** {@code nvmlDeviceGetPciInfo_v3}: {@code 00000000:1B:00.0}. */
  PCI_ADDRESS("nvmlDeviceGetPciInfo_v3"),
  /** {@code nvmlDeviceGetSerial}; boards of workstations have none. */
  SERIAL("nvmlDeviceGetSerial");

  private final String function;

  NvmlText(String function) {
    this.function = function;
  }

  /**
   * The function of NVML that tells it.
   *
   * @return its name in {@code nvml.h}
   */
  public String function() {
    return function;
  }
}

package io.health4j.nvml;

/** What can be wrong with a GPU. The names are those of the findings, for rules to refer to. */
public enum GpuCondition {
  /** The driver says that the GPU, or the machine, needs recovery. */
  RECOVERY_ACTION("gpu-recovery-action", GpuFamily.LOST),
  /** The GPU fell off the bus, or cannot be reached. */
  LOST("gpu-lost", GpuFamily.LOST),
  /** The GPU cannot be used before it is reset. */
  RESET_REQUIRED("gpu-reset-required", GpuFamily.LOST),
  /** There are fewer GPUs than there were, or than there should be. */
  MISSING("gpu-missing", GpuFamily.LOST),
  /** A call to the driver does not come back. */
  HUNG("gpu-hung", GpuFamily.LOST),
  /** A GPU could not be read, so that nothing else can be said of it. */
  UNREADABLE("gpu-unreadable", GpuFamily.LOST),
  /** The board's configuration memory is damaged. */
  INFOROM_CORRUPT("gpu-inforom-corrupt", GpuFamily.LOST),
  /** The core is close to, or at, the temperature where it slows down. */
  TEMPERATURE("gpu-temperature", GpuFamily.THERMAL),
  /** The memory is hotter than it may be. */
  MEMORY_TEMPERATURE("gpu-memory-temperature", GpuFamily.THERMAL),
  /** Errors in memory that could not be corrected, since the driver was loaded. */
  ECC_UNCORRECTED("gpu-ecc-uncorrected", GpuFamily.MEMORY),
  /** Errors that could not be corrected grow over the board's life. */
  ECC_UNCORRECTED_RISING("gpu-ecc-uncorrected-rising", GpuFamily.MEMORY),
  /** Many errors are corrected. */
  ECC_CORRECTED("gpu-ecc-corrected", GpuFamily.MEMORY),
  /** The on-chip memory has more errors than its maker accepts. */
  ECC_SRAM("gpu-ecc-sram", GpuFamily.MEMORY),
  /** Rows of memory wait for a reset to be replaced. */
  ROW_REMAP_PENDING("gpu-row-remap-pending", GpuFamily.MEMORY),
  /** A row of memory could not be replaced. */
  ROW_REMAP_FAILED("gpu-row-remap-failed", GpuFamily.MEMORY),
  /** Many pages of memory were taken out of use. */
  RETIRED_PAGES("gpu-retired-pages", GpuFamily.MEMORY),
  /** Pages of memory wait for a reboot to be taken out of use. */
  RETIRED_PAGES_PENDING("gpu-retired-pages-pending", GpuFamily.MEMORY),
  /** Memory that cannot be repaired. */
  MEMORY_UNREPAIRABLE("gpu-memory-unrepairable", GpuFamily.MEMORY),
  /** Much memory in use; looked at only when asked for. */
  MEMORY_USED("gpu-memory-used", GpuFamily.MEMORY),
  /** The link to the host sends packets again. */
  PCIE_REPLAYS("gpu-pcie-replays", GpuFamily.PCIE),
  /** The link to the host has fewer lanes than it could. */
  PCIE_WIDTH("gpu-pcie-width", GpuFamily.PCIE),
  /** The link to the host is slower than it could be, under load. */
  PCIE_GENERATION("gpu-pcie-generation", GpuFamily.PCIE),
  /** The link to the host had fatal errors. */
  PCIE_FATAL("gpu-pcie-fatal", GpuFamily.PCIE),
  /** A link to another GPU or switch that was up is down. */
  NVLINK_DOWN("gpu-nvlink-down", GpuFamily.NVLINK),
  /** A link to another GPU or switch has errors. */
  NVLINK_ERRORS("gpu-nvlink-errors", GpuFamily.NVLINK),
  /** The GPU is not, or not well, part of the fabric. */
  FABRIC("gpu-fabric", GpuFamily.NVLINK),
  /** The hardware slows the GPU down: heat, or the power supply. */
  SLOWDOWN("gpu-slowdown", GpuFamily.POWER),
  /** The power cannot be read although it could be. */
  POWER_UNREADABLE("gpu-power-unreadable", GpuFamily.POWER),
  /** The driver reported an error. */
  XID("gpu-xid", GpuFamily.XID),
  /** Memory is held by a process that lives no longer. */
  MEMORY_ORPHANED("gpu-memory-orphaned", GpuFamily.PROCESSES);

  private final String id;
  private final GpuFamily family;

  GpuCondition(String id, GpuFamily family) {
    this.id = id;
    this.family = family;
  }

  /**
   * The condition in findings.
   *
   * @return such as {@code gpu-lost}; stable
   */
  public String id() {
    return id;
  }

  /**
   * What it is looked at with.
   *
   * @return its family
   */
  public GpuFamily family() {
    return family;
  }

  @Override
  public String toString() {
    return id;
  }
}

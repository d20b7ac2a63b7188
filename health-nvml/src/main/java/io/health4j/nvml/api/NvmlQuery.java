package io.health4j.nvml.api;

/**
 * Numbers that NVML knows, with the function that tells each, how many values it gives, and what
 * they are. Where a driver has an older function only, that one is asked instead.
 */
public enum NvmlQuery {
  /** Of the core, in °C. */
  TEMPERATURE("nvmlDeviceGetTemperature", 1),
  /**
   * In °C; argument {@link #SHUTDOWN}, {@link #SLOWDOWN}, {@link #MEMORY_MAX} or {@link #GPU_MAX}.
   */
  TEMPERATURE_THRESHOLD("nvmlDeviceGetTemperatureThreshold", 1),
  /** How far the core is from its slowdown, in °C; may be negative. */
  TEMPERATURE_MARGIN("nvmlDeviceGetMarginTemperature", 1),
  /** A field by its number: the argument. A whole number, whatever its type. */
  FIELD("nvmlDeviceGetFieldValues", 1),
  /** In mW. */
  POWER_USAGE("nvmlDeviceGetPowerUsage", 1),
  /** As enforced, in mW. */
  POWER_LIMIT("nvmlDeviceGetEnforcedPowerLimit", 1),
  /** Since the driver was loaded, in mJ. */
  ENERGY("nvmlDeviceGetTotalEnergyConsumption", 1),
  /** In MHz; argument {@link #GRAPHICS}, {@link #SM}, {@link #MEM} or {@link #VIDEO}. */
  CLOCK("nvmlDeviceGetClockInfo", 1),
  /** In MHz; argument as with {@link #CLOCK}. */
  MAX_CLOCK("nvmlDeviceGetMaxClockInfo", 1),
  /** Bits: why the clocks are as they are. */
  CLOCK_EVENT_REASONS("nvmlDeviceGetCurrentClocksEventReasons", 1),
  /** From 0, the quickest, to 15; 32 when not known. */
  PERFORMANCE_STATE("nvmlDeviceGetPerformanceState", 1),
  /** Core and memory, in % of the last sampling period. */
  UTILIZATION("nvmlDeviceGetUtilizationRates", 2),
  /** In %. */
  ENCODER_UTILIZATION("nvmlDeviceGetEncoderUtilization", 1),
  /** In %. */
  DECODER_UTILIZATION("nvmlDeviceGetDecoderUtilization", 1),
  /**
   * Total, free, used, reserved, in bytes. Drivers before R510 count what is reserved as used, and
   * give −1 for reserved.
   */
  MEMORY("nvmlDeviceGetMemoryInfo_v2", 4),
  /** How many fans; boards without any say so by an error. */
  FANS("nvmlDeviceGetNumFans", 1),
  /** In % of the fan's most; argument: which fan. */
  FAN_SPEED("nvmlDeviceGetFanSpeed_v2", 1),
  /** 1 when ECC is on: now, after the next reboot. */
  ECC_MODE("nvmlDeviceGetEccMode", 2),
  /** Errors; argument {@link #CORRECTED} or {@link #UNCORRECTED}, plus {@link #AGGREGATE}. */
  ECC_TOTAL("nvmlDeviceGetTotalEccErrors", 1),
  /** As {@link #ECC_TOTAL} for one place: the argument also has the location times 16. */
  ECC_AT("nvmlDeviceGetMemoryErrorCounter", 1),
  /**
   * SRAM: 1 when the error threshold is exceeded, then uncorrected parity, uncorrected SEC-DED and
   * corrected errors since the driver was loaded, then the same three over the board's life.
   */
  ECC_SRAM("nvmlDeviceGetSramEccErrorStatus", 7),
  /** Rows remapped for correctable errors, for uncorrectable ones; 1 when pending, when failed. */
  REMAPPED_ROWS("nvmlDeviceGetRemappedRows", 4),
  /**
   * Retired pages; argument 0 for many single-bit errors, 1 for a double-bit error. How many, then
   * when the newest and the second newest was retired in µs since 1970, −1 where not known.
   */
  RETIRED_PAGES("nvmlDeviceGetRetiredPages_v2", 3),
  /** 1 when pages wait for a reboot to be retired. */
  RETIRED_PAGES_PENDING("nvmlDeviceGetRetiredPagesPendingStatus", 1),
  /** 1 when memory cannot be repaired. */
  UNREPAIRABLE_MEMORY("nvmlDeviceGetUnrepairableMemoryFlag_v1", 1),
  /** Packets sent again. */
  PCIE_REPLAYS("nvmlDeviceGetPcieReplayCounter", 1),
  /** The link's generation now; falls when idle. */
  PCIE_GENERATION("nvmlDeviceGetCurrPcieLinkGeneration", 1),
  /** What GPU and slot can do together. */
  PCIE_MAX_GENERATION("nvmlDeviceGetMaxPcieLinkGeneration", 1),
  /** Lanes now. */
  PCIE_WIDTH("nvmlDeviceGetCurrPcieLinkWidth", 1),
  /** Lanes that GPU and slot can have together. */
  PCIE_MAX_WIDTH("nvmlDeviceGetMaxPcieLinkWidth", 1),
  /** In KB/s over 20 ms, for which the call lasts; argument 0 sent by the GPU, 1 received. */
  PCIE_THROUGHPUT("nvmlDeviceGetPcieThroughput", 1),
  /** 1 when the link is up; argument: which link. */
  NVLINK_STATE("nvmlDeviceGetNvLinkState", 1),
  /**
   * Errors; argument: link times 16 plus {@link #REPLAY}, {@link #RECOVERY}, {@link #CRC_FLIT} or
   * {@link #CRC_DATA}.
   */
  NVLINK_ERRORS("nvmlDeviceGetNvLinkErrorCounter", 1),
  /**
   * Registration with the fabric: its state (0 not supported, 1 not started, 2 in progress, 3
   * completed), the return code of a completed one, the health bits, the summary (0 not supported,
   * 1 healthy, 2 unhealthy, 3 limited capacity; −1 where not known), the clique.
   */
  FABRIC("nvmlDeviceGetGpuFabricInfoV", 5),
  /** Nothing but the return code: {@link NvmlReturn#CORRUPTED_INFOROM} when it is damaged. */
  INFOROM("nvmlDeviceValidateInforom", 0),
  /** 1 when the driver stays loaded without clients. */
  PERSISTENCE_MODE("nvmlDeviceGetPersistenceMode", 1),
  /** 1 when MIG is on: now, after the next reset. */
  MIG_MODE("nvmlDeviceGetMigMode", 2),
  /** How many MIG devices there can be. */
  MIG_MAX_DEVICES("nvmlDeviceGetMaxMigDeviceCount", 1),
  /** Of a MIG device. */
  GPU_INSTANCE("nvmlDeviceGetGpuInstanceId", 1),
  /** Of a MIG device. */
  COMPUTE_INSTANCE("nvmlDeviceGetComputeInstanceId", 1),
  /** The number in {@code /dev/nvidia0}. */
  MINOR_NUMBER("nvmlDeviceGetMinorNumber", 1),
  /** Bits: which events the GPU tells. */
  EVENT_TYPES("nvmlDeviceGetSupportedEventTypes", 1);

  /** Argument: where the GPU switches itself off. */
  public static final int SHUTDOWN = 0;

  /** Argument: where the GPU begins to slow down. */
  public static final int SLOWDOWN = 1;

  /** Argument: the most that the memory may have. */
  public static final int MEMORY_MAX = 2;

  /** Argument: the most that the core may have. */
  public static final int GPU_MAX = 3;

  /** Argument: the clock of graphics. */
  public static final int GRAPHICS = 0;

  /** Argument: the clock of the multiprocessors. */
  public static final int SM = 1;

  /** Argument: the clock of the memory. */
  public static final int MEM = 2;

  /** Argument: the clock of encoder and decoder. */
  public static final int VIDEO = 3;

  /** Argument: errors that were corrected. */
  public static final int CORRECTED = 0;

  /** Argument: errors that could not be corrected. */
  public static final int UNCORRECTED = 1;

  /** Added to an argument: over the board's life, and not since the driver was loaded. */
  public static final int AGGREGATE = 2;

  /** Argument: packets of a link that were sent again. */
  public static final int REPLAY = 0;

  /** Argument: a link that was trained anew. */
  public static final int RECOVERY = 1;

  /** Argument: checksums of a link's flow control that were wrong. */
  public static final int CRC_FLIT = 2;

  /** Argument: checksums of a link's data that were wrong. */
  public static final int CRC_DATA = 3;

  /** Field: temperature of the memory, in °C. */
  public static final int MEMORY_TEMPERATURE = 82;

  /** Field: fatal errors of the PCIe link. */
  public static final int PCIE_FATAL_ERRORS = 180;

  /** Field: bytes that the GPU sent; may wrap. */
  public static final int PCIE_SENT = 197;

  /** Field: bytes that the GPU received; may wrap. */
  public static final int PCIE_RECEIVED = 198;

  /** Field: what the driver says is to be done. */
  public static final int RECOVERY_ACTION = 230;

  /** Links that a GPU can have, by {@code NVML_NVLINK_MAX_LINKS} of NVML 13.3. */
  public static final int MAX_NVLINKS = 36;

  private final String function;
  private final int width;

  NvmlQuery(String function, int width) {
    this.function = function;
    this.width = width;
  }

  /**
   * The function of NVML that is asked first.
   *
   * @return its name in {@code nvml.h}
   */
  public String function() {
    return function;
  }

  /**
   * How many values it gives.
   *
   * @return from 0 to {@link NvmlApi#MAX_VALUES}
   */
  public int width() {
    return width;
  }
}

package io.health4j.nvml;

/**
 * A limit that a condition is held against. Each is a setting: {@link GpuChecks.Builder#limit}. The
 * defaults are those of the tool that is named as their source, or this project's own judgement.
 */
public enum GpuLimit {
  /** A GPU reads UNKNOWN when a call took longer. */
  HANG_SECONDS(5, 0.1, 3_600, "s", GpuLimit.OWN),
  /** A GPU is CRITICAL when a call went on over so many samples. */
  HANG_SAMPLES(3, 1, 1_000, "{sample}", GpuLimit.OWN),
  /** WARNING when the core is so close to its slowdown, or closer. */
  TEMPERATURE_MARGIN(5, 0, 100, "Cel", GpuLimit.OWN),
  /** A verdict on a temperature ends when it is back by so much, so that it does not flap. */
  TEMPERATURE_LEAVE(2, 0.1, 50, "Cel", GpuLimit.OWN),
  /** CRITICAL above so many errors since the driver was loaded that could not be corrected. */
  ECC_UNCORRECTED(0, 0, 1e9, "{error}", "DCGM"),
  /** WARNING above so many corrected errors a second. */
  ECC_CORRECTED_RATE(100, 0, 1e9, "{error}/s", GpuLimit.OWN),
  /** How long that must last. */
  ECC_CORRECTED_SECONDS(300, 0, 86_400, "s", GpuLimit.OWN),
  /** How long errors over the board's life count as rising after the last one. */
  ECC_RISING_HOURS(24, 0.01, 8_760, "h", GpuLimit.OWN),
  /** CRITICAL from so many retired pages on. */
  RETIRED_PAGES(63, 1, 1e6, "{page}", "DCGM"),
  /**
   * CRITICAL above so many pages retired for double-bit errors, when another two came in a week.
   */
  RETIRED_PAGES_DOUBLE_BIT(15, 0, 1e6, "{page}", "DCGM"),
  /** WARNING above this share of memory in use, from 0 to 1; not looked at unless set. */
  MEMORY_USED(Double.NaN, 0, 1, "1", GpuLimit.OWN),
  /** WARNING from so many hardware slowdowns a minute on, over {@link #SLOWDOWN_MINUTES}. */
  SLOWDOWNS(0.6, 0, 1e6, "{event}/min", "gpud"),
  /** How long hardware slowdowns are looked at together. */
  SLOWDOWN_MINUTES(10, 1, 1_440, "min", "gpud"),
  /** WARNING when the power cannot be read in so many samples in a row, although it could be. */
  POWER_UNREADABLE_SAMPLES(3, 1, 1_000, "{sample}", GpuLimit.OWN),
  /** WARNING above so many PCIe replays a minute on a link of generation 4 with 16 lanes. */
  PCIE_REPLAYS_GEN4(16, 0, 1e9, "{packet}/min", "DCGM"),
  /** WARNING above so many PCIe replays a minute on a link of generation 5 with 16 lanes. */
  PCIE_REPLAYS_GEN5(31, 0, 1e9, "{packet}/min", "DCGM"),
  /** CRITICAL above so many fatal errors of the PCIe link. */
  PCIE_FATAL(0, 0, 1e9, "{error}", GpuLimit.OWN),
  /** WARNING when the PCIe link has too few lanes in so many samples in a row. */
  PCIE_WIDTH_SAMPLES(3, 1, 1_000, "{sample}", GpuLimit.OWN),
  /** WARNING when the PCIe link is slower than it could be for so long without a pause in load. */
  PCIE_SLOW_SECONDS(60, 0, 86_400, "s", GpuLimit.OWN),
  /** The share of the time, from 0 to 1, from which on a core at work is load on the link. */
  PCIE_BUSY(0.5, 0, 1, "1", GpuLimit.OWN),
  /** CRITICAL from so many replays or recoveries of a link in {@link #NVLINK_SECONDS} on. */
  NVLINK_REPLAYS(1, 1, 1e9, "{error}", "DCGM"),
  /** CRITICAL from so many wrong checksums of a link a second on. */
  NVLINK_CRC_RATE(100, 0, 1e9, "{error}/s", "DCGM"),
  /** How long a link's errors are looked at together. */
  NVLINK_SECONDS(60, 1, 86_400, "s", GpuLimit.OWN),
  /** How often the InfoROM is looked at, beside the start. */
  INFOROM_HOURS(24, 0.1, 8_760, "h", GpuLimit.OWN),
  /** An XID of the application is over after so long without another. */
  XID_QUIET_SECONDS(600, 1, 604_800, "s", GpuLimit.OWN),
  /** The same CRITICAL XID so often in 24 h says that the GPU needs service. */
  XID_BURST(5, 2, 1e6, "{event}", GpuLimit.OWN),
  /** WARNING when memory is held by no living process for so long. */
  ORPHANED_SECONDS(60, 0, 86_400, "s", GpuLimit.OWN);

  private static final String OWN = "this project's own judgement";

  private final double value;
  private final double min;
  private final double max;
  private final String unit;
  private final String source;

  GpuLimit(double value, double min, double max, String unit, String source) {
    this.value = value;
    this.min = min;
    this.max = max;
    this.unit = unit;
    this.source = source;
  }

  /**
   * What holds when nothing is set.
   *
   * @return the default; NaN where nothing is looked at
   */
  public double value() {
    return value;
  }

  /**
   * In what the limit is.
   *
   * @return a UCUM unit
   */
  public String unit() {
    return unit;
  }

  /**
   * Where the default comes from.
   *
   * @return the tool that has it, or that it is this project's own judgement
   */
  public String source() {
    return source;
  }

  double checked(double given) {
    if (!(given >= min && given <= max)) {
      throw new IllegalArgumentException(
          name() + " must be from " + min + " to " + max + " " + unit + ", was " + given);
    }
    return given;
  }
}

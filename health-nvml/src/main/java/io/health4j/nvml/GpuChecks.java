package io.health4j.nvml;

import io.health4j.check.HealthCheck;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks of this machine's GPUs.
 *
 * <pre>{@code
 * .check("gpu", GpuChecks.all(), c -> c.weight(40).vital())
 * .check("gpu", GpuChecks.builder().expect(8).limit(GpuLimit.TEMPERATURE_MARGIN, 10).build())
 * }</pre>
 *
 * <p>All checks of a process share one session with the driver. Without a driver they are UNKNOWN,
 * with the reason and what to do; a driver that appears later is picked up. Each finding names the
 * GPU by index, UUID and PCI address, and where its limit comes from. The monitor closes the checks
 * with their target, and the session ends with the last of them.
 */
public final class GpuChecks {

  private GpuChecks() {}

  /**
   * All conditions of all GPUs, with the default limits.
   *
   * @return the check
   */
  public static HealthCheck all() {
    return builder().build();
  }

  /**
   * Whether the GPUs are there, answer, and what the driver itself says of them.
   *
   * @return the check
   */
  public static HealthCheck lost() {
    return of(GpuFamily.LOST);
  }

  /**
   * Temperatures of core and memory.
   *
   * @return the check
   */
  public static HealthCheck thermal() {
    return of(GpuFamily.THERMAL);
  }

  /**
   * Memory in use, its errors, and what was done about them.
   *
   * @return the check
   */
  public static HealthCheck memory() {
    return of(GpuFamily.MEMORY);
  }

  /**
   * The link to the host.
   *
   * @return the check
   */
  public static HealthCheck pcie() {
    return of(GpuFamily.PCIE);
  }

  /**
   * Links to other GPUs, and the fabric that they make.
   *
   * @return the check
   */
  public static HealthCheck nvlink() {
    return of(GpuFamily.NVLINK);
  }

  /**
   * Power, clocks, and how busy the GPU is.
   *
   * @return the check
   */
  public static HealthCheck power() {
    return of(GpuFamily.POWER);
  }

  /**
   * Errors that the driver reports as they happen.
   *
   * @return the check
   */
  public static HealthCheck xid() {
    return of(GpuFamily.XID);
  }

  /**
   * Who uses the GPU, and memory that nobody gives back.
   *
   * @return the check
   */
  public static HealthCheck processes() {
    return of(GpuFamily.PROCESSES);
  }

  private static HealthCheck of(GpuFamily family) {
    return builder().families(family).build();
  }

  /**
   * A check with settings.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the settings of a check. Not thread-safe. */
  public static final class Builder {

    private static final int MAX_GPUS = 1_024;

    private final Set<String> given = new HashSet<>();
    private final Map<GpuLimit, Double> limits = new EnumMap<>(GpuLimit.class);
    private final Set<GpuCondition> without = EnumSet.noneOf(GpuCondition.class);
    private Set<GpuFamily> families = EnumSet.allOf(GpuFamily.class);
    private XidTable xids = XidTable.defaults();
    private @Nullable Nvml session;
    private int expected;
    private boolean dcgmNames;

    private Builder() {}

    /**
     * What is looked at. Default: everything.
     *
     * @param first a family
     * @param more others
     * @return this
     */
    public Builder families(GpuFamily first, GpuFamily... more) {
      once("families");
      families = EnumSet.of(first, more);
      return this;
    }

    /**
     * Sets a limit.
     *
     * @param limit which
     * @param value in the limit's unit
     * @return this
     * @throws IllegalArgumentException when the value is out of the limit's range
     */
    public Builder limit(GpuLimit limit, double value) {
      once("limit " + limit);
      limits.put(limit, limit.checked(value));
      return this;
    }

    /**
     * Leaves a condition out.
     *
     * @param condition which
     * @return this
     */
    public Builder without(GpuCondition condition) {
      without.add(condition);
      return this;
    }

    /**
     * What each XID means. Default: {@link XidTable#defaults()}.
     *
     * @param table the table
     * @return this
     */
    public Builder xids(XidTable table) {
      once("xids");
      xids = Objects.requireNonNull(table, "xids");
      return this;
    }

    /**
     * How many GPUs there should be. Default: as many as were there at the start.
     *
     * @param gpus from 1 to 1,024
     * @return this
     * @throws IllegalArgumentException when out of range
     */
    public Builder expect(int gpus) {
      once("expect");
      if (gpus < 1 || gpus > MAX_GPUS) {
        throw new IllegalArgumentException("expect must be from 1 to 1024 GPUs, was " + gpus);
      }
      expected = gpus;
      return this;
    }

    /**
     * Gives readings also under the names and with the labels of dcgm-exporter ({@code
     * DCGM_FI_DEV_GPU_TEMP}), so that dashboards made for it show them.
     *
     * @return this
     */
    public Builder dcgmNames() {
      once("dcgmNames");
      dcgmNames = true;
      return this;
    }

    /**
     * Asks another session than the process's, such as one with a canned machine.
     *
     * @param value the session
     * @return this
     */
    public Builder session(Nvml value) {
      once("session");
      session = Objects.requireNonNull(value, "session");
      return this;
    }

    /**
     * Makes the check. Nothing is asked before its first call.
     *
     * @return the check
     */
    public HealthCheck build() {
      var settings = new GpuSettings(limits, without, xids, expected, dcgmNames);
      return new GpuCheck(session == null ? Nvml.shared() : session, families, settings);
    }

    private void once(String setting) {
      if (!given.add(setting)) {
        throw new IllegalStateException(setting + " is given twice");
      }
    }
  }
}

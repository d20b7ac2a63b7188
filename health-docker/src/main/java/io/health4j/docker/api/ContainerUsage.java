package io.health4j.docker.api;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a container uses: numbers of which any may be absent. Immutable.
 *
 * <p>Counters begin anew when the container does.
 */
public final class ContainerUsage {

  /** What is counted. */
  public enum Part {
    /** CPU time, in seconds; a counter. */
    CPU_TIME,
    /** CPU time in the processes' own code, in seconds; a counter. */
    CPU_USER,
    /** CPU time in the kernel for them, in seconds; a counter. */
    CPU_SYSTEM,
    /** Scheduling periods in which it had something to do under a CPU limit; a counter. */
    PERIODS,
    /** Periods in which it had to wait because of the limit; a counter. */
    THROTTLED_PERIODS,
    /** How long its threads waited because of the limit, in seconds; a counter. */
    THROTTLED_TIME,
    /** Memory, with the file cache, in bytes. */
    MEMORY,
    /** Memory that cannot simply be given back: without inactive file cache, in bytes. */
    MEMORY_WORKING_SET,
    /** Memory that is no file's, in bytes. */
    MEMORY_ANONYMOUS,
    /** Memory that it may use, in bytes; absent without a limit. */
    MEMORY_LIMIT,
    /** Processes that the kernel killed for want of memory; a counter. */
    OOM_KILLS,
    /** Processes and threads. */
    PIDS,
    /** Processes and threads that it may have; absent without a limit. */
    PIDS_LIMIT,
    /** Bytes read from block devices; a counter. */
    DISK_READ,
    /** Bytes written to block devices; a counter. */
    DISK_WRITTEN,
    /** Bytes received over networks of its own; a counter. */
    NETWORK_RECEIVED,
    /** Bytes sent over networks of its own; a counter. */
    NETWORK_SENT
  }

  private final Map<Part, Double> values;

  private ContainerUsage(Map<Part, Double> values) {
    this.values = values;
  }

  /**
   * Makes one of what is known.
   *
   * @param values finite numbers; copied
   * @return the usage
   */
  public static ContainerUsage of(Map<Part, Double> values) {
    return new ContainerUsage(values.isEmpty() ? Map.of() : new EnumMap<>(values));
  }

  /**
   * One number.
   *
   * @param part which
   * @return the number; empty when it could not be read
   */
  public OptionalDouble get(Part part) {
    Double value = values.get(part);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The numbers that are known, for logs. */
  @Override
  public String toString() {
    return values.toString();
  }
}

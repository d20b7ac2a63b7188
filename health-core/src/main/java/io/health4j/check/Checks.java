package io.health4j.check;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/**
 * The checks that need nothing but the JDK. Each call makes a new check, for one place in one
 * target.
 */
public final class Checks {

  private Checks() {}

  /**
   * The Java heap of this process, WARNING above 85 % and CRITICAL above 95 % of its maximum. Both
   * are this project's own judgement: a collector short of the last tenth runs ever more often, and
   * what it leaves is judged here, not what was just allocated.
   *
   * @return a check with the condition {@code heap-high}
   * @see #heap(Threshold)
   */
  public static HealthCheck heap() {
    return heap(HeapCheck.DEFAULT);
  }

  /**
   * The Java heap of this process. Judged is an estimate of what a collection leaves, since garbage
   * is no trouble: it rises only when a collection has run since the last call, and falls at any
   * time. Without a maximum there is nothing to judge: the result then says so.
   *
   * @param threshold what the estimate is held against, as a share of the maximum, 0–1
   * @return a check with the condition {@code heap-high}, and the readings {@code jvm.memory.used},
   *     {@code jvm.memory.limit} and {@code health.heap.utilization}
   */
  public static HealthCheck heap(Threshold threshold) {
    return new HeapCheck(Objects.requireNonNull(threshold, "threshold"));
  }

  /**
   * The file system that a path lies on, WARNING above 80 % and CRITICAL above 90 % used. A kubelet
   * evicts pods by default when less than 10 % is free; the warning is this project's own judgement
   * (Netdata's disk alarm is raised later, at 90 % and 98 %, and lowered at 80 % and 90 %).
   *
   * @param path any existing path on the file system
   * @return a check with the condition {@code disk-full}
   * @see #diskSpace(Path, Threshold)
   */
  public static HealthCheck diskSpace(Path path) {
    return diskSpace(path, DiskSpaceCheck.DEFAULT);
  }

  /**
   * The file system that a path lies on. Judged is what is used of all that this user may use, so
   * blocks reserved for root count as neither; {@code df} shows the same share. A file system that
   * cannot be read, or has no size, is UNKNOWN.
   *
   * @param path any existing path on the file system
   * @param threshold what the used share, 0–1, is held against
   * @return a check with the condition {@code disk-full}, the absolute path as subject, and the
   *     readings {@code system.filesystem.usage} and {@code system.filesystem.utilization}
   */
  public static HealthCheck diskSpace(Path path, Threshold threshold) {
    return new DiskSpaceCheck(
        Objects.requireNonNull(path, "path"), Objects.requireNonNull(threshold, "threshold"));
  }

  /**
   * A number that the host knows. NaN and the infinities are UNKNOWN; what the supplier throws is
   * passed on, and becomes UNKNOWN with this cause.
   *
   * @param metric what the number is; a gauge or counter
   * @param value gives the number; called on a thread of the monitor
   * @param threshold what the number is held against, in the metric's unit
   * @return a check with the condition {@code value-beyond-limit} and the metric's name as subject
   * @throws IllegalArgumentException when the metric is a histogram
   */
  public static HealthCheck value(Metric metric, DoubleSupplier value, Threshold threshold) {
    return new ValueCheck(
        Objects.requireNonNull(metric, "metric"),
        Objects.requireNonNull(value, "value"),
        Objects.requireNonNull(threshold, "threshold"));
  }
}

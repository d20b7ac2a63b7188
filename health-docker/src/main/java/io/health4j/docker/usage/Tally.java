package io.health4j.docker.usage;

import io.health4j.docker.api.ContainerUsage;
import io.health4j.docker.api.ContainerUsage.Part;
import java.util.EnumMap;
import java.util.Map;

/** One container's numbers while its files are read. What is no number is left out. */
final class Tally {

  static final double NANOS = 1e-9;
  static final double MICROS = 1e-6;

  private final Map<Part, Double> values = new EnumMap<>(Part.class);

  void put(Part part, long value) {
    put(part, value, 1);
  }

  /** Puts a number in another unit. */
  void put(Part part, long value, double unit) {
    if (value != KernelFile.NONE) {
      values.put(part, value * unit);
    }
  }

  /**
   * Memory, and what of it is more than file cache that nobody used lately. As cAdvisor and
   * Kubernetes reckon the working set. The two numbers are not of one moment: never below 0.
   */
  void putMemory(long usage, long inactiveFile) {
    put(Part.MEMORY, usage);
    if (usage != KernelFile.NONE && inactiveFile != KernelFile.NONE) {
      put(Part.MEMORY_WORKING_SET, Math.max(0, usage - inactiveFile));
    }
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  ContainerUsage usage() {
    return ContainerUsage.of(values);
  }
}

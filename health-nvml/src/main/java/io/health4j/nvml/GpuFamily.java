package io.health4j.nvml;

/** A group of conditions that are looked at together. */
public enum GpuFamily {
  /** Whether the GPUs are there, answer, and what the driver itself says of them. */
  LOST,
  /** Temperatures of core and memory. */
  THERMAL,
  /** Memory in use, its errors, and what was done about them. */
  MEMORY,
  /** The link to the host. */
  PCIE,
  /** Links to other GPUs, and the fabric that they make. */
  NVLINK,
  /** Power, clocks, and how busy the GPU is. */
  POWER,
  /** Errors that the driver reports as they happen. */
  XID,
  /** Who uses the GPU, and memory that nobody gives back. */
  PROCESSES
}

package io.health4j.test.gpu;

/** What a driver can be asked to do: the functions of {@link io.health4j.nvml.api.NvmlApi}. */
public enum DriverCall {
  /** Begins. */
  INIT,
  /** Ends. */
  SHUTDOWN,
  /** Counts the GPUs. */
  COUNT,
  /** Opens a GPU. */
  OPEN,
  /** Opens a MIG device. */
  OPEN_MIG,
  /** Reads numbers. */
  READ,
  /** Reads a text. */
  TEXT,
  /** Lists processes. */
  PROCESSES,
  /** Begins a set of events. */
  CREATE_EVENTS,
  /** Adds a GPU to a set of events. */
  REGISTER_EVENTS,
  /** Waits for an event. */
  AWAIT_EVENT,
  /** Ends a set of events. */
  FREE_EVENTS
}

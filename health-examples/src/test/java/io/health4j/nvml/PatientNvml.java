package io.health4j.nvml;

import io.health4j.nvml.api.NvmlApi;
import java.time.Duration;

/**
 * Sessions for tests on a clock that is moved by hand: there a thread that comes late in real time
 * is soon late by many seconds, and what it reads is told to hang.
 */
public final class PatientNvml {

  /** What hangs is waited for as long, once. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private PatientNvml() {}

  public static Nvml on(NvmlApi api) {
    return new Nvml(api, ThreadLane::new, PATIENCE);
  }
}

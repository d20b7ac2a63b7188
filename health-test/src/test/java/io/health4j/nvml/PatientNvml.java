package io.health4j.nvml;

import io.health4j.nvml.api.NvmlApi;
import java.time.Duration;

/** A session whose checks wait longer for the driver, on a machine on which no thread is prompt. */
public final class PatientNvml {

  /** Where calls hang on purpose it is waited for in full. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private PatientNvml() {}

  /** A session as {@link Nvml#on} makes it. */
  public static Nvml on(NvmlApi api) {
    return new Nvml(api, ThreadLane::new, PATIENCE);
  }
}

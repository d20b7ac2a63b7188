package io.health4j.nvml;

import io.health4j.check.Attributes;
import io.health4j.check.Finding;
import io.health4j.check.Metric;
import io.health4j.check.Status;

/**
 * How a GPU is, as a reading for each state that it can be in: 1 for the one that it is in, as
 * OpenTelemetry has it. There is none while that is not known.
 */
final class GpuStatus {

  private static final Metric STATUS =
      Metric.gauge("hw.status", "1", "1 for the state that the hardware is in, 0 for others.");

  private final Attributes ok;
  private final Attributes degraded;
  private final Attributes failed;

  GpuStatus(Attributes gpu) {
    Attributes typed = gpu.with("hw.type", "gpu");
    ok = typed.with("hw.state", "ok");
    degraded = typed.with("hw.state", "degraded");
    failed = typed.with("hw.state", "failed");
  }

  /** Adds what follows from the findings. */
  void read(Verdicts out) {
    Status worst = Status.HEALTHY;
    for (Finding finding : out.findings()) {
      worst = worst.worse(finding.status());
    }
    if (worst != Status.UNKNOWN) {
      out.read(STATUS, worst == Status.HEALTHY ? 1 : 0, ok);
      out.read(STATUS, worst == Status.WARNING ? 1 : 0, degraded);
      out.read(STATUS, worst == Status.CRITICAL ? 1 : 0, failed);
    }
  }
}

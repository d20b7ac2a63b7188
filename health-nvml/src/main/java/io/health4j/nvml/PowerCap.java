package io.health4j.nvml;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tells when the driver begins and ceases to hold the clocks down to keep to the power limit. A
 * busy GPU goes in and out of that all the time, which is what the limit is for: it is told once an
 * hour at most (this project's own judgement), and is never an alert.
 */
final class PowerCap implements Judge {

  private static final long CAPPED = 0x4;
  private static final long QUIET_NANOS = TimeUnit.HOURS.toNanos(1);

  private boolean capped;
  private boolean begun;
  private long toldAt;

  @Override
  public List<Probe> probes() {
    return List.of(Slowdown.REASONS);
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    if (!sample.has(Slowdown.REASONS)) {
      return;
    }
    boolean now = (sample.get(Slowdown.REASONS) & CAPPED) != 0;
    if (now != capped && (!begun || sample.tick() - toldAt >= QUIET_NANOS)) {
      begun = true;
      capped = now;
      toldAt = sample.tick();
      out.tell(
          "gpu.power-cap",
          now
              ? "the driver holds the clocks down to keep to the power limit"
              : "the driver no longer holds the clocks down to keep to the power limit");
    }
  }
}

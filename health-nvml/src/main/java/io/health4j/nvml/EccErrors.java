package io.health4j.nvml;

import io.health4j.check.Metric;
import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.util.List;

/**
 * Errors that the memory's check bits found. Those since the driver was loaded say how the GPU is
 * now, and begin again at 0 with a reset, which ends the verdict. Those over the board's life never
 * go away, so that only their growth counts, and only for a while. With ECC off nothing is counted:
 * there are no readings then, and no verdicts.
 */
final class EccErrors implements Judge {

  private static final Metric ERRORS =
      Metric.counter("hw.errors", "{error}", "Errors of the component");
  private static final Metric LIFETIME =
      Metric.counter(
          "health.gpu.memory.errors.lifetime",
          "{error}",
          "Errors of the GPU's memory over the board's life");

  private static final Probe MODE = Probe.of(NvmlQuery.ECC_MODE);
  private static final Probe SRAM = Probe.of(NvmlQuery.ECC_SRAM);
  private static final double NANOS_PER_HOUR = 3.6e12;
  private static final String SRAM_REMEDY =
      "Take the GPU out of service and have the board replaced";

  private final GpuSettings settings;
  private final EccCounter corrected = new EccCounter(NvmlQuery.CORRECTED);
  private final EccCounter uncorrected = new EccCounter(NvmlQuery.UNCORRECTED);
  private final EccCounter lifetime = new EccCounter(NvmlQuery.UNCORRECTED + NvmlQuery.AGGREGATE);
  private final List<EccCounter> counters = List.of(uncorrected, corrected, lifetime);
  private final Labels correctedLabels = Labels.of("hw.type", "gpu", "error.type", "corrected");
  private final Labels uncorrectedLabels = Labels.of("hw.type", "gpu", "error.type", "uncorrected");
  private final SustainedRate correctedRate;
  private Delta lifetimeDelta = new Delta();
  private boolean rising;
  private long before;
  private long risenAt;

  EccErrors(GpuSettings settings) {
    this.settings = settings;
    correctedRate =
        new SustainedRate(
            settings.limit(GpuLimit.ECC_CORRECTED_RATE),
            settings.limit(GpuLimit.ECC_CORRECTED_SECONDS));
  }

  /** A reset leaves the counts over the board's life as they are, or shows what led to it. */
  @Override
  public void resume(Judge last) {
    if (last instanceof EccErrors other) {
      lifetimeDelta = other.lifetimeDelta;
      rising = other.rising;
      before = other.before;
      risenAt = other.risenAt;
    }
  }

  @Override
  public List<Probe> probes() {
    return List.of(MODE, SRAM);
  }

  @Override
  public int read(NvmlApi api, long device) {
    for (EccCounter counter : counters) {
      int code = counter.read(api, device);
      if (code != NvmlReturn.SUCCESS) {
        return code;
      }
    }
    return NvmlReturn.SUCCESS;
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    if (sample.has(MODE) && sample.get(MODE) == 0) {
      return;
    }
    if (uncorrected.isKnown()) {
      judgeUncorrected(uncorrected.value(), out);
    }
    if (corrected.isKnown()) {
      judgeCorrected(corrected.value(), sample.tick(), out);
    }
    if (lifetime.isKnown()) {
      judgeLifetime(lifetime.value(), sample.tick(), out);
    }
    if (sample.has(SRAM) && sample.get(SRAM) == 1) {
      Reported.find(out, GpuCondition.ECC_SRAM, Status.CRITICAL, SRAM_REMEDY);
    }
  }

  private void judgeUncorrected(long errors, Verdicts out) {
    out.read(ERRORS, (double) errors, uncorrectedLabels.on(out.attributes()));
    double limit = settings.limit(GpuLimit.ECC_UNCORRECTED);
    if (errors > limit) {
      out.find(
          GpuCondition.ECC_UNCORRECTED,
          Status.CRITICAL,
          (double) errors,
          limit,
          settings.source(GpuLimit.ECC_UNCORRECTED),
          Reset.of(
              "Move the work away and reset the GPU; have the board tested when errors come back"));
    }
  }

  private void judgeCorrected(long errors, long tick, Verdicts out) {
    out.read(ERRORS, (double) errors, correctedLabels.on(out.attributes()));
    if (correctedRate.next(errors, tick)) {
      out.find(
          GpuCondition.ECC_CORRECTED,
          Status.WARNING,
          correctedRate.rate(),
          settings.limit(GpuLimit.ECC_CORRECTED_RATE),
          settings.source(GpuLimit.ECC_CORRECTED_RATE),
          Reset.of(
              "Plan a reset of the GPU and a memory test: many errors are corrected, for long"));
    }
  }

  private void judgeLifetime(long errors, long tick, Verdicts out) {
    out.read(LIFETIME, (double) errors, uncorrectedLabels.on(out.attributes()));
    long grown = lifetimeDelta.next(errors);
    double nanos = settings.limit(GpuLimit.ECC_RISING_HOURS) * NANOS_PER_HOUR;
    if (grown > 0) {
      before = rising ? before : errors - grown;
      rising = true;
      risenAt = tick;
    } else if (errors <= before || tick - risenAt >= nanos) {
      rising = false;
    }
    if (rising) {
      out.find(
          GpuCondition.ECC_UNCORRECTED_RISING,
          Status.WARNING,
          (double) errors,
          (double) before,
          "reported by the device before they rose",
          "Watch this GPU, and have the board tested when its errors go on rising");
    }
  }
}

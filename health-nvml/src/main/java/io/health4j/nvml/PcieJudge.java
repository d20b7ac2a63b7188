package io.health4j.nvml;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.WARNING;

import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.check.Threshold;
import io.health4j.nvml.api.NvmlQuery;
import java.time.Duration;
import java.util.List;

/**
 * Looks at the link to the host: packets sent again, fatal errors, lanes and generation.
 *
 * <p>A few replays are a matter of how many bits went over the link, so the limits, which are told
 * for 16 lanes of generation 4 and 5, are scaled with what the link can carry: each generation
 * carries twice as much as the one before, and half the lanes carry half. Generations up to 4 go by
 * the limit for 4, later ones by that for 5. What counts is what GPU and slot can do together, not
 * what they do now: an idle GPU falls back to generation 1, and the replays of its last minute were
 * made before.
 *
 * <p>Since it falls back, the generation says nothing without load: it is wrong when it stayed
 * below the most for a while with the core busy, 60 s and half unless set. That verdict holds while
 * the GPU idles, and ends when the link is seen at its most. Fewer lanes than there could be are
 * wrong when some samples in a row say so, since a link may be trained anew just then.
 */
final class PcieJudge implements Judge {

  private static final Probe REPLAYS = Probe.of(NvmlQuery.PCIE_REPLAYS);
  private static final Probe FATAL = Probe.of(NvmlQuery.FIELD, NvmlQuery.PCIE_FATAL_ERRORS);
  private static final Probe WIDTH = Probe.of(NvmlQuery.PCIE_WIDTH);
  private static final Probe MAX_WIDTH = Probe.hourly(NvmlQuery.PCIE_MAX_WIDTH, 0);
  private static final Probe GENERATION = Probe.of(NvmlQuery.PCIE_GENERATION);
  private static final Probe MAX_GENERATION = Probe.hourly(NvmlQuery.PCIE_MAX_GENERATION, 0);
  private static final Probe UTILIZATION = Probe.of(NvmlQuery.UTILIZATION);

  static final Metric ERRORS = Metric.counter("hw.errors", "{error}", "Errors of the component");

  private static final double PERCENT = 100;
  private static final double NANOS = 1e9;
  private static final int FULL_LANES = 16;

  /** A limit of 0 would have no room below it to be left. */
  private static final double LEAST_LIMIT = 0.001;

  private final GpuSettings settings;
  private final Attributes replayErrors;
  private final Attributes fatalErrors;
  private final Growth replays = new Growth(Duration.ofMinutes(1));
  private int narrow;
  private boolean slow;
  private boolean slowBegun;
  private long slowSince;

  PcieJudge(Gpu gpu, GpuSettings settings) {
    this.settings = settings;
    Attributes attributes = gpu.attributes().with("hw.type", "gpu");
    replayErrors = attributes.with("error.type", "pcie.replay");
    fatalErrors = attributes.with("error.type", "pcie.fatal");
  }

  @Override
  public List<Probe> probes() {
    return List.of(REPLAYS, FATAL, WIDTH, MAX_WIDTH, GENERATION, MAX_GENERATION, UTILIZATION);
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    if (sample.has(REPLAYS)) {
      judgeReplays(sample, out);
    }
    if (sample.has(FATAL)) {
      judgeFatal(sample.get(FATAL), out);
    }
    if (sample.has(WIDTH) && sample.has(MAX_WIDTH)) {
      judgeWidth(sample.get(WIDTH), sample.get(MAX_WIDTH), out);
    }
    if (sample.has(GENERATION) && sample.has(MAX_GENERATION)) {
      judgeGeneration(sample, out);
    }
  }

  private void judgeReplays(GpuSample sample, Verdicts out) {
    replays.add(sample.readAt(REPLAYS), sample.get(REPLAYS));
    out.read(ERRORS, (double) sample.get(REPLAYS), replayErrors);
    if (sample.has(MAX_GENERATION) && sample.has(MAX_WIDTH)) {
      out.judge(
          GpuCondition.PCIE_REPLAYS,
          replays.per(60, sample.tick()),
          threshold(sample.get(MAX_GENERATION), sample.get(MAX_WIDTH)),
          "Reseat the GPU and its riser or cable, and move it to another slot if packets are still"
              + " sent again");
    }
  }

  private Threshold threshold(long generation, long lanes) {
    int nearest = generation <= 4 ? 4 : 5;
    GpuLimit limit = nearest == 4 ? GpuLimit.PCIE_REPLAYS_GEN4 : GpuLimit.PCIE_REPLAYS_GEN5;
    double bandwidth = Math.pow(2, (double) generation - nearest) * lanes / FULL_LANES;
    String scaled = bandwidth == 1 ? "" : ", scaled to generation " + generation + " x" + lanes;
    return Threshold.above()
        .warning(Math.max(LEAST_LIMIT, settings.limit(limit) * bandwidth))
        .source(settings.source(limit) + scaled)
        .build();
  }

  private void judgeFatal(long errors, Verdicts out) {
    out.read(ERRORS, (double) errors, fatalErrors);
    double limit = settings.limit(GpuLimit.PCIE_FATAL);
    if (errors > limit) {
      out.find(
          GpuCondition.PCIE_FATAL,
          CRITICAL,
          (double) errors,
          limit,
          settings.source(GpuLimit.PCIE_FATAL),
          Reset.of(
              "Stop the work on this GPU and reset it, which also sets the count to 0; if errors"
                  + " come back, reseat the GPU and have slot and board looked at"));
    }
  }

  /** No lanes at all is what a GPU says that sleeps. */
  private void judgeWidth(long width, long max, Verdicts out) {
    narrow = width > 0 && width < max ? narrow + 1 : 0;
    if (narrow >= settings.limit(GpuLimit.PCIE_WIDTH_SAMPLES)) {
      out.find(
          GpuCondition.PCIE_WIDTH,
          WARNING,
          (double) width,
          (double) max,
          "reported by the device",
          "Reseat the GPU and its riser or cable, look at how the firmware divides the slot's"
              + " lanes, and reboot");
    }
  }

  private void judgeGeneration(GpuSample sample, Verdicts out) {
    long generation = sample.get(GENERATION);
    long max = sample.get(MAX_GENERATION);
    double busyFrom = settings.limit(GpuLimit.PCIE_BUSY);
    boolean busy = sample.has(UTILIZATION) && sample.get(UTILIZATION) / PERCENT >= busyFrom;
    if (generation >= max) {
      slow = false;
    }
    if (generation >= max || !busy) {
      slowBegun = false;
    } else if (!slowBegun) {
      slowBegun = true;
      slowSince = sample.tick();
    } else if (sample.tick() - slowSince >= settings.limit(GpuLimit.PCIE_SLOW_SECONDS) * NANOS) {
      slow = true;
    }
    if (slow) {
      out.find(
          GpuCondition.PCIE_GENERATION,
          WARNING,
          (double) generation,
          (double) max,
          "reported by the device",
          "Reseat the GPU and its riser or cable, look at the slot's speed in the firmware, and"
              + " reboot");
    }
  }
}

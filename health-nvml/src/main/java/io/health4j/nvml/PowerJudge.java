package io.health4j.nvml;

import io.health4j.check.Metric;
import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.util.ArrayList;
import java.util.List;

/**
 * Power, clocks and how busy the GPU is. Power that could be read, or that the device has a limit
 * for, and that cannot be read for some samples, is a board whose power management is in trouble; a
 * GPU that never had such a reading is well.
 */
final class PowerJudge implements Judge {

  private static final Metric POWER = Metric.gauge("hw.power", "W", "Power that is drawn now");
  private static final Metric POWER_LIMIT =
      Metric.gauge("health.gpu.power.limit", "W", "Power that the GPU may draw");
  private static final Metric ENERGY =
      Metric.counter("hw.energy", "J", "Energy used since the driver was loaded");
  private static final Metric CLOCK = Metric.gauge("health.gpu.clock", "Hz", "Clock of a part");
  private static final Metric CLOCK_LIMIT =
      Metric.gauge("health.gpu.clock.limit", "Hz", "Quickest clock of a part");
  private static final Metric UTILIZATION =
      Metric.gauge("hw.gpu.utilization", "1", "Share of the time in which the GPU had work");
  private static final Metric MEMORY_ACTIVITY =
      Metric.gauge(
          "health.gpu.memory.activity",
          "1",
          "Share of the time in which the GPU's memory was read or written");
  private static final Metric PERFORMANCE_STATE =
      Metric.gauge("health.gpu.performance_state", "1", "From 0, the quickest, to 15");

  private static final Probe USAGE = Probe.of(NvmlQuery.POWER_USAGE);
  private static final Probe LIMIT = Probe.of(NvmlQuery.POWER_LIMIT);
  private static final Probe LOAD = Probe.of(NvmlQuery.UTILIZATION);
  private static final int MEMORY_INDEX = 1;
  private static final int SLOWEST_STATE = 15;

  private final GpuSettings settings;
  private final List<Judge> parts;
  private final List<Gauge> gauges = new ArrayList<>();
  private boolean wasRead;
  private boolean limited;
  private int failures;

  PowerJudge(Gpu gpu, GpuSettings settings) {
    this.settings = settings;
    parts = List.of(new Slowdown(settings), new PowerCap());
    gauges.add(Gauge.of(POWER, USAGE, PowerJudge::fromMilli, "hw.type", "gpu"));
    gauges.add(Gauge.of(POWER_LIMIT, LIMIT, PowerJudge::fromMilli));
    gauges.add(
        Gauge.of(ENERGY, Probe.of(NvmlQuery.ENERGY), PowerJudge::fromMilli, "hw.type", "gpu"));
    clock("graphics", NvmlQuery.GRAPHICS);
    clock("sm", NvmlQuery.SM);
    clock("memory", NvmlQuery.MEM);
    clock("video", NvmlQuery.VIDEO);
    task("general", LOAD);
    task("encoder", Probe.of(NvmlQuery.ENCODER_UTILIZATION));
    task("decoder", Probe.of(NvmlQuery.DECODER_UTILIZATION));
    gauges.add(Gauge.at(MEMORY_ACTIVITY, LOAD, MEMORY_INDEX, PowerJudge::fromPercent));
    gauges.add(
        Gauge.of(
            PERFORMANCE_STATE,
            Probe.of(NvmlQuery.PERFORMANCE_STATE),
            state -> state <= SLOWEST_STATE ? state : Double.NaN));
  }

  private static double fromMilli(long value) {
    return value / 1e3;
  }

  private static double fromMega(long value) {
    return value * 1e6;
  }

  private static double fromPercent(long value) {
    return value / 100.0;
  }

  private void clock(String domain, int argument) {
    String label = "health.gpu.clock.domain";
    gauges.add(
        Gauge.of(CLOCK, Probe.of(NvmlQuery.CLOCK, argument), PowerJudge::fromMega, label, domain));
    Probe max = Probe.hourly(NvmlQuery.MAX_CLOCK, argument);
    gauges.add(Gauge.of(CLOCK_LIMIT, max, PowerJudge::fromMega, label, domain));
  }

  private void task(String task, Probe probe) {
    gauges.add(Gauge.of(UTILIZATION, probe, PowerJudge::fromPercent, "hw.gpu.task", task));
  }

  @Override
  public List<Probe> probes() {
    var probes = new ArrayList<>(gauges.stream().map(Gauge::probe).toList());
    parts.forEach(part -> probes.addAll(part.probes()));
    return probes;
  }

  @Override
  public void resume(Judge before) {
    if (before instanceof PowerJudge power) {
      wasRead = power.wasRead;
      limited = power.limited;
      failures = power.failures;
    }
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    gauges.forEach(gauge -> gauge.read(sample, out));
    parts.forEach(part -> part.judge(sample, out));
    judgeReadable(sample, out);
  }

  private void judgeReadable(GpuSample sample, Verdicts out) {
    int code = sample.code(USAGE);
    wasRead |= sample.has(USAGE);
    limited |= sample.has(LIMIT);
    boolean expected = wasRead || (limited && !NvmlReturn.isAbsent(code));
    failures = expected && code != NvmlReturn.SUCCESS ? failures + 1 : 0;
    if (failures >= settings.limit(GpuLimit.POWER_UNREADABLE_SAMPLES)) {
      out.find(
          GpuCondition.POWER_UNREADABLE,
          Status.WARNING,
          failures,
          settings.limit(GpuLimit.POWER_UNREADABLE_SAMPLES),
          settings.source(GpuLimit.POWER_UNREADABLE_SAMPLES),
          Reset.of(
              "Look at the driver's log and plan a reset of the GPU: its power cannot be read, "
                  + NvmlReturn.text(code)));
    }
  }
}

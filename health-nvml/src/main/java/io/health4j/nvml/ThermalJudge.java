package io.health4j.nvml;

import io.health4j.check.Metric;
import io.health4j.check.Status;
import io.health4j.check.Threshold;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.util.ArrayList;
import java.util.List;

/**
 * How hot core and memory are. The core is judged by its margin, the distance to where it begins to
 * slow down: that limit differs from model to model, so that no temperature alone is good or bad.
 * Drivers since R570 tell the margin; of older ones it is the slowdown's threshold less the
 * temperature.
 *
 * <p>Some GPUs tell a margin of 0 or below all the time although they are cool; gpud therefore
 * leaves such margins out. Here a margin counts from the first time that it was above 0, so that
 * one that falls to 0 is seen; until then the threshold counts, and without one there is no
 * verdict.
 */
final class ThermalJudge implements Judge {

  private static final Metric TEMPERATURE = Metric.gauge("hw.temperature", "Cel", "Temperature");
  private static final Metric LIMIT =
      Metric.gauge("hw.temperature.limit", "Cel", "Temperature from which on the GPU acts");
  private static final Metric MARGIN =
      Metric.gauge(
          "health.gpu.temperature.margin", "Cel", "Distance of the core from its slowdown");
  private static final Metric FAN =
      Metric.gauge("hw.fan.speed_ratio", "1", "Speed of a fan as a share of its most");

  private static final Probe CORE = Probe.of(NvmlQuery.TEMPERATURE);
  private static final Probe TOLD_MARGIN = Probe.of(NvmlQuery.TEMPERATURE_MARGIN);
  private static final Probe MEMORY = Probe.of(NvmlQuery.FIELD, NvmlQuery.MEMORY_TEMPERATURE);
  private static final Probe SLOWDOWN = threshold(NvmlQuery.SLOWDOWN);
  private static final Probe SHUTDOWN = threshold(NvmlQuery.SHUTDOWN);
  private static final Probe MEMORY_MAX = threshold(NvmlQuery.MEMORY_MAX);

  /** How many fans are looked for: this project's own judgement. */
  private static final int FANS = 4;

  private static final String CORE_REMEDY =
      "Look at the GPU's air flow and fans, the room's temperature and the load: the core %s";
  private static final String MEMORY_REMEDY =
      "Look at the GPU's air flow and cooling: its memory is hotter than its maker allows";

  private final GpuSettings settings;
  private final Threshold margins;
  private final double leave;
  private final List<Gauge> gauges = new ArrayList<>();
  private boolean trusted;

  ThermalJudge(Gpu gpu, GpuSettings settings) {
    this.settings = settings;
    this.leave = settings.limit(GpuLimit.TEMPERATURE_LEAVE);
    this.margins = margins(settings.limit(GpuLimit.TEMPERATURE_MARGIN), leave);
    gauge(TEMPERATURE, CORE, "hw.sensor_location", "core");
    gauge(TEMPERATURE, MEMORY, "hw.sensor_location", "memory");
    gauge(LIMIT, SLOWDOWN, "hw.sensor_location", "core", "hw.limit_type", "high.degraded");
    gauge(LIMIT, SHUTDOWN, "hw.sensor_location", "core", "hw.limit_type", "high.critical");
    gauge(LIMIT, MEMORY_MAX, "hw.sensor_location", "memory", "hw.limit_type", "high.degraded");
    for (int fan = 0; fan < FANS; fan++) {
      Probe probe = Probe.of(NvmlQuery.FAN_SPEED, fan);
      gauges.add(
          Gauge.of(FAN, probe, percent -> percent / 100.0, "hw.sensor_location", "fan " + fan));
    }
  }

  private static Probe threshold(int which) {
    return Probe.hourly(NvmlQuery.TEMPERATURE_THRESHOLD, which);
  }

  private void gauge(Metric metric, Probe probe, String... labels) {
    gauges.add(Gauge.of(metric, probe, celsius -> celsius, labels));
  }

  /** A threshold is passed below its value, and margins count from their limit on. */
  private static Threshold margins(double limit, double leave) {
    var levels = Threshold.below().critical(Math.nextUp(0.0), leave);
    return (limit > 0 ? levels.warning(Math.nextUp(limit), limit + leave) : levels).build();
  }

  @Override
  public List<Probe> probes() {
    var probes = new ArrayList<>(gauges.stream().map(Gauge::probe).toList());
    probes.add(TOLD_MARGIN);
    return probes;
  }

  @Override
  public void resume(Judge before) {
    trusted = before instanceof ThermalJudge thermal && thermal.trusted;
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    gauges.forEach(gauge -> gauge.read(sample, out));
    judgeCore(margin(sample), out);
    if (isAbove0(sample, MEMORY_MAX) && sample.has(MEMORY)) {
      judgeMemory((double) sample.get(MEMORY), (double) sample.get(MEMORY_MAX), out);
    }
  }

  /** NaN when it is not known. */
  private double margin(GpuSample sample) {
    double own = sample.has(TOLD_MARGIN) ? sample.get(TOLD_MARGIN) : Double.NaN;
    if (Double.isNaN(own) && !NvmlReturn.isAbsent(sample.code(TOLD_MARGIN))) {
      return Double.NaN;
    }
    trusted |= own > 0;
    if (trusted && !Double.isNaN(own)) {
      return own;
    }
    boolean known = isAbove0(sample, SLOWDOWN) && sample.has(CORE);
    return known ? sample.get(SLOWDOWN) - sample.get(CORE) : Double.NaN;
  }

  private static boolean isAbove0(GpuSample sample, Probe probe) {
    return sample.has(probe) && sample.get(probe) > 0;
  }

  private void judgeCore(double margin, Verdicts out) {
    if (Double.isNaN(margin)) {
      return;
    }
    out.read(MARGIN, margin);
    Status status = margins.judge(margin, out.before(GpuCondition.TEMPERATURE));
    if (status == Status.CRITICAL) {
      String remedy = CORE_REMEDY.formatted("is where it slows down");
      out.find(GpuCondition.TEMPERATURE, status, margin, 0, Reported.BY_DEVICE, remedy);
    } else if (status == Status.WARNING) {
      double limit = settings.limit(GpuLimit.TEMPERATURE_MARGIN);
      String source = settings.source(GpuLimit.TEMPERATURE_MARGIN);
      String remedy = CORE_REMEDY.formatted("is close to where it slows down");
      out.find(GpuCondition.TEMPERATURE, status, margin, limit, source, remedy);
    }
  }

  private void judgeMemory(double celsius, double max, Verdicts out) {
    if (celsius > max - leave) {
      var threshold =
          Threshold.above().critical(max, max - leave).source(Reported.BY_DEVICE).build();
      out.judge(GpuCondition.MEMORY_TEMPERATURE, celsius, threshold, MEMORY_REMEDY);
    }
  }
}

package io.health4j.nvml;

import io.health4j.check.Metric;
import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlQuery;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Pages of memory that were taken out of use (GPUs before Ampere). DCGM calls a board worn out from
 * 63 on, and already above 15 when double-bit errors retire more than one page a week. When a page
 * was retired is told by the driver on the wall clock, the only use of it here; where it is not
 * told, what was seen to grow counts.
 */
final class RetiredPages implements Judge {

  private static final Metric PAGES =
      Metric.counter("health.gpu.memory.pages.retired", "{page}", "Pages of memory out of use");
  private static final Metric PENDING =
      Metric.gauge(
          "health.gpu.memory.pages.pending",
          "1",
          "1 when a page of memory waits to be taken out of use");

  private static final Probe SINGLE_BIT = Probe.of(NvmlQuery.RETIRED_PAGES, 0);
  private static final Probe DOUBLE_BIT = Probe.of(NvmlQuery.RETIRED_PAGES, 1);
  private static final Probe PENDING_FLAG = Probe.of(NvmlQuery.RETIRED_PAGES_PENDING);
  private static final int SECOND_NEWEST_INDEX = 2;

  private static final Duration WEEK = Duration.ofDays(7);
  private static final int SEVERAL = 2;

  private static final String REPLACE_REMEDY = "Plan to replace the board: its memory wears out";
  private static final String PENDING_REMEDY =
      Reset.of(
          "Let the work on the GPU end, and reset it or reboot: the page is taken out of use then");

  private final GpuSettings settings;
  private final InstantSource wall;
  private Delta delta = new Delta();
  private Window grown = new Window(WEEK);
  private final List<Gauge> gauges =
      List.of(
          Gauge.of(PAGES, SINGLE_BIT, pages -> pages, "error.type", "corrected"),
          Gauge.of(PAGES, DOUBLE_BIT, pages -> pages, "error.type", "uncorrected"),
          Gauge.of(PENDING, PENDING_FLAG, flag -> flag));

  RetiredPages(GpuSettings settings, InstantSource wall) {
    this.settings = settings;
    this.wall = wall;
  }

  /** Pages are taken out of use by a reset, so that this is when their number grows. */
  @Override
  public void resume(Judge before) {
    if (before instanceof RetiredPages pages) {
      delta = pages.delta;
      grown = pages.grown;
    }
  }

  @Override
  public List<Probe> probes() {
    return List.of(SINGLE_BIT, DOUBLE_BIT, PENDING_FLAG);
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    gauges.forEach(gauge -> gauge.read(sample, out));
    long single = sample.has(SINGLE_BIT) ? sample.get(SINGLE_BIT) : 0;
    long twice = sample.has(DOUBLE_BIT) ? sample.get(DOUBLE_BIT) : 0;
    boolean grows = sample.has(DOUBLE_BIT) && grows(sample, twice);
    if (single + twice >= settings.limit(GpuLimit.RETIRED_PAGES)) {
      find(single + twice, GpuLimit.RETIRED_PAGES, out);
    } else if (twice > settings.limit(GpuLimit.RETIRED_PAGES_DOUBLE_BIT) && grows) {
      find(twice, GpuLimit.RETIRED_PAGES_DOUBLE_BIT, out);
    }
    if (sample.has(PENDING_FLAG) && sample.get(PENDING_FLAG) == 1) {
      Reported.find(out, GpuCondition.RETIRED_PAGES_PENDING, Status.WARNING, PENDING_REMEDY);
    }
  }

  private boolean grows(GpuSample sample, long pages) {
    grown.add(sample.tick(), (double) delta.next(pages));
    long second = sample.get(DOUBLE_BIT, SECOND_NEWEST_INDEX);
    if (second <= 0) {
      return grown.sum(sample.tick()) >= SEVERAL;
    }
    long now = TimeUnit.MILLISECONDS.toMicros(wall.millis());
    return now - second <= TimeUnit.DAYS.toMicros(WEEK.toDays());
  }

  private void find(long pages, GpuLimit limit, Verdicts out) {
    out.find(
        GpuCondition.RETIRED_PAGES,
        Status.CRITICAL,
        (double) pages,
        settings.limit(limit),
        settings.source(limit),
        REPLACE_REMEDY);
  }
}

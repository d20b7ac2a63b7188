package io.health4j.nvml;

import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.List;

/**
 * Reads how much goes over the link to the host. Newer drivers count bytes, and asking costs
 * nothing; a count that wraps is a counter that fell, which readers take for a reset. Older ones
 * only measure for 20 ms, each way, for which the call lasts: that is done at most once a minute,
 * on the GPU's lane, where nobody waits for it, and only when there are no counts. It is a reading
 * of its own, since a rate is no counter. (Once a minute is this project's own judgement: below 0.1
 * % of the lane's time.)
 */
final class PcieTraffic implements Judge {

  private static final Metric IO =
      Metric.counter("hw.gpu.io", "By", "Bytes that the GPU sent and received over PCIe");
  private static final Metric THROUGHPUT =
      Metric.gauge(
          "health.gpu.pcie.throughput",
          "By/s",
          "Bytes per second over PCIe during 20 ms, measured at most once a minute");

  private static final long EVERY_NANOS = Duration.ofMinutes(1).toNanos();
  private static final double KILO = 1_000;

  /** One way, and what is known of it. Written on the lane, then looked at in the check. */
  private static final class Direction {
    final Probe count;
    final int argument;
    final Attributes attributes;
    int code = NvmlReturn.NO_DATA;
    long kilobytes;

    Direction(Gpu gpu, int field, int argument, String name) {
      this.count = Probe.of(NvmlQuery.FIELD, field);
      this.argument = argument;
      this.attributes = gpu.attributes().with("network.io.direction", name);
    }
  }

  private final List<Direction> directions;
  private final long[] values = new long[NvmlApi.MAX_VALUES];
  private boolean due;
  private boolean measured;
  private long measuredAt;

  PcieTraffic(Gpu gpu) {
    directions =
        List.of(
            new Direction(gpu, NvmlQuery.PCIE_SENT, 0, "transmit"),
            new Direction(gpu, NvmlQuery.PCIE_RECEIVED, 1, "receive"));
  }

  @Override
  public List<Probe> probes() {
    return directions.stream().map(direction -> direction.count).toList();
  }

  @Override
  public int read(NvmlApi api, long device) {
    for (Direction way : directions) {
      if (due) {
        way.code = api.read(device, NvmlQuery.PCIE_THROUGHPUT, way.argument, values);
        way.kilobytes = values[0];
        if (GpuSample.isFatal(way.code)) {
          return way.code;
        }
      }
    }
    due = false;
    return NvmlReturn.SUCCESS;
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    boolean uncounted = false;
    for (Direction way : directions) {
      if (sample.has(way.count)) {
        out.read(IO, (double) sample.get(way.count), way.attributes);
      } else if (NvmlReturn.isAbsent(sample.code(way.count))) {
        uncounted = true;
        if (way.code == NvmlReturn.SUCCESS) {
          out.read(THROUGHPUT, way.kilobytes * KILO, way.attributes);
        }
      }
    }
    if (uncounted && (!measured || sample.tick() - measuredAt >= EVERY_NANOS)) {
      due = true;
      measured = true;
      measuredAt = sample.tick();
    }
  }
}

package io.health4j.nvml;

import static io.health4j.check.Status.CRITICAL;

import io.health4j.check.Attributes;
import io.health4j.check.Metric;
import io.health4j.nvml.api.NvmlQuery;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Looks at the links to other GPUs and to switches.
 *
 * <p>A GPU has links that lead nowhere, so a link is missed only when it was up before. Under MIG
 * the driver shows links as down although nothing is wrong: then nothing is said, and what was
 * known is forgotten, so that a link counts again when it was seen up without MIG. A link that is
 * down is not also accused of errors, and when all are down that is one finding: something else
 * than a link is broken.
 *
 * <p>Counters of errors are many (four for each link), so they are read at most four times in the
 * while that is looked at, and every 15 s at most (this project's own judgement).
 */
final class LinkJudge implements Judge {

  private static final Probe MIG = Probe.of(NvmlQuery.MIG_MODE);

  private static final Metric UP =
      Metric.gauge("health.gpu.nvlink.up", "{link}", "NVLinks of the GPU that are up");

  private static final Duration EVERY = Duration.ofSeconds(15);

  private final GpuSettings settings;
  private final List<Link> links;
  private final List<Attributes> types;
  private boolean mig;

  LinkJudge(Gpu gpu, GpuSettings settings) {
    this.settings = settings;
    Attributes attributes = gpu.attributes().with("hw.type", "gpu");
    types = Link.TYPES.stream().map(type -> attributes.with("error.type", type)).toList();
    var window = Duration.ofNanos((long) (settings.limit(GpuLimit.NVLINK_SECONDS) * 1e9));
    var every = EVERY.compareTo(window.dividedBy(4)) < 0 ? EVERY : window.dividedBy(4);
    links =
        IntStream.range(0, NvmlQuery.MAX_NVLINKS)
            .mapToObj(number -> new Link(number, window, every))
            .collect(Collectors.toCollection(ArrayList::new));
  }

  @Override
  public List<Probe> probes() {
    var probes = new ArrayList<Probe>();
    probes.add(MIG);
    links.forEach(link -> probes.addAll(link.probes()));
    return probes;
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    mig = sample.has(MIG) ? sample.get(MIG) == 1 : mig;
    links.removeIf(link -> link.isAbsent(sample));
    links.forEach(link -> link.look(sample, mig));
    for (int type = 0; type < types.size(); type++) {
      readErrors(type, sample, out);
    }
    if (!mig) {
      readUp(sample, out);
      judgeDown(out);
      links.stream().filter(link -> !link.isDown()).forEach(link -> judgeErrors(link, sample, out));
    }
  }

  private void readUp(GpuSample sample, Verdicts out) {
    if (links.stream().anyMatch(link -> link.isThere(sample))) {
      out.read(UP, (double) links.stream().filter(link -> link.isUp(sample)).count());
    }
  }

  /** A sum without one of its parts would look like a counter that fell. */
  private void readErrors(int type, GpuSample sample, Verdicts out) {
    long sum = 0;
    boolean any = false;
    for (Link link : links) {
      Probe errors = link.errors(type);
      if (sample.has(errors)) {
        any = true;
        sum += sample.get(errors);
      } else if (!NvmlReturn.isAbsent(sample.code(errors))) {
        return;
      }
    }
    if (any) {
      out.read(PcieJudge.ERRORS, (double) sum, types.get(type));
    }
  }

  private void judgeDown(Verdicts out) {
    List<Link> down = links.stream().filter(Link::isDown).toList();
    long known = links.stream().filter(Link::wasUp).count();
    if (down.size() > 1 && down.size() == known) {
      findDown(
          "",
          known,
          out,
          "All links are down: look at the fabric manager and the NVSwitches, then reset the GPU");
    } else {
      for (Link link : down) {
        findDown(
            link.part(),
            1,
            out,
            "Reset the GPU to train the link anew; if it stays down, look at the NVLink bridge or"
                + " cable and at the GPU at its other end");
      }
    }
  }

  private static void findDown(String part, long before, Verdicts out, String remedy) {
    out.find(
        GpuCondition.NVLINK_DOWN,
        part,
        CRITICAL,
        OptionalDouble.of(0),
        OptionalDouble.of((double) before),
        "links that were up before",
        remedy);
  }

  private void judgeErrors(Link link, GpuSample sample, Verdicts out) {
    double repeated = link.repeated(sample.tick());
    double rate = link.crcRate(sample.tick());
    if (repeated >= settings.limit(GpuLimit.NVLINK_REPLAYS)) {
      findErrors(link, repeated, GpuLimit.NVLINK_REPLAYS, out);
    } else if (rate > 0 && rate >= settings.limit(GpuLimit.NVLINK_CRC_RATE)) {
      findErrors(link, rate, GpuLimit.NVLINK_CRC_RATE, out);
    }
  }

  private void findErrors(Link link, double value, GpuLimit limit, Verdicts out) {
    out.find(
        GpuCondition.NVLINK_ERRORS,
        link.part(),
        CRITICAL,
        OptionalDouble.of(value),
        OptionalDouble.of(settings.limit(limit)),
        settings.source(limit),
        "Move work off this GPU and reset it; if errors come back, look at the NVLink bridge or"
            + " cable and have the board serviced");
  }
}

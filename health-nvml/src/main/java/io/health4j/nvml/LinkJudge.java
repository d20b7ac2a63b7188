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
 * down is not also accused of errors. All that are down are one finding, the same whichever they
 * are, so that an alert neither ends nor begins anew when another one follows; errors are one of
 * each link.
 *
 * <p>Counters of errors are many (four for each link), so they are read at most four times in the
 * while that is looked at, and every 15 s at most (this project's own judgement).
 */
final class LinkJudge implements Judge {

  private static final Probe MIG = Probe.of(NvmlQuery.MIG_MODE);

  private static final Metric UP =
      Metric.gauge("health.gpu.nvlink.up", "{link}", "NVLinks of the GPU that are up");

  private static final Duration EVERY = Duration.ofSeconds(15);

  /** What of the GPU a finding on links that are down is about. */
  private static final String PART = "NVLink";

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
            .toList();
  }

  @Override
  public List<Probe> probes() {
    var probes = new ArrayList<Probe>();
    probes.add(MIG);
    links.forEach(link -> probes.addAll(link.probes()));
    return probes;
  }

  @Override
  public void resume(Judge before) {
    if (before instanceof LinkJudge other) {
      mig = other.mig;
      for (int i = 0; i < links.size(); i++) {
        links.get(i).resume(other.links.get(i));
      }
    }
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    mig = sample.has(MIG) ? sample.get(MIG) == 1 : mig;
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
    if (!down.isEmpty()) {
      out.find(
          GpuCondition.NVLINK_DOWN,
          PART,
          CRITICAL,
          OptionalDouble.of((double) known - down.size()),
          OptionalDouble.of((double) known),
          "links that were up before",
          remedy(down, down.size() == known));
    }
  }

  private static String remedy(List<Link> down, boolean all) {
    if (all && down.size() > 1) {
      return Reset.of(
          "All links are down: look at fabric manager and NVSwitches, then reset the GPU");
    }
    String numbers =
        down.stream().map(link -> "" + link.number()).collect(Collectors.joining(", "));
    return Reset.of(
            "Reset the GPU to train its links anew; of what stays down, look at the NVLink bridge"
                + " or cable and at the GPU at its other end")
        + " Down: "
        + numbers;
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
        Reset.of(
            "Move work off this GPU and reset it; if errors come back, look at the NVLink bridge or"
                + " cable and have the board serviced"));
  }
}

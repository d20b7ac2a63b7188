package io.health4j.nvml;

import io.health4j.check.Metric;
import io.health4j.check.Status;
import io.health4j.nvml.XidTable.Severity;
import io.health4j.nvml.api.NvmlApi;
import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What XIDs say of a GPU. Each XID of the table that is CRITICAL or a WARNING is a finding of its
 * own until it is over, as {@link XidCase} tells; and each that is not ignored is told once. So a
 * check has one such judge of a GPU, from one {@link GpuReader} to the next: {@link #another} and
 * {@link #reset} tell it of these. What came before the check began counts for bursts only.
 *
 * <p>It can also be asked when the GPU could not be read, for what the driver reported as it went:
 * then no XID ends by the driver's verdict.
 */
final class XidJudge implements Judge {

  static final Metric LAST =
      Metric.gauge("health.gpu.xid.last", "1", "Number of the last XID that was reported");
  static final Metric TOTAL =
      Metric.counter("health.gpu.xids", "{event}", "XIDs that were reported, by number");
  static final Metric MISSED =
      Metric.counter(
          "health.gpu.xids.missed", "{event}", "XIDs of any GPU that came too quickly to be seen");

  /** So many numbers that are in no table get a case of their own. */
  static final int MAX_UNKNOWN = 64;

  /** A program used a wrong address, or the GPU misread a right one. */
  private static final int PAGE_FAULT = 31;

  /** The number of the case of all for which there is no room. */
  private static final int OTHER = XidCase.OTHER;

  private static final long DAY = Duration.ofDays(1).toNanos();

  private final Gpu gpu;
  private final GpuSettings settings;
  private final XidLog log;
  private final Map<Integer, XidCase> cases = new TreeMap<>();
  private final XidFollowers followers = new XidFollowers();
  private @Nullable XidEvent last;
  private @Nullable XidEvent faultElsewhere;
  private @Nullable String refusal;
  private long seen;
  private long seenByOld;
  private long missed;
  private int unknown;

  /** Whether a sample was read to its end since the last look. The lane and the check share it. */
  private volatile boolean complete;

  /**
   * Of one GPU in one check.
   *
   * @param seen the sequence number of the last XID that the check knows
   */
  XidJudge(Gpu gpu, GpuSettings settings, XidLog log, long seen) {
    this.gpu = gpu;
    this.settings = settings;
    this.log = log;
    this.seen = seen;
    for (XidEvent event : log.since(0)) {
      if (event.sequence() <= seen && isOurs(event)) {
        caseOf(event.xid()).remember(event);
      }
    }
  }

  XidLog log() {
    return log;
  }

  /** From here on another reader tries to read the GPU. */
  void another() {
    seenByOld = seen;
  }

  /**
   * The other reader could read it: the GPU was reset. That ends what was seen before that reader
   * was made, and only that: what came since may be of the GPU as it is now.
   */
  void reset() {
    cases.values().forEach(each -> each.reset(seenByOld));
  }

  private boolean isOurs(XidEvent event) {
    return event.uuid().equals(gpu.uuid());
  }

  @Override
  public List<Probe> probes() {
    return List.of(DriverVerdict.PROBE);
  }

  @Override
  public int read(NvmlApi api, long device) {
    complete = true;
    return NvmlReturn.SUCCESS;
  }

  /** The driver reports what made a GPU unreadable, too. */
  @Override
  public boolean needsReading() {
    return false;
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    settle(sample, out); // before what is new, since that may have come after the sample was read
    List<XidEvent> news = log.since(seen);
    if (!news.isEmpty()) {
      countMissed(news.get(0), out);
      news.forEach(this::take);
    }
    long now = out.context().ticker().read();
    cases.values().forEach(each -> show(each, now, out));
    if (last != null) {
      out.read(LAST, last.xid());
    }
    if (missed > 0) {
      out.read(MISSED, (double) missed);
    }
    tellRefusal(out);
  }

  private void settle(GpuSample sample, Verdicts out) {
    boolean known = complete && sample.has(DriverVerdict.PROBE);
    long action = known ? sample.get(DriverVerdict.PROBE) : XidCase.NOT_KNOWN;
    complete = false;
    double quiet = settings.limit(GpuLimit.XID_QUIET_SECONDS);
    cases.values().forEach(each -> each.settle(out.context(), action, quiet));
  }

  private void countMissed(XidEvent first, Verdicts out) {
    long gap = first.sequence() - seen - 1;
    if (gap > 0) {
      missed += gap;
      out.tell("gpu.xid.missed", gap + " XIDs of this machine came too quickly to be seen");
    }
  }

  private void take(XidEvent event) {
    seen = event.sequence();
    if (!isOurs(event)) {
      faultElsewhere = event.xid() == PAGE_FAULT ? event : faultElsewhere;
      return;
    }
    last = event;
    XidCase own = caseOf(event.xid());
    own.came(event);
    if (own.meaning.severity() == Severity.FOLLOWS) {
      followers.follower(event);
    } else {
      followers.cause(event);
    }
  }

  private XidCase caseOf(int xid) {
    XidCase known = cases.get(xid);
    if (known == null) {
      boolean inTable = settings.xids().knows(xid);
      int key = inTable || unknown < MAX_UNKNOWN ? xid : OTHER;
      unknown += inTable || key == OTHER ? 0 : 1;
      known = cases.computeIfAbsent(key, k -> new XidCase(k, settings.xids().meaning(xid)));
    }
    return known;
  }

  private void show(XidCase each, long now, Verdicts out) {
    tell(each, now, out);
    double limit = settings.limit(GpuLimit.XID_BURST);
    if (each.isBurst(now, limit)) {
      String source = settings.source(GpuLimit.XID_BURST);
      find(each, each.inDay(now), limit, source, "Have the GPU serviced, resets do not help.", out);
    } else if (each.isOpen()) {
      find(each, (double) each.times(), 1, settings.xids().toString(), remedy(each, now), out);
    }
    if (each.total() > 0) {
      out.read(TOTAL, (double) each.total(), each.attributes(out.attributes()));
    }
  }

  private void tell(XidCase each, long now, Verdicts out) {
    if (!each.isUntold()) {
      return;
    }
    String how = "";
    if (each.meaning.severity() == Severity.FOLLOWS) {
      how = followers.settle(each.xid, now);
      if (how == null) {
        return; // what it came of may still be reported
      }
    }
    long times = each.takeUntold();
    if (each.meaning.severity() != Severity.IGNORED) {
      out.tell("gpu.xid", each.text() + (times > 1 ? ", " + times + " times" : "") + how);
    }
  }

  private static void find(
      XidCase each, double value, double limit, String source, String remedy, Verdicts out) {
    out.find(
        GpuCondition.XID,
        each.name,
        each.meaning.severity() == Severity.CRITICAL ? Status.CRITICAL : Status.WARNING,
        OptionalDouble.of(value),
        OptionalDouble.of(limit),
        source,
        (remedy + " " + each.text() + ".").strip());
  }

  /**
   * A page fault is the program's, unless it keeps to one GPU: a sound one faults for all alike.
   */
  private String remedy(XidCase each, long now) {
    if (each.xid != PAGE_FAULT) {
      return each.meaning.remedy();
    }
    if (faultElsewhere != null && now - faultElsewhere.tick() < DAY) {
      return "Suspect the program, other GPUs report the same: look for wrong addresses in it.";
    }
    return each.inDay(now) < 2
        ? each.meaning.remedy()
        : "Suspect the GPU, no other reports the same: run the program on another one.";
  }

  /** Tells once that, and why, the driver does not report this GPU's XIDs. */
  private void tellRefusal(Verdicts out) {
    String now = log.refusal(gpu.uuid());
    if (now != null && !now.equals(refusal)) {
      out.tell("gpu.xid.unwatched", "its XIDs are not reported: " + now);
    }
    refusal = now;
  }
}

package io.health4j.nvml;

import io.health4j.check.Attributes;
import io.health4j.check.CheckContext;
import io.health4j.nvml.XidTable.Meaning;
import io.health4j.nvml.XidTable.Severity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One XID of one GPU: how often it came, and whether it is over.
 *
 * <p>An XID is an event, and events have no end of their own: who keeps a GPU unhealthy until
 * somebody says otherwise has dead GPUs that work. So each has an end here:
 *
 * <ul>
 *   <li>one of the program is over when it did not come again for {@link
 *       GpuLimit#XID_QUIET_SECONDS};
 *   <li>one of the hardware is over as soon as the driver, having wanted a recovery action after
 *       it, wants none any longer: the GPU was recovered. When the driver never wanted any, that is
 *       its verdict too, and the XID is over after the same quiet time, in which people get to see
 *       it. While the driver wants an action it is not over;
 *   <li>where the driver does not tell its verdict, one of the hardware is over after a day without
 *       another (this project's own judgement). A reset is seen there as well, since the GPU is
 *       then enumerated anew and judged from scratch.
 * </ul>
 *
 * <p>An XID that comes again and again is not healed by what ended it: one that is CRITICAL and
 * came {@link GpuLimit#XID_BURST} times within a day stays until it is fewer. Used by one thread at
 * a time.
 */
final class XidCase {

  /** The driver's verdict is not known. */
  static final long NOT_KNOWN = -1;

  /** Stands for all numbers for which there is no room. */
  static final int OTHER = Integer.MIN_VALUE;

  private static final Duration DAY = Duration.ofDays(1);

  final int xid;
  final String name;
  final Meaning meaning;
  private final Window day = new Window(DAY);
  private @Nullable Attributes attributes;
  private long total;
  private long times;
  private long untold;
  private long lastTick;
  private long lastSequence;
  private int instance = -1;
  private boolean open;
  private boolean acted;

  /**
   * An XID that did not come yet.
   *
   * @param xid its number, or {@link #OTHER}
   */
  XidCase(int xid, Meaning meaning) {
    this.xid = xid;
    this.name = "XID " + label(xid);
    this.meaning = meaning;
  }

  private static String label(int xid) {
    return xid == OTHER ? "other" : Integer.toString(xid);
  }

  /** It came before anybody looked: it counts as one of the day, and no more. */
  void remember(XidEvent event) {
    day.add(event.tick(), 1);
  }

  /** It came. */
  void came(XidEvent event) {
    remember(event);
    total++;
    times++;
    untold++;
    lastTick = event.tick();
    lastSequence = event.sequence();
    instance = event.gpuInstance();
    acted = false;
    open = meaning.severity() == Severity.CRITICAL || meaning.severity() == Severity.WARNING;
  }

  /**
   * Ends it when it is over.
   *
   * @param action the driver's verdict, read after the XID came; {@link #NOT_KNOWN} if it was not
   */
  void settle(CheckContext context, long action, double quietSeconds) {
    double quiet = context.age(lastTick) / 1e9;
    boolean over = quiet >= quietSeconds;
    if (meaning.hardware()) {
      acted |= action > DriverVerdict.NO_ACTION;
      boolean none = action == DriverVerdict.NO_ACTION;
      over = none ? acted || over : action == NOT_KNOWN && quiet >= DAY.toSeconds();
    }
    if (over) {
      end();
    }
  }

  /** The GPU was reset after an event: what came no later is over. */
  void reset(long sequence) {
    if (lastSequence <= sequence) {
      end();
    }
  }

  private void end() {
    open = false;
    times = 0;
  }

  /** Whether there is a finding, but for bursts. */
  boolean isOpen() {
    return open;
  }

  /** Whether it comes so often that no reset helps. */
  boolean isBurst(long now, double limit) {
    return meaning.severity() == Severity.CRITICAL && inDay(now) >= limit;
  }

  /** How often it came within a day. */
  double inDay(long now) {
    return day.sum(now);
  }

  /** How often it came since its finding began. */
  long times() {
    return times;
  }

  /** How often it came since anybody looked. */
  long total() {
    return total;
  }

  /** How often it came and was not told; 0 from now on. */
  long takeUntold() {
    long taken = untold;
    untold = 0;
    return taken;
  }

  boolean isUntold() {
    return untold > 0;
  }

  /** What it was, in words, and where, under MIG. */
  String text() {
    return name
        + ": "
        + meaning.text()
        + (instance < 0 ? "" : ", last in GPU instance " + instance);
  }

  /** The GPU's attributes and its number. */
  Attributes attributes(Attributes gpu) {
    if (attributes == null) {
      attributes = gpu.with("xid", label(xid));
    }
    return attributes;
  }
}

package io.health4j.nvml;

import io.health4j.check.Status;
import io.health4j.nvml.api.NvmlQuery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How often the hardware itself slows the clocks, to half or less: for heat, for a signal of the
 * power supply, or for a draw of power that is too quick to be regulated. Once is harmless (a
 * change of clocks may show as one), often is not.
 *
 * <p>The driver tells only what holds at the moment of asking, so that the number of events depends
 * on how often it is asked. gpud therefore counts the minutes in which it saw one, and is alarmed
 * by 6 in 10: that is the default here, and so means the same at any interval up to a minute. The
 * verdict ends at half of that, this project's own judgement, so that it does not flap.
 */
final class Slowdown implements Judge {

  static final Probe REASONS = Probe.of(NvmlQuery.CLOCK_EVENT_REASONS);

  private static final long SLOWED = 0x8;
  private static final long THERMAL = 0x40;
  private static final long POWER_BRAKE = 0x80;

  private static final double LEAVE = 0.5;

  private final GpuSettings settings;
  private final double length;
  private final Window minutes;
  private final Window thermal;
  private final Window brake;
  private boolean begun;
  private long origin;
  private long counted = -1;

  Slowdown(GpuSettings settings) {
    this.settings = settings;
    length = settings.limit(GpuLimit.SLOWDOWN_MINUTES);
    var nanos = Duration.ofNanos((long) (length * TimeUnit.MINUTES.toNanos(1)));
    minutes = new Window(nanos);
    thermal = new Window(nanos);
    brake = new Window(nanos);
  }

  @Override
  public List<Probe> probes() {
    return List.of(REASONS);
  }

  @Override
  public void judge(GpuSample sample, Verdicts out) {
    if (!sample.has(REASONS)) {
      return;
    }
    long tick = sample.tick();
    count(sample.get(REASONS), tick);
    double rate = minutes.sum(tick) / length;
    double limit = settings.limit(GpuLimit.SLOWDOWNS);
    boolean inside = out.before(GpuCondition.SLOWDOWN).isFailing();
    if (rate > 0 && rate >= (inside ? limit * LEAVE : limit)) {
      String source = settings.source(GpuLimit.SLOWDOWNS);
      out.find(GpuCondition.SLOWDOWN, Status.WARNING, rate, limit, source, remedy(tick));
    }
  }

  private void count(long reasons, long tick) {
    if (!begun) {
      begun = true;
      origin = tick;
    }
    if ((reasons & (SLOWED | THERMAL | POWER_BRAKE)) == 0) {
      return;
    }
    long minute = (tick - origin) / TimeUnit.MINUTES.toNanos(1);
    if (minute != counted) {
      counted = minute;
      minutes.add(tick, 1);
    }
    thermal.add(tick, (reasons & THERMAL) != 0 ? 1 : 0);
    brake.add(tick, (reasons & POWER_BRAKE) != 0 ? 1 : 0);
  }

  /** By what was seen, of whatever minute, within the window. */
  private String remedy(long tick) {
    boolean hot = thermal.sum(tick) > 0;
    boolean braked = brake.sum(tick) > 0;
    if (hot && braked) {
      return "Look at cooling and at the power supply: the hardware slows for heat and by power"
          + " brake";
    } else if (hot) {
      return "Look at fans, air flow and the room's temperature: the hardware slows for heat";
    } else if (braked) {
      return "Look at the power supply and its cables: the hardware slows by power brake";
    }
    return "Look at power supply and cooling: the hardware slows, and does not say for what";
  }
}

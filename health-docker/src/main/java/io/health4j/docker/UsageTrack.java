package io.health4j.docker;

import io.health4j.docker.api.ContainerUsage.Part;
import io.health4j.docker.usage.SeenUsage;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one container used when it was last read, and what follows from that and the reading before.
 * A fall of a counter is a reset, never an error. Used by one thread at a time.
 */
final class UsageTrack {

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Throttling throttling = new Throttling();
  private @Nullable SeenUsage last;
  private OptionalDouble cpus = OptionalDouble.empty();
  private double oomKills = Double.NaN;

  /** The container was started again: its counters begin at 0, and rates with the next reading. */
  void beganAnew() {
    last = null;
    cpus = OptionalDouble.empty();
    throttling.reset();
    oomKills = 0;
  }

  /** Nothing is known any more of what it uses. */
  void forget() {
    last = null;
    cpus = OptionalDouble.empty();
    throttling.reset();
  }

  /**
   * It was read, or still stands as it last was.
   *
   * @return how many processes were killed for want of memory since the reading before
   */
  double seen(SeenUsage now) {
    SeenUsage before = last;
    if (before != null && now.tick() - before.tick() <= 0) {
      return 0;
    }
    cpus = before == null ? OptionalDouble.empty() : cpus(before, now);
    last = now;
    OptionalDouble periods = now.usage().get(Part.PERIODS);
    OptionalDouble throttled = now.usage().get(Part.THROTTLED_PERIODS);
    if (periods.isPresent() && throttled.isPresent()) {
      throttling.counted(periods.getAsDouble(), throttled.getAsDouble(), now.tick());
    } else {
      throttling.reset();
    }
    return killed(now);
  }

  private static OptionalDouble cpus(SeenUsage before, SeenUsage now) {
    OptionalDouble from = before.usage().get(Part.CPU_TIME);
    OptionalDouble to = now.usage().get(Part.CPU_TIME);
    if (from.isEmpty() || to.isEmpty() || to.getAsDouble() < from.getAsDouble()) {
      return OptionalDouble.empty();
    }
    double seconds = (now.tick() - before.tick()) / SECOND;
    return OptionalDouble.of((to.getAsDouble() - from.getAsDouble()) / seconds);
  }

  private double killed(SeenUsage now) {
    OptionalDouble kills = now.usage().get(Part.OOM_KILLS);
    if (kills.isEmpty()) {
      return 0;
    }
    double before = oomKills;
    double shown = kills.getAsDouble();
    oomKills = shown;
    return Double.isNaN(before) ? 0 : shown >= before ? shown - before : shown;
  }

  @Nullable SeenUsage last() {
    return last;
  }

  OptionalDouble get(Part part) {
    return last == null ? OptionalDouble.empty() : last.usage().get(part);
  }

  /** CPUs in use, on average between the last two readings. */
  OptionalDouble cpus() {
    return cpus;
  }

  Throttling throttling() {
    return throttling;
  }
}

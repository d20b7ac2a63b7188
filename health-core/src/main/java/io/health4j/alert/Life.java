package io.health4j.alert;

import io.health4j.alert.Alert.State;
import io.health4j.check.Metric;
import org.jspecify.annotations.Nullable;

/**
 * The life of one alert: of one rule, in one target, for one subject, sample by sample.
 *
 * <pre>
 *            bad             held                good              kept
 *   (none) ──────► PENDING ──────► FIRING ◄──────────► RECOVERING ──────► RESOLVED
 *      ▲   not bad    │               │      bad           │                 │
 *      └──────────────┘               └────► NO_DATA ◄─────┘     bad: anew ◄─┘
 * </pre>
 *
 * <p>A value beyond the limit is bad, one at or before the clear level is good. What lies between
 * is neither: it is not bad, so it ends what is pending, and not good, so it ends no alert, and is
 * none of so many good samples in a row. What is not known counts for nothing: it takes an alert
 * that fired to NO_DATA, which only known data leave; one that is pending is none after 3 such
 * samples, until it is bad again, as if nothing had been between: a cause that nobody knows of must
 * not mute its effects. Only a good sample resolves, and only a bad one fires: time alone does
 * neither. While an alert flaps good samples leave it FIRING.
 *
 * <p>Ticks are those of a clock that stands while the process does, see {@link Lives#lost}. What is
 * never bad costs one small object: the rest is made at the first bad sample.
 */
final class Life {

  /** So many samples without data, and a pending alert is none: as many as make one stale. */
  private static final int FORGOTTEN_AFTER = 3;

  private final AlertRule rule;
  private final Limit limit;
  private final @Nullable Meter meter;
  private final @Nullable NoiseGate gate;
  private @Nullable State state;
  private @Nullable Streak bad;
  private @Nullable Streak good;
  private @Nullable Damping damping;
  private boolean seen;
  private double value = Double.NaN;

  /** How many samples in a row were not known. */
  private int unknowns;

  /** Of a rule whose reading is a counter, if it matters: where it falls it was reset. */
  Life(AlertRule rule) {
    this(rule, Metric.Kind.COUNTER);
  }

  Life(AlertRule rule, Metric.Kind kind) {
    this.rule = rule;
    this.limit = rule.limit();
    this.meter = Meter.of(rule.source(), kind);
    this.gate =
        rule.hold() instanceof Hold.Noisy
            ? new NoiseGate(limit.direction(), limit.enter(), limit.clear())
            : null;
  }

  /**
   * Takes in a row without progress.
   *
   * @param tick when it was read, in nanoseconds
   * @param reading the value
   * @param interval the time in which the next row is expected, in nanoseconds
   * @return whether the state changed
   */
  boolean add(long tick, double reading, long interval) {
    return add(tick, reading, interval, Double.NaN);
  }

  /**
   * Takes in a row.
   *
   * @param tick when it was read, in nanoseconds
   * @param reading the value
   * @param interval the time in which the next row is expected, in nanoseconds
   * @param progress the reading whose progress counts, NaN when there is none
   * @return whether the state changed
   */
  boolean add(long tick, double reading, long interval, double progress) {
    double now = meter == null ? reading : meter.add(tick, reading, interval);
    if (Double.isNaN(now)) {
      return unknown();
    } else if (isUneventful() && limit.isGood(now)) {
      return false; // and nothing is written: by far the most samples end here
    }
    value = now;
    unknowns = 0;
    if (gate != null) {
      return gate.add(now) ? bad(tick, interval, progress) : notHeld(tick, interval, now);
    } else if (limit.isBad(now)) {
      return bad(tick, interval, progress);
    }
    return limit.isGood(now) ? good(tick, interval) : neither(tick, interval);
  }

  /** Whether a good sample changes nothing. */
  private boolean isUneventful() {
    return bad == null && seen && gate == null;
  }

  /** By its gate's verdict it is good; a value that is over may be the beginning of a breach. */
  private boolean notHeld(long tick, long interval, double now) {
    return (!isActive() && limit.isBad(now)) ? to(State.PENDING) : good(tick, interval);
  }

  private boolean bad(long tick, long interval, double progress) {
    if (bad == null) {
      bad = Streak.of(rule.hold());
    }
    boolean held = bad.add(tick, interval, progress);
    if (rule.isDamped()) {
      damping().bad();
    }
    seen = true;
    if (isActive()) {
      if (good != null) {
        good.breaks();
      }
    } else if (held) {
      good = Streak.of(rule.keep());
      if (damping != null) {
        damping.fired(tick);
      }
    }
    return to(held || isActive() ? State.FIRING : State.PENDING);
  }

  private Damping damping() {
    if (damping == null) {
      damping = new Damping(rule.keep(), !seen);
    }
    return damping;
  }

  private boolean good(long tick, long interval) {
    seen = true;
    if (bad != null) {
      bad.breaks();
    }
    if (damping != null) {
      damping.good();
    }
    if (!isActive()) {
      return lapse();
    }
    boolean kept = good == null || good.add(tick, interval, Double.NaN);
    boolean calm = damping == null || damping.letsGo(tick, interval);
    if (kept && calm && damping != null) {
      damping.ended(tick);
    }
    return to(kept && calm ? State.RESOLVED : isFlapping() ? State.FIRING : State.RECOVERING);
  }

  private boolean neither(long tick, long interval) {
    seen = true;
    if (bad != null) {
      bad.breaks();
    }
    if (damping != null) {
      damping.neither(tick, interval);
    }
    if (!isActive()) {
      return lapse();
    }
    if (good != null) {
      good.passes(tick, interval);
    }
    boolean fires = good == null || good.isEmpty() || isFlapping();
    return to(fires ? State.FIRING : State.RECOVERING);
  }

  private boolean lapse() {
    return state == State.PENDING && (bad == null || bad.isEmpty()) && to(null);
  }

  /**
   * Takes in a sample without data.
   *
   * @return whether the state changed
   */
  boolean unknown() {
    if (isActive()) {
      return to(State.NO_DATA);
    }
    unknowns = Math.min(FORGOTTEN_AFTER, unknowns + 1);
    return state == State.PENDING && unknowns == FORGOTTEN_AFTER && to(null);
  }

  /** Nobody will ever know whether it got well. */
  void withdraw() {
    state = State.WITHDRAWN;
  }

  private boolean to(@Nullable State next) {
    boolean changed = state != next;
    state = next;
    return changed;
  }

  /** Where it is; null before it first was bad, and after it was bad too shortly to fire. */
  @Nullable State state() {
    return state;
  }

  /** Whether it fired and has not ended. */
  boolean isActive() {
    return state != null && state.isActive();
  }

  /** Whether there is an alert: pending, or fired and not ended. */
  boolean isLiving() {
    return state != null && !state.isOver();
  }

  boolean isFlapping() {
    return damping != null && damping.isFlapping();
  }

  /** What was last known since it first was bad, NaN before. */
  double value() {
    return value;
  }
}

package io.health4j.check;

import org.jspecify.annotations.Nullable;

/**
 * Ordered levels that a value is held against. Each level is entered at one value and left at
 * another, so that a value on the edge does not flap: this is the one place where hysteresis lives.
 * It keeps no state; the status before is an argument. Immutable, thread-safe.
 *
 * <pre>{@code
 * Threshold.above(0.85, 0.95)                                   // leaves 5 % further back
 * Threshold.above().warning(0.85, 0.80).critical(0.95, 0.90).build()
 * Threshold.below().warning(0.1).build()                        // one level
 * }</pre>
 */
public final class Threshold {

  /**
   * How far back a level is left when nothing else is said: 5 % of the value that enters it (this
   * project's own judgement).
   */
  public static final double DEFAULT_MARGIN = 0.05;

  /** 1 when larger values are worse, −1 when smaller ones are. */
  private final int direction;

  private final @Nullable Level warning;
  private final @Nullable Level critical;
  private final String source;

  private Threshold(Builder builder) {
    direction = builder.direction;
    warning = builder.warning;
    critical = builder.critical;
    source = builder.source == null ? "configured" : builder.source;
  }

  /**
   * Larger is worse, with both levels.
   *
   * @param warning WARNING above this
   * @param critical CRITICAL above this; larger than {@code warning}
   * @return the threshold
   * @throws IllegalArgumentException when the levels are out of order or not finite
   */
  public static Threshold above(double warning, double critical) {
    return above().warning(warning).critical(critical).build();
  }

  /**
   * Smaller is worse, with both levels.
   *
   * @param warning WARNING below this
   * @param critical CRITICAL below this; smaller than {@code warning}
   * @return the threshold
   * @throws IllegalArgumentException when the levels are out of order or not finite
   */
  public static Threshold below(double warning, double critical) {
    return below().warning(warning).critical(critical).build();
  }

  /**
   * Larger is worse.
   *
   * @return a builder
   */
  public static Builder above() {
    return new Builder(1);
  }

  /**
   * Smaller is worse.
   *
   * @return a builder
   */
  public static Builder below() {
    return new Builder(-1);
  }

  /**
   * Judges a value.
   *
   * @param value the value; NaN is UNKNOWN
   * @param previous the last known verdict on the same thing; HEALTHY when there is none
   * @return HEALTHY, WARNING, CRITICAL or UNKNOWN
   */
  public Status judge(double value, Status previous) {
    if (Double.isNaN(value)) {
      return Status.UNKNOWN;
    } else if (critical != null && beyond(critical, value, previous == Status.CRITICAL)) {
      return Status.CRITICAL;
    } else if (warning != null && beyond(warning, value, previous.isFailing())) {
      return Status.WARNING;
    }
    return Status.HEALTHY;
  }

  private boolean beyond(Level level, double value, boolean inside) {
    return direction * value > direction * (inside ? level.leave : level.enter);
  }

  /**
   * The value that enters a level.
   *
   * @param status WARNING or CRITICAL
   * @return the limit
   * @throws IllegalArgumentException when there is no such level
   */
  public double limit(Status status) {
    return level(status).enter;
  }

  /** Whether a value is back within the limit of its level, and only has not left it yet. */
  boolean isLeaving(Status status, double value) {
    return !beyond(level(status), value, false);
  }

  double leave(Status status) {
    return level(status).leave;
  }

  private Level level(Status status) {
    Level level = status == Status.CRITICAL ? critical : status == Status.WARNING ? warning : null;
    if (level == null) {
      throw new IllegalArgumentException("threshold has no level " + status);
    }
    return level;
  }

  /**
   * Where the limits come from.
   *
   * @return "configured" unless the builder was told otherwise
   */
  public String source() {
    return source;
  }

  /** Both levels, as {@code above warning 0.85 (leave 0.8), critical …}. */
  @Override
  public String toString() {
    String text = direction > 0 ? "above" : "below";
    if (warning != null) {
      text += " warning " + warning;
    }
    if (critical != null) {
      text += " critical " + critical;
    }
    return text;
  }

  private record Level(double enter, double leave) {
    @Override
    public String toString() {
      return enter + " (leave " + leave + ")";
    }
  }

  /** Collects the levels of a {@link Threshold}. Not thread-safe. */
  public static final class Builder {

    private final int direction;
    private @Nullable Level warning;
    private @Nullable Level critical;
    private @Nullable String source;

    private Builder(int direction) {
      this.direction = direction;
    }

    /**
     * WARNING beyond a value, until {@link Threshold#DEFAULT_MARGIN} back from it.
     *
     * @param enter the limit; finite and not 0, which has no margin of its own
     * @return this
     */
    public Builder warning(double enter) {
      return warning(enter, defaultLeave("warning", enter));
    }

    /**
     * WARNING beyond a value, until back at another.
     *
     * @param enter the limit
     * @param leave where it ends; on the good side of {@code enter}
     * @return this
     */
    public Builder warning(double enter, double leave) {
      warning = level("warning", warning, enter, leave);
      return this;
    }

    /**
     * CRITICAL beyond a value, until {@link Threshold#DEFAULT_MARGIN} back from it.
     *
     * @param enter the limit; finite and not 0, which has no margin of its own
     * @return this
     */
    public Builder critical(double enter) {
      return critical(enter, defaultLeave("critical", enter));
    }

    /**
     * CRITICAL beyond a value, until back at another.
     *
     * @param enter the limit
     * @param leave where it ends; on the good side of {@code enter}
     * @return this
     */
    public Builder critical(double enter, double leave) {
      critical = level("critical", critical, enter, leave);
      return this;
    }

    /**
     * Where the limits come from, to be told in findings.
     *
     * @param text such as "default" or "reported by the device"
     * @return this
     */
    public Builder source(String text) {
      if (source != null) {
        throw new IllegalStateException("source is given twice");
      }
      source = text;
      return this;
    }

    private double defaultLeave(String name, double enter) {
      if (enter == 0) {
        throw new IllegalArgumentException(name + " at 0 needs its own leave value");
      }
      return enter - direction * Math.abs(enter) * DEFAULT_MARGIN;
    }

    private Level level(String name, @Nullable Level given, double enter, double leave) {
      if (given != null) {
        throw new IllegalStateException(name + " is given twice");
      }
      if (!Double.isFinite(enter) || !Double.isFinite(leave)) {
        throw new IllegalArgumentException(
            name + " must be finite, was enter " + enter + ", leave " + leave);
      }
      if (direction * leave >= direction * enter) {
        throw new IllegalArgumentException(
            name
                + " must be left "
                + (direction > 0 ? "below" : "above")
                + " where it is entered,"
                + " was enter "
                + enter
                + ", leave "
                + leave);
      }
      return new Level(enter, leave);
    }

    /**
     * Makes the threshold.
     *
     * @return the threshold
     * @throws IllegalArgumentException when there is no level, or CRITICAL is not beyond WARNING in
     *     both its values
     */
    public Threshold build() {
      if (warning == null && critical == null) {
        throw new IllegalArgumentException("threshold must have a level, had none");
      }
      if (warning != null
          && critical != null
          && (direction * critical.enter <= direction * warning.enter
              || direction * critical.leave <= direction * warning.leave)) {
        throw new IllegalArgumentException(
            "critical must lie beyond warning, was warning " + warning + ", critical " + critical);
      }
      return new Threshold(this);
    }
  }
}

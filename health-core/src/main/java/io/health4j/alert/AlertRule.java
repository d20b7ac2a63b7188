package io.health4j.alert;

import io.health4j.check.Attributes;
import io.health4j.check.Status;
import io.health4j.time.Durations;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When to raise an alert: a condition on what is sampled, how long it must hold, and what to say.
 * Immutable, thread-safe.
 *
 * <pre>{@code
 * AlertRule.reading("memory-high", "system.memory.utilization").above(0.80, 0.75)
 *     .holdFor(Duration.ofMinutes(1)).severity(Severity.WARNING)
 *     .message("{target} uses {value} of its memory").build()
 * AlertRule.reading("diversity-low", "loop.diversity").below(0.1).holdFor(5, "loop.iterations").build()
 * AlertRule.finding("gpu-gone", "gpu-lost", Status.CRITICAL).severity(Severity.CRITICAL).build()
 * AlertRule.trend("disk-fills", "system.filesystem.utilization", Duration.ofHours(1)).above(0.1 / 3600).build()
 * }</pre>
 *
 * <p>A rule watches each target, and each sibling of a reading (each mount, each GPU), by itself.
 */
public final class AlertRule {

  private final String name;
  private final Source source;
  private final Limit limit;
  private final Hold hold;
  private final Hold keep;
  private final Severity severity;
  private final Attributes labels;
  private final Attributes where;
  private final String message;
  private final boolean damped;

  AlertRule(RuleBuilder builder) {
    this.name = builder.name;
    this.source = builder.source;
    this.limit = Objects.requireNonNull(builder.limit);
    this.hold = builder.hold;
    this.keep = builder.keep;
    this.severity = builder.severity;
    this.labels = Attributes.of(builder.labels);
    this.where = Attributes.of(builder.where);
    this.message = builder.message;
    this.damped = builder.damped;
  }

  /**
   * A rule on a target's score, from 0 to 1.
   *
   * @param rule its name, such as {@code score-low}; not blank
   * @return a builder that needs {@code above} or {@code below}
   */
  public static RuleBuilder score(String rule) {
    return new RuleBuilder(rule, new Source.OfScore());
  }

  /**
   * A rule on a target's settled state; with {@code where("check", …)} on what that check last
   * found.
   *
   * @param rule its name; not blank
   * @param worst fires while the state is this or worse; WARNING or CRITICAL
   * @return a builder that needs nothing more
   * @throws IllegalArgumentException for HEALTHY and UNKNOWN
   */
  public static RuleBuilder status(String rule, Status worst) {
    return new RuleBuilder(rule, new Source.OfStatus(failing(worst)));
  }

  /**
   * A rule that fires while a target is sampled but its settled state is UNKNOWN; with {@code
   * where("check", …)} while that check's status is. While it is not sampled there are no data: see
   * {@link #silence}.
   *
   * @param rule its name; not blank
   * @return a builder that needs nothing more
   */
  public static RuleBuilder unknown(String rule) {
    return new RuleBuilder(rule, new Source.OfUnknown());
  }

  /**
   * A rule on a reading's value, in the metric's unit.
   *
   * @param rule its name; not blank
   * @param metric the metric's name, such as {@code system.memory.utilization}
   * @return a builder that needs {@code above} or {@code below}
   */
  public static RuleBuilder reading(String rule, String metric) {
    return new RuleBuilder(rule, new Source.OfReading(metric));
  }

  /**
   * A rule on how much a reading grew a second, from one sample to the next. A counter that falls
   * was reset, and counts from 0. There is no value over a gap of more than 3 intervals.
   *
   * @param rule its name; not blank
   * @param metric the metric's name
   * @return a builder that needs {@code above} or {@code below}, per second
   */
  public static RuleBuilder rate(String rule, String metric) {
    return new RuleBuilder(rule, new Source.OfRate(metric));
  }

  /**
   * A rule on the slope of a reading: that of the straight line that fits its values in a window
   * best, per second. There is no value until 3 samples span half of the window.
   *
   * @param rule its name; not blank
   * @param metric the metric's name
   * @param window from 10 s to 24 h
   * @return a builder that needs {@code above} or {@code below}, per second
   * @throws IllegalArgumentException when the window is out of range
   */
  public static RuleBuilder trend(String rule, String metric, Duration window) {
    Durations.inRange("window", window, Duration.ofSeconds(10), Durations.MAX);
    return new RuleBuilder(rule, new Source.OfTrend(metric, window));
  }

  /**
   * A rule that fires when a reading that was there is no longer there, although its target is
   * sampled, or when its check is UNKNOWN: by default for 3 samples in a row.
   *
   * @param rule its name; not blank
   * @param metric the metric's name
   * @return a builder that needs nothing more
   */
  public static RuleBuilder missing(String rule, String metric) {
    return new RuleBuilder(rule, new Source.OfAbsence(metric));
  }

  /**
   * A rule that fires when a target is no longer sampled: no sample for 3 intervals, not counted
   * the time that the last one took and the time that this process lost.
   *
   * @param rule its name; not blank
   * @return a builder that needs nothing more
   */
  public static RuleBuilder silence(String rule) {
    return new RuleBuilder(rule, new Source.OfSilence());
  }

  /**
   * A rule on how many of the targets fare badly: a share from 0 to 1 of those whose state is
   * known, when there are 3. Its alert's target is {@code all}. It is looked at when a state
   * changed, and otherwise every 5 s. With {@code where} only the targets with these labels count.
   *
   * @param rule its name; not blank
   * @param worst counts targets whose settled state is this or worse; WARNING or CRITICAL
   * @return a builder that needs {@code above}
   * @throws IllegalArgumentException for HEALTHY and UNKNOWN
   */
  public static RuleBuilder share(String rule, Status worst) {
    return new RuleBuilder(rule, new Source.OfShare(failing(worst)));
  }

  /**
   * A rule on what checks find wrong: it fires while a check gives a finding of a condition, for
   * each condition and subject (each mount, each GPU) by itself, which are the tags {@code
   * condition} and {@code subject} of its alerts. A check that answers without the finding says
   * that all is well. Nothing is known while the check is UNKNOWN, or gives a finding that is
   * UNKNOWN about the same subject or what it is a part of; that resolves nothing.
   *
   * <p>In its message {@code {value}} and {@code {limit}} are those of the finding, and {@code
   * {remedy}} is what to do. Whether a check looks for a condition at all cannot be seen: the rule
   * is dormant only until a check that it may look at answered.
   *
   * @param rule its name; not blank
   * @param condition the finding's condition, such as {@code disk-full}; one that ends with {@code
   *     *} stands for all that begin so
   * @param worst fires while the finding is this or worse, WARNING or CRITICAL; with UNKNOWN, while
   *     it says that something could not be found out
   * @return a builder that needs nothing more
   * @throws IllegalArgumentException for HEALTHY, and when the condition is blank
   */
  public static RuleBuilder finding(String rule, String condition, Status worst) {
    if (condition.isBlank()) {
      throw new IllegalArgumentException("condition must not be blank, was '" + condition + "'");
    }
    if (worst == Status.HEALTHY) {
      throw new IllegalArgumentException("status must not be HEALTHY: nothing is found then");
    }
    return new RuleBuilder(rule, new Source.OfFinding(condition, worst));
  }

  private static Status failing(Status status) {
    if (!status.isFailing()) {
      throw new IllegalArgumentException("status must be WARNING or CRITICAL, was " + status);
    }
    return status;
  }

  /**
   * Its name, unique in a monitor.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * How urgent its alerts are.
   *
   * @return the severity
   */
  public Severity severity() {
    return severity;
  }

  /**
   * What it says, for those who write it down elsewhere, such as in another system's language.
   *
   * @return its terms
   */
  public Terms terms() {
    return Terms.of(this);
  }

  Source source() {
    return source;
  }

  Limit limit() {
    return limit;
  }

  /** How long it must be bad before it fires. */
  Hold hold() {
    return hold;
  }

  /** How long it must be good before it is resolved. */
  Hold keep() {
    return keep;
  }

  Attributes labels() {
    return labels;
  }

  Attributes where() {
    return where;
  }

  String message() {
    return message;
  }

  /** Whether flapping delays its end. */
  boolean isDamped() {
    return damped;
  }

  /** What a rule looks at; each is made by the method of {@link AlertRule} that has its name. */
  public enum Kind {
    /** A target's score. */
    SCORE,
    /** A target's settled state, or the status of a check. */
    STATUS,
    /** Whether that is UNKNOWN. */
    UNKNOWN,
    /** A reading's value. */
    READING,
    /** How much a reading grows a second. */
    RATE,
    /** The slope of a reading in a window. */
    TREND,
    /** Whether a reading is no longer there. */
    MISSING,
    /** Whether a target is no longer sampled. */
    SILENCE,
    /** The share of targets that fare badly. */
    SHARE,
    /** What checks find wrong. */
    FINDING
  }

  /**
   * What a rule says.
   *
   * @param kind what it looks at
   * @param of the metric's name, or the condition of a finding, where {@code *} at the end stands
   *     for any rest; empty for the others
   * @param worst the status that counts, or worse ones; null where none is named
   * @param window of a trend, else zero
   * @param above whether larger values are worse
   * @param limit bad beyond this; NaN where there is no number
   * @param clear good again at or before this; NaN where there is no number
   * @param hold how long it must be bad before it fires
   * @param keep how long it must be good before it is resolved
   * @param where the tags that its subjects must have; {@code *} at the end stands for any rest
   * @param labels what is put on its alerts
   * @param message what is told, with {@code {target}} and other tags in braces
   */
  public record Terms(
      Kind kind,
      String of,
      @Nullable Status worst,
      Duration window,
      boolean above,
      double limit,
      double clear,
      Wait hold,
      Wait keep,
      Attributes where,
      Attributes labels,
      String message) {

    private static Terms of(AlertRule rule) {
      Limit limit = rule.limit;
      boolean number = rule.source.isNumber();
      return new Terms(
          rule.source.kind(),
          rule.source.of(),
          rule.source.worst(),
          rule.source.window(),
          limit.direction() > 0,
          number ? limit.enter() : Double.NaN,
          number ? limit.clear() : Double.NaN,
          rule.hold.waiting(),
          rule.keep.waiting(),
          rule.where,
          rule.labels,
          rule.message);
    }
  }

  /**
   * How long something must be so before it counts.
   *
   * @param samples so many of the last {@code of} samples; 0 where samples are not counted
   * @param of of how many
   * @param time so long, else zero
   * @param progress so much progress of another reading; 0 where there is none
   * @param metric that reading's metric, else empty
   * @param noisy as {@link RuleBuilder#noisy} has it
   */
  public record Wait(
      int samples, int of, Duration time, double progress, String metric, boolean noisy) {

    static Wait samples(int count, int last) {
      return new Wait(count, last, Duration.ZERO, 0, "", false);
    }

    static Wait time(Duration time) {
      return new Wait(0, 0, time, 0, "", false);
    }

    static Wait progress(double amount, String metric) {
      return new Wait(0, 0, Duration.ZERO, amount, metric, false);
    }

    static Wait forNoise() {
      return new Wait(0, 0, Duration.ZERO, 0, "", true);
    }
  }

  /** As {@code memory-high: system.memory.utilization above 0.8}. */
  @Override
  public String toString() {
    return name + ": " + source.text() + limit.text();
  }
}

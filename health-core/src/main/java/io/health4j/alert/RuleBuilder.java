package io.health4j.alert;

import io.health4j.time.Durations;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the settings of an {@link AlertRule}. Not thread-safe. */
public final class RuleBuilder {

  /** The longest that a rule holds or keeps, in samples. */
  static final int MAX_SAMPLES = 1_000;

  final String name;
  final Source source;
  final Map<String, String> labels = new TreeMap<>();
  final Map<String, String> where = new TreeMap<>();
  private final Set<String> given = new HashSet<>();
  @Nullable Limit limit;
  Hold hold;
  Hold keep = Hold.NONE;
  Severity severity = Severity.WARNING;
  String message = "";
  boolean damped = true;

  RuleBuilder(String name, Source source) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a rule's name must not be blank, was '" + name + "'");
    }
    this.name = name;
    this.source = source;
    this.limit = source.limit();
    this.hold = source.hold();
  }

  /**
   * Fires while the value is larger than a limit, until it is 5 % back from it.
   *
   * @param value the limit; finite and not 0, which has no margin of its own
   * @return this
   * @throws IllegalArgumentException when the limit is 0 or not finite
   */
  public RuleBuilder above(double value) {
    return limit(Limit.of(name, 1, value));
  }

  /**
   * Fires while the value is larger than a limit, until it is back at another.
   *
   * @param value the limit
   * @param clear ends it at or below this; not above {@code value}
   * @return this
   * @throws IllegalArgumentException when they are out of order or not finite
   */
  public RuleBuilder above(double value, double clear) {
    return limit(Limit.of(name, 1, value, clear));
  }

  /**
   * Fires while the value is smaller than a limit, until it is 5 % back from it.
   *
   * @param value the limit; finite and not 0, which has no margin of its own
   * @return this
   * @throws IllegalArgumentException when the limit is 0 or not finite
   */
  public RuleBuilder below(double value) {
    return limit(Limit.of(name, -1, value));
  }

  /**
   * Fires while the value is smaller than a limit, until it is back at another.
   *
   * @param value the limit
   * @param clear ends it at or above this; not below {@code value}
   * @return this
   * @throws IllegalArgumentException when they are out of order or not finite
   */
  public RuleBuilder below(double value, double clear) {
    return limit(Limit.of(name, -1, value, clear));
  }

  private RuleBuilder limit(Limit value) {
    once("limit");
    if (!source.isNumber()) {
      throw new IllegalArgumentException(
          "rule '" + name + "' has no number to hold against a limit");
    }
    limit = value;
    return this;
  }

  /**
   * Fires when it was bad for so long, in each sample between, none of which came later than 3
   * intervals after the one before. Default: at the first bad sample; what is missing, at the
   * third.
   *
   * @param time from 1 ms to 24 h
   * @return this
   */
  public RuleBuilder holdFor(Duration time) {
    return hold(
        new Hold.Time(Durations.inRange("hold", time, Durations.MIN, Durations.MAX).toNanos()));
  }

  /**
   * Fires when another reading of the target grew by so much while it was bad: {@code holdFor(5,
   * "loop.iterations")} waits for five iterations, however long they take. Where it has siblings,
   * the first counts. Where it falls it was reset, and counts from 0.
   *
   * @param progress how much, above 0
   * @param metric the other reading's metric
   * @return this
   * @throws IllegalArgumentException when the progress is not above 0 and finite
   */
  public RuleBuilder holdFor(double progress, String metric) {
    if (!(progress > 0 && Double.isFinite(progress))) {
      throw new IllegalArgumentException("hold must be above 0 " + metric + ", was " + progress);
    }
    return hold(new Hold.Progress(progress, metric));
  }

  /**
   * Fires when so many of the last samples were bad.
   *
   * @param bad from 1 to {@code last}
   * @param last from 1 to 64
   * @return this
   * @throws IllegalArgumentException when one is out of range
   */
  public RuleBuilder samples(int bad, int last) {
    if (last < 1 || last > 64 || bad < 1 || bad > last) {
      throw new IllegalArgumentException(
          "samples must be from 1 of 1 to 64 of 64, were " + bad + " of " + last);
    }
    return hold(new Hold.Samples(bad, last));
  }

  /**
   * Leaves it to a recommended way of telling a breach from noise when it fires and when it ends:
   * for readings that cross their limit all the time, such as utilisation.
   *
   * @return this
   */
  public RuleBuilder noisy() {
    once("keep");
    keep = Hold.NOISY;
    return hold(Hold.NOISY);
  }

  private RuleBuilder hold(Hold value) {
    once("hold");
    hold = value;
    return this;
  }

  /**
   * Goes on firing until it was good for so long without a bad sample between. Default: ends at the
   * fourth good sample in a row, or when {@link #undamped} at the first.
   *
   * @param time from 1 ms to 24 h
   * @return this
   */
  public RuleBuilder keepFiring(Duration time) {
    once("keep");
    keep = new Hold.Time(Durations.inRange("keep", time, Durations.MIN, Durations.MAX).toNanos());
    return this;
  }

  /**
   * Goes on firing until so many samples in a row were good.
   *
   * @param samples from 1 to 1,000
   * @return this
   * @throws IllegalArgumentException when out of range
   */
  public RuleBuilder keepFiring(int samples) {
    once("keep");
    if (samples < 1 || samples > MAX_SAMPLES) {
      throw new IllegalArgumentException("keep must be from 1 to 1000 samples, was " + samples);
    }
    keep = new Hold.Samples(samples, samples);
    return this;
  }

  /**
   * Lets it end as soon as it was kept for long enough. Otherwise it takes 4 good samples in a row,
   * too; it does not end while it flaps (Nagios' measure: from 30 % of changes among 21 samples on,
   * until less than 25 %); and when it comes back within an hour of its end it must be good for 30
   * s, or for twice as long as it is kept, before it ends again, and each further time for twice as
   * long, up to 1 h (this project's own judgement).
   *
   * @return this
   */
  public RuleBuilder undamped() {
    once("undamped");
    damped = false;
    return this;
  }

  /**
   * How urgent its alerts are. Default WARNING.
   *
   * @param value the severity
   * @return this
   */
  public RuleBuilder severity(Severity value) {
    once("severity");
    severity = Objects.requireNonNull(value, "severity");
    return this;
  }

  /**
   * Adds a label to its alerts, for routes and silences to go by.
   *
   * @param key its name; not blank
   * @param value its value
   * @return this
   */
  public RuleBuilder label(String key, String value) {
    once("label '" + key + "'");
    labels.put(key, value);
    return this;
  }

  /**
   * Looks only at what has a tag: {@code target}, {@code check}, a label of the target, or an
   * attribute of the reading; of a finding {@code condition} and {@code subject}.
   *
   * @param tag its name
   * @param value its value; one that ends with {@code *} stands for all that begin so
   * @return this
   */
  public RuleBuilder where(String tag, String value) {
    once("where '" + tag + "'");
    where.put(tag, value);
    return this;
  }

  /**
   * What its alerts say. {@code {target}}, {@code {check}}, {@code {value}}, {@code {limit}} and
   * every other tag of the alert in braces are put in; of a finding also {@code {remedy}}. Default:
   * the condition with the values.
   *
   * @param template one line for people; no secrets
   * @return this
   */
  public RuleBuilder message(String template) {
    once("message");
    message = Objects.requireNonNull(template, "message");
    return this;
  }

  private void once(String setting) {
    if (!given.add(setting)) {
      throw new IllegalStateException(setting + " of rule '" + name + "' is given twice");
    }
  }

  /**
   * Makes the rule.
   *
   * @return the rule
   * @throws IllegalArgumentException when it needs a limit and has none, or waits for the progress
   *     of a reading although it looks at findings, or at no sample of one target
   */
  public AlertRule build() {
    boolean anySample = !(source instanceof Source.OfSilence || source instanceof Source.OfShare);
    boolean finding = source instanceof Source.OfFinding;
    if (hold instanceof Hold.Progress progress && (finding || !anySample)) {
      throw new IllegalArgumentException(
          "rule '"
              + name
              + "' must not wait for progress of "
              + progress.metric()
              + (finding ? ": it looks at findings" : ": it looks at no samples of one target"));
    }
    if (limit == null) {
      throw new IllegalArgumentException("rule '" + name + "' must have a limit, had none");
    }
    return new AlertRule(this);
  }
}

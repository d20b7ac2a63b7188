package io.health4j.recovery;

import io.health4j.check.Attributes;
import io.health4j.check.Status;
import io.health4j.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * When something is done about a target, what, and how often. It only says what it would do until
 * {@link #enforce} is called. Immutable: each setting makes a new policy; thread-safe.
 *
 * <pre>{@code
 * RecoveryPolicy.on(Status.CRITICAL).where("role", "worker").attempt(restart).attempt(reboot)
 * }</pre>
 *
 * @param name its name in events and metrics; by default that of the state or the alert's rule
 * @param trigger what must be wrong
 * @param where labels that a target must have, or {@code target} for its id; a value that ends with
 *     {@code *} stands for all that begin so; by default none
 * @param ladder what is tried, in this order; then a human must look
 * @param budget how often
 * @param cooldown how long a target is left alone after its first attempt; see {@link #cooldown}
 * @param check which check must pass afterwards; by default {@code ""}, all of them
 * @param verifyWithin in what time it must pass; see {@link #verifyWithin}
 * @param mode whether anything is done at all
 */
public record RecoveryPolicy(
    String name,
    Trigger trigger,
    Attributes where,
    List<Step> ladder,
    Budget budget,
    Duration cooldown,
    String check,
    Optional<Duration> verifyWithin,
    Mode mode) {

  /**
   * A target is left alone for 30 s after its first attempt (this project's own judgement: what was
   * restarted needs time to come up).
   */
  public static final Duration DEFAULT_COOLDOWN = Duration.ofSeconds(30);

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int MOST = 100;

  /** Whether anything is done. */
  public enum Mode {
    /** It is only told what would be done. */
    SHADOW,
    /** It is done. */
    ENFORCE
  }

  /** What must be wrong with a target. */
  public sealed interface Trigger {

    /**
     * Its settled state is this or worse.
     *
     * @param worst WARNING or CRITICAL
     */
    record State(Status worst) implements Trigger {
      public State {
        if (!worst.isFailing()) {
          throw new IllegalArgumentException("state must be WARNING or CRITICAL, was " + worst);
        }
      }
    }

    /**
     * An alert of this rule fires.
     *
     * @param rule the rule's name; not blank
     */
    record Firing(String rule) implements Trigger {
      public Firing {
        notBlank("an alert's rule", rule);
      }
    }
  }

  /**
   * A step of the ladder.
   *
   * @param action what is tried, with its name and timeout
   * @param times how often, before the next step; from 1 to 100
   */
  public record Step(RecoveryAction action, int times) {
    public Step {
      action = NamedAction.of(action);
      atMost("attempts of action '" + action.name() + "'", times);
    }
  }

  /**
   * How often something may be done.
   *
   * @param count attempts on one target, over all policies, from 1 to 100
   * @param per in any time of this length, from 1 s to 24 h
   * @param atOnce the share of all watched targets that may be under recovery at once, above 0 and
   *     at most 1; one target always may
   */
  public record Budget(int count, Duration per, double atOnce) {

    /** 3 in 10 minutes, 5 % of the targets at once (this project's own judgement). */
    public static final Budget DEFAULT = new Budget(3, Duration.ofMinutes(10), 0.05);

    public Budget {
      atMost("budget", count);
      Durations.inRange("budget's time", per, SECOND, Durations.MAX);
      if (!(atOnce > 0 && atOnce <= 1)) {
        throw new IllegalArgumentException(
            "share at once must be above 0 and at most 1, was " + atOnce);
      }
    }
  }

  public RecoveryPolicy {
    notBlank("a policy's name", name);
    Objects.requireNonNull(trigger, "trigger");
    ladder = List.copyOf(ladder);
    Durations.inRange("cooldown", cooldown, SECOND, Durations.MAX);
    verifyWithin.ifPresent(
        time -> Durations.inRange("verification time", time, SECOND, Durations.MAX));
  }

  /**
   * A policy for targets whose settled state is bad. A target that is not sampled is not known to
   * be bad: {@link #onAlert} is for that.
   *
   * @param worst this state or a worse one: WARNING or CRITICAL
   * @return a policy, as yet without an action
   * @throws IllegalArgumentException for another state
   */
  public static RecoveryPolicy on(Status worst) {
    return of(worst.name().toLowerCase(Locale.ROOT), new Trigger.State(worst));
  }

  /**
   * A policy for targets with an alert.
   *
   * @param rule the name of the alert's rule; not blank
   * @return a policy, as yet without an action
   * @throws IllegalArgumentException when the name is blank
   */
  public static RecoveryPolicy onAlert(String rule) {
    return of(rule, new Trigger.Firing(rule));
  }

  private static RecoveryPolicy of(String name, Trigger trigger) {
    return new RecoveryPolicy(
        name,
        trigger,
        Attributes.none(),
        List.of(),
        Budget.DEFAULT,
        DEFAULT_COOLDOWN,
        "",
        Optional.empty(),
        Mode.SHADOW);
  }

  private static void notBlank(String what, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank, was '" + name + "'");
    }
  }

  private static void atMost(String what, int count) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(what + " must be from 1 to " + MOST + ", was " + count);
    }
  }

  /**
   * The same policy under another name.
   *
   * @param value its name; not blank
   * @return a new policy
   * @throws IllegalArgumentException when it is blank
   */
  public RecoveryPolicy named(String value) {
    return new RecoveryPolicy(
        value, trigger, where, ladder, budget, cooldown, check, verifyWithin, mode);
  }

  /**
   * The same policy for targets that have a label, too.
   *
   * @param tag the label's name, or {@code target} for the id
   * @param value its value; one that ends with {@code *} stands for all that begin so
   * @return a new policy
   */
  public RecoveryPolicy where(String tag, String value) {
    Attributes tags = where.with(tag, value);
    return new RecoveryPolicy(
        name, trigger, tags, ladder, budget, cooldown, check, verifyWithin, mode);
  }

  /**
   * The same policy with one more step, tried once.
   *
   * @param action what is tried when the steps before did not help
   * @return a new policy
   * @throws IllegalArgumentException when the action's name is blank, or its timeout out of range
   */
  public RecoveryPolicy attempt(RecoveryAction action) {
    return attempt(action, 1);
  }

  /**
   * The same policy with one more step.
   *
   * @param action what is tried when the steps before did not help
   * @param times how often, from 1 to 100
   * @return a new policy
   * @throws IllegalArgumentException when the count is out of range, the action's name blank, or
   *     its timeout out of range
   */
  public RecoveryPolicy attempt(RecoveryAction action, int times) {
    var steps = new ArrayList<>(ladder);
    steps.add(new Step(action, times));
    return new RecoveryPolicy(
        name, trigger, where, steps, budget, cooldown, check, verifyWithin, mode);
  }

  /**
   * The same policy with another budget; see {@link Budget#DEFAULT}. What other policies did to the
   * target counts, too.
   *
   * @param count attempts on one target, from 1 to 100
   * @param per in any time of this length, from 1 s to 24 h
   * @return a new policy
   * @throws IllegalArgumentException when one is out of range
   */
  public RecoveryPolicy budget(int count, Duration per) {
    var most = new Budget(count, per, budget.atOnce());
    return new RecoveryPolicy(
        name, trigger, where, ladder, most, cooldown, check, verifyWithin, mode);
  }

  /**
   * The same policy for more or fewer targets at once; see {@link Budget#DEFAULT}.
   *
   * @param share of all watched targets, above 0 and at most 1; one target always may
   * @return a new policy
   * @throws IllegalArgumentException when it is out of range
   */
  public RecoveryPolicy atOnce(double share) {
    var most = new Budget(budget.count(), budget.per(), share);
    return new RecoveryPolicy(
        name, trigger, where, ladder, most, cooldown, check, verifyWithin, mode);
  }

  /**
   * The same policy with another pause after an attempt. It doubles from one attempt to the next of
   * an episode, up to 1 h (this project's own judgement; Kubernetes doubles the wait before it
   * restarts a container, too), and up to a fifth is added, so that targets which failed together
   * are not recovered together.
   *
   * @param first the pause after the first attempt, from 1 s to 24 h
   * @return a new policy
   * @throws IllegalArgumentException when it is out of range
   */
  public RecoveryPolicy cooldown(Duration first) {
    return new RecoveryPolicy(
        name, trigger, where, ladder, budget, first, check, verifyWithin, mode);
  }

  /**
   * The same policy, verified by one check instead of all. While that check passes there is nothing
   * to recover.
   *
   * @param name the check's name in the target; not blank
   * @return a new policy
   * @throws IllegalArgumentException when it is blank
   */
  public RecoveryPolicy check(String name) {
    notBlank("a check's name", name);
    return new RecoveryPolicy(
        this.name, trigger, where, ladder, budget, cooldown, name, verifyWithin, mode);
  }

  /**
   * The same policy with another time in which a sample must pass after the action. By default 3
   * intervals of the target, as long as a sample is believed, and at least 10 s (this project's own
   * judgement).
   *
   * @param time counted from the end of the action, from 1 s to 24 h
   * @return a new policy
   * @throws IllegalArgumentException when it is out of range
   */
  public RecoveryPolicy verifyWithin(Duration time) {
    var within = Optional.of(time);
    return new RecoveryPolicy(name, trigger, where, ladder, budget, cooldown, check, within, mode);
  }

  /**
   * The same policy, which now acts.
   *
   * @return a new policy
   */
  public RecoveryPolicy enforce() {
    return new RecoveryPolicy(
        name, trigger, where, ladder, budget, cooldown, check, verifyWithin, Mode.ENFORCE);
  }
}

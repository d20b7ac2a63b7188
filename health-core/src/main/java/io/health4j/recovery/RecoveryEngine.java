package io.health4j.recovery;

import io.health4j.alert.Alert;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Says what is to be done about targets that fare badly, keeps that within the policies' budgets,
 * and finds out whether it helped. It calls nobody and reads no clock, so the same history at the
 * same ticks gives the same orders.
 *
 * <p>Of each target at most one attempt is under way, over all policies that act; those in {@link
 * RecoveryPolicy.Mode#SHADOW} have budgets and attempts of their own, and give no orders. Policies
 * come in their order: the first one that may do something does.
 *
 * <p>Thread-safe.
 */
public final class RecoveryEngine {

  /** So many past events are kept for readers. */
  public static final int RECENT = 256;

  private final List<Lane> lanes = new ArrayList<>();
  private final Journal journal = new Journal();

  /** What happened in an attempt. */
  public enum Outcome {
    /** Its action is ordered. */
    STARTED,
    /** Its action would be ordered, but for {@link RecoveryPolicy.Mode#SHADOW}. */
    SHADOWED,
    /** The action came back, and a sample that began after it passed. */
    SUCCEEDED,
    /** The action came back, but no sample passed in time, or the target is no longer watched. */
    NOT_HELPED,
    /** The action threw, or was given up. */
    FAILED,
    /** It waits for the budget to have room; told once an episode. */
    SKIPPED_BUDGET,
    /** It waits for other targets' attempts, or for the brake; each told once an episode. */
    HELD_BACK,
    /** Nothing is left to try: a human must look. Told once an episode. */
    HANDED_OVER;

    /**
     * Whether it is the end of what was {@link #STARTED}; each is followed by just one of these.
     *
     * @return true for SUCCEEDED, NOT_HELPED and FAILED
     */
    public boolean isEnd() {
      return this == SUCCEEDED || this == NOT_HELPED || this == FAILED;
    }
  }

  /**
   * Something that happened in an attempt. Immutable.
   *
   * @param id tells the attempt from all others of this engine
   * @param policy the policy's name
   * @param mode the policy's
   * @param target which target
   * @param action the action's name
   * @param step its place on the ladder, from 1
   * @param number which attempt of this episode of badness it is, from 1
   * @param outcome what happened
   * @param detail what was done, or why not; may be empty
   * @param at when it happened, for display
   * @param startedAt when the action was ordered, for display; null when it was not
   */
  public record Attempt(
      long id,
      String policy,
      RecoveryPolicy.Mode mode,
      Target target,
      String action,
      int step,
      int number,
      Outcome outcome,
      String detail,
      Instant at,
      @Nullable Instant startedAt) {

    Attempt became(Outcome next, String what, Instant when) {
      return new Attempt(id, policy, mode, target, action, step, number, next, what, when, at);
    }
  }

  /**
   * An action that is to be called now. Its end is told by {@link RecoveryEngine#ended}.
   *
   * @param attempt the attempt's id
   * @param target what is to be brought back
   * @param action what is to be called
   * @param timeout when the call is to be given up
   */
  public record Order(long attempt, Target target, RecoveryAction action, Duration timeout) {}

  /**
   * What is due after a call, in order.
   *
   * @param attempts what happened
   * @param orders what is to be called
   */
  public record Due(List<Attempt> attempts, List<Order> orders) {

    static final Due NOTHING = new Due(List.of(), List.of());

    public Due {
      attempts = List.copyOf(attempts);
      orders = List.copyOf(orders);
    }

    /**
     * Whether nothing is.
     *
     * @return true when both lists are empty
     */
    public boolean isEmpty() {
      return attempts.isEmpty() && orders.isEmpty();
    }
  }

  /**
   * An engine without targets.
   *
   * @param policies what is to be done when; of distinct names, and each with an action
   * @throws IllegalArgumentException when a name is there twice or a policy has no action
   */
  public RecoveryEngine(List<RecoveryPolicy> policies) {
    var names = new HashSet<String>();
    for (RecoveryPolicy policy : policies) {
      if (!names.add(policy.name())) {
        throw new IllegalArgumentException("policy '" + policy.name() + "' is given twice");
      } else if (policy.ladder().isEmpty()) {
        throw new IllegalArgumentException(
            "policy '" + policy.name() + "' must attempt an action, had none");
      }
    }
    for (var mode : RecoveryPolicy.Mode.values()) {
      var own = policies.stream().filter(each -> each.mode() == mode).toList();
      if (!own.isEmpty()) {
        lanes.add(new Lane(mode, own, journal));
      }
    }
  }

  /**
   * Watches a target from now on; one of an id that is watched already stays as it is.
   *
   * @param target the target
   */
  public synchronized void add(Target target) {
    lanes.forEach(lane -> lane.add(target));
  }

  /**
   * Watches a target no longer. An action that runs still counts until it ends, and what was done
   * still counts when the target comes back.
   *
   * @param target its id
   * @param tick now, on the monitor's ticker
   * @param at now, for display
   * @return what is due
   */
  public synchronized Due remove(String target, long tick, Instant at) {
    lanes.forEach(lane -> lane.remove(target, new Moment(tick, at)));
    return journal.take();
  }

  /**
   * Takes in a sample. Samples of one target must come one after another, and after the alerts that
   * they changed.
   *
   * @param health the target's health after the sample
   * @param tick now, on the monitor's ticker
   * @param at now, for display
   * @return what is due
   */
  public synchronized Due sampled(TargetHealth health, long tick, Instant at) {
    var now = new Moment(tick, at);
    lanes.forEach(lane -> lane.sampled(health, now));
    return journal.take();
  }

  /**
   * Takes in an alert that changed. Only its state matters: a muted one counts, too.
   *
   * @param alert the alert as it is now
   * @param tick now, on the monitor's ticker
   * @param at now, for display
   * @return what is due
   */
  public synchronized Due alert(Alert alert, long tick, Instant at) {
    var now = new Moment(tick, at);
    lanes.forEach(lane -> lane.alert(alert, now));
    return journal.take();
  }

  /**
   * Takes in that an action came back, or was given up.
   *
   * @param attempt the id that its order had; one that is over is ignored
   * @param failure why it failed; null when it came back well
   * @param did what it says that it did
   * @param tick now, on the monitor's ticker
   * @param at now, for display
   * @return what is due
   */
  public synchronized Due ended(
      long attempt, @Nullable String failure, String did, long tick, Instant at) {
    lanes.forEach(lane -> lane.ended(attempt, failure, did, new Moment(tick, at)));
    return journal.take();
  }

  /**
   * Does what is due by time alone: attempts that did not help in time, the next ones after a
   * pause.
   *
   * @param tick now, on the monitor's ticker
   * @param at now, for display
   * @return what is due
   */
  public synchronized Due advance(long tick, Instant at) {
    lanes.forEach(lane -> lane.advance(new Moment(tick, at)));
    return journal.take();
  }

  /**
   * How long until {@link #advance} has something to do.
   *
   * @param tick now, on the monitor's ticker
   * @return nanoseconds, at least 0; Long.MAX_VALUE when there is nothing
   */
  public synchronized long untilDue(long tick) {
    return lanes.stream()
        .map(Lane::dueTick)
        .flatMapToLong(OptionalLong::stream)
        .map(due -> Math.max(0, due - tick))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /**
   * Holds all new attempts back, as when many targets fail together, or no longer. Those under way
   * go on.
   *
   * @param on whether to hold them back
   * @param tick now, on the monitor's ticker
   * @param at now, for display
   * @return what is due
   */
  public synchronized Due brake(boolean on, long tick, Instant at) {
    lanes.forEach(lane -> lane.brake(on, new Moment(tick, at)));
    return journal.take();
  }

  /**
   * Takes in that the process did not run for a while: attempts that wait for a sample to pass wait
   * for so much longer.
   *
   * @param nanos how long, in nanoseconds
   */
  public synchronized void lost(long nanos) {
    lanes.forEach(lane -> lane.lost(nanos));
  }

  /**
   * The attempts under way: their actions run, or a sample has yet to show whether they helped.
   *
   * @return as they started
   */
  public synchronized List<Attempt> running() {
    return lanes.stream().flatMap(lane -> lane.running().stream()).toList();
  }

  /**
   * What happened of late, over all targets.
   *
   * @return the last {@value #RECENT} events, from old to new
   */
  public synchronized List<Attempt> recent() {
    return journal.recent();
  }
}

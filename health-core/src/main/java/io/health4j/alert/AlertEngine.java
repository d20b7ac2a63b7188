package io.health4j.alert;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns samples into alerts and alerts into notifications. It holds the rules against each sample,
 * leads every alert through its life, and says who is to be told of what; it calls nobody and reads
 * no clock, so the same samples at the same ticks give the same notifications. The monitor has one;
 * {@link AlertBacktest} runs others over the past.
 *
 * <p>Thread-safe.
 */
public final class AlertEngine {

  private final Lives lives;
  private final Router router;
  private final MassFailure mass = new MassFailure();

  /**
   * What is due after a call, in order.
   *
   * @param changed the alerts whose state changed
   * @param dispatches notifications and who they are for
   */
  public record Due(List<Alert> changed, List<Dispatch> dispatches) {

    private static final Due NOTHING = new Due(List.of(), List.of());

    static Due of(List<Alert> changed, List<Dispatch> dispatches) {
      return changed.isEmpty() && dispatches.isEmpty() ? NOTHING : new Due(changed, dispatches);
    }

    /**
     * Whether nothing is.
     *
     * @return true when both lists are empty
     */
    public boolean isEmpty() {
      return changed.isEmpty() && dispatches.isEmpty();
    }
  }

  /**
   * A notification and who it is for.
   *
   * @param route whose sink is to be called
   * @param notification what to tell
   */
  public record Dispatch(AlertRoute route, Notification notification) {}

  /**
   * An engine without targets.
   *
   * @param rules when to raise alerts; of distinct names
   * @param routes who is told; of distinct names, those of escalations included
   * @throws IllegalArgumentException when a name is there twice
   */
  public AlertEngine(List<AlertRule> rules, List<AlertRoute> routes) {
    var names = new HashSet<String>();
    for (AlertRule rule : rules) {
      if (!names.add(rule.name())) {
        throw new IllegalArgumentException("rule '" + rule.name() + "' is given twice");
      }
    }
    this.lives = new Lives(List.copyOf(rules));
    this.router = new Router(List.copyOf(routes), this::current);
  }

  /**
   * Watches a target from now on.
   *
   * @param target the target
   * @param dependsOn the ids of targets whose alerts mute its own
   * @param checks by check, the checks of the same target whose alerts mute its own
   */
  public synchronized void add(
      Target target, Set<String> dependsOn, Map<String, Set<String>> checks) {
    lives.add(target);
    router.add(target, dependsOn, checks);
    mass.watch(target.id());
  }

  /**
   * Watches something that stands for no target of the host, such as the monitor itself: it counts
   * neither in shares of targets nor when many fail together.
   *
   * @param target whose samples will come
   */
  public synchronized void observe(Target target) {
    lives.observe(target);
  }

  /**
   * Watches a target no longer: its alerts are withdrawn.
   *
   * @param target its id
   * @param tick now, on the monitor's ticker
   * @param at now, for display
   * @return what is due
   */
  public synchronized Due remove(String target, long tick, Instant at) {
    mass.forget(target);
    List<Alert> withdrawn = lives.remove(target, tick, at);
    router.remove(target, tick);
    return pass(withdrawn, tick, at);
  }

  /**
   * Takes in a sample. Samples of one target must come one after another.
   *
   * @param health the target's health after the sample
   * @param tick now, on the monitor's ticker
   * @param at now, for display
   * @return what is due
   */
  public synchronized Due sampled(TargetHealth health, long tick, Instant at) {
    return pass(lives.sampled(health, tick, at), tick, at);
  }

  /**
   * Does what is due by time alone: silent targets, groups that waited, repeats, escalations.
   *
   * @param tick now, on the monitor's ticker
   * @param at now, for display
   * @return what is due
   */
  public synchronized Due advance(long tick, Instant at) {
    return pass(lives.advance(tick, at), tick, at);
  }

  @GuardedBy("this")
  private Due pass(List<Alert> alerts, long tick, Instant at) {
    if (alerts.isEmpty() && !mass.isStirred() && !router.isDue(tick)) {
      return Due.NOTHING; // as nearly always: this is paid at each sample
    }
    alerts.forEach(alert -> mass.changed(alert, tick));
    List<Alert> many = mass.judge(at);
    if (mass.isOn()) {
      router.massFailure(true, tick);
    }
    List<Alert> changed = alerts.isEmpty() && many.isEmpty() ? List.of() : new ArrayList<>();
    alerts.forEach(alert -> changed.add(router.changed(alert, tick)));
    many.forEach(alert -> changed.add(router.changed(alert, tick)));
    if (!mass.isOn()) { // after the ends of alerts: what ends with it is not told
      router.massFailure(false, tick);
    }
    return Due.of(changed, router.due(tick, at));
  }

  /**
   * Has all told that only waits for others of its group, or for its turn: the end has come.
   *
   * @param tick now, on the monitor's ticker
   * @param at now, for display
   * @return what is due
   */
  public synchronized Due flush(long tick, Instant at) {
    return Due.of(List.of(), router.flush(tick, at));
  }

  /**
   * The process did not run for a while, which counts neither as bad nor as silent.
   *
   * @param nanos for how long it did not
   */
  public synchronized void lost(long nanos) {
    lives.lost(nanos);
  }

  /**
   * How long until {@link #advance} has something to do.
   *
   * @param tick now, on the monitor's ticker
   * @return nanoseconds, at least 0; Long.MAX_VALUE when there is nothing
   */
  public synchronized long untilDue(long tick) {
    return Math.min(until(lives.dueTick(), tick), until(router.dueTick(), tick));
  }

  private static long until(long due, long tick) {
    return due == Long.MAX_VALUE ? due : Math.max(0, due - tick);
  }

  /**
   * All alerts that live: pending, firing, recovering, without data.
   *
   * @return as they are now, the most urgent first
   */
  public synchronized List<Alert> alerts() {
    Alert many = mass.alert();
    return Stream.concat(Stream.ofNullable(many), lives.alerts().stream())
        .map(router::shown)
        .toList();
  }

  private @Nullable Alert current(String fingerprint) {
    return fingerprint.equals(MassFailure.FINGERPRINT) ? mass.alert() : lives.find(fingerprint);
  }

  /**
   * The rules that nothing was ever found for: a reading that no check gives, a name misspelt.
   *
   * @return their names, in the order of the rules
   */
  public synchronized List<String> dormant() {
    return lives.dormant();
  }

  /**
   * Whether half of the targets, and at least 3, fail together.
   *
   * @return true while they do
   */
  public synchronized boolean isMassFailure() {
    return mass.isOn();
  }

  /**
   * Keeps what matches from being told for a while.
   *
   * @param silence what, and for how long; an equal one that lasts already begins anew
   * @param tick now, on the monitor's ticker
   * @throws IllegalStateException when there are 1,000 silences already
   */
  public synchronized void silence(Silence silence, long tick) {
    router.silence(silence, tick);
  }

  /**
   * Ends a silence before its time.
   *
   * @param silence which
   * @param tick now, on the monitor's ticker
   * @return false when it is over already
   */
  public synchronized boolean endSilence(Silence silence, long tick) {
    return router.endSilence(silence, tick);
  }

  /**
   * Somebody looks after an alert: it is neither repeated nor escalated.
   *
   * @param fingerprint which
   * @param by who; not blank
   * @param tick now, on the monitor's ticker
   * @param at now, for display
   * @return what is due; nothing when there is no such active alert
   * @throws IllegalArgumentException when {@code by} is blank
   */
  public synchronized Due acknowledge(String fingerprint, String by, long tick, Instant at) {
    if (by.isBlank()) {
      throw new IllegalArgumentException("who acknowledges must not be blank, was '" + by + "'");
    }
    router.acknowledge(fingerprint, by, tick);
    return pass(List.of(), tick, at);
  }

  /**
   * How many alerts fired and ended while more than 10,000 ends waited for the rate limit of a
   * route, and are not told by that.
   *
   * @return counted for each route
   */
  public synchronized long dropped() {
    return router.dropped();
  }

  /** How much is kept: nothing, when no alert lives and all was told. */
  synchronized int size() {
    return lives.alerts().size() + router.size();
  }

  /**
   * Adds a line to the story of a target's active alerts.
   *
   * @param target its id
   * @param line what happened or was done
   * @param at now, for display
   */
  public synchronized void tell(String target, String line, Instant at) {
    lives.tell(target, line, at);
  }
}

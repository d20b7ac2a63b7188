package io.health4j.alert;

import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds rules against samples, and leads what comes of it through its life. Time that the process
 * lost is taken out of all ticks at the door, so that nothing in here grows older while the process
 * stands: no hold is met and no target falls silent by a pause alone.
 *
 * <p>Not thread-safe: its engine calls it under a lock.
 */
final class Lives {

  /** A rule is called dormant only after a target was sampled so often. */
  private static final int SAMPLES_TO_TELL = 3;

  private final Ledger ledger = new Ledger();
  private final Ruled[] rules;
  private final @Nullable Share[] shares;
  private final Map<String, TargetLives> targets = new LinkedHashMap<>();
  private final Deadlines deadlines = new Deadlines();

  /** Targets that were added when it was not known what time it is. */
  private final List<TargetLives> undated = new ArrayList<>();

  private long lost;
  private boolean told;

  Lives(List<AlertRule> rules) {
    this.rules = rules.stream().map(rule -> new Ruled(rule, ledger)).toArray(Ruled[]::new);
    this.shares = new Share[this.rules.length];
    for (int i = 0; i < shares.length; i++) {
      if (rules.get(i).source() instanceof Source.OfShare source) {
        shares[i] = new Share(this.rules[i], source);
      }
    }
  }

  /** Watches a target whose first sample is expected within the calm interval. */
  void add(Target target) {
    TargetLives added = enter(target);
    if (added != null) {
      undated.add(added);
    }
  }

  /** Watches a target that counts in no share. */
  void observe(Target target) {
    TargetLives added = enter(target);
    if (added != null) {
      added.counts = false;
      undated.add(added);
    }
  }

  /**
   * Watches a target.
   *
   * @param target the target
   * @param tick now, on the monitor's ticker
   * @param interval the time in which its first sample is expected, in nanoseconds
   */
  void add(Target target, long tick, long interval) {
    TargetLives added = enter(target);
    if (added != null) {
      added.interval = interval;
      date(added, tick - lost);
    }
  }

  private @Nullable TargetLives enter(Target target) {
    if (targets.containsKey(target.id())) {
      return null;
    }
    var watches = new Watch[rules.length];
    for (int i = 0; i < watches.length; i++) {
      watches[i] = shares[i] == null ? Watch.of(rules[i], target) : null;
    }
    var added = new TargetLives(target, watches);
    targets.put(target.id(), added);
    return added;
  }

  private void date(TargetLives target, long own) {
    target.due = own + Streak.reach(target.interval) + 1;
    deadlines.update(target);
  }

  private Moment moment(long tick, Instant at, long interval) {
    undated.forEach(target -> date(target, tick - lost));
    undated.clear();
    return new Moment(tick - lost, at, interval);
  }

  /** Watches a target no longer; what is active is withdrawn. */
  List<Alert> remove(String target, long tick, Instant at) {
    TargetLives removed = targets.remove(target);
    if (removed == null) {
      return List.of();
    }
    undated.remove(removed);
    deadlines.remove(removed);
    Moment now = moment(tick, at, removed.interval);
    for (int i = 0; i < rules.length; i++) {
      Watch watch = removed.watches[i];
      for (int j = 0; watch != null && j < watch.count; j++) {
        watch.cases[j].remove(now);
      }
      look(shares[i], true, now);
    }
    return ledger.take();
  }

  /** Takes in a sample. A stale one is none. */
  List<Alert> sampled(TargetHealth health, long tick, Instant at) {
    TargetLives of = targets.get(health.target().id());
    if (of == null) {
      return List.of();
    }
    Moment now = moment(tick, at, health.interval().toNanos());
    of.interval = now.interval();
    if (health.stale()) {
      of.due = now.tick();
      deadlines.update(of);
      return advance(tick, at);
    }
    // A sample that took long may take as long again.
    long took = Math.max(0, tick - health.sampledTick());
    date(of, now.tick() + took);
    boolean changed = of.sampled(health);
    told |= of.samples() >= SAMPLES_TO_TELL;
    for (int i = 0; i < rules.length; i++) {
      Watch watch = of.watches[i];
      if (watch == null) {
        look(shares[i], changed, now);
      } else {
        watch.sampled(health, now);
      }
    }
    return ledger.take();
  }

  private void look(@Nullable Share share, boolean changed, Moment now) {
    if (share != null) {
      share.look(targets.values(), changed, now);
    }
  }

  /** Does what is due by time alone: targets fall silent. */
  List<Alert> advance(long tick, Instant at) {
    Moment now = moment(tick, at, 0);
    for (TargetLives head = deadlines.head();
        head != null && now.tick() - head.due >= 0;
        head = deadlines.head()) {
      deadlines.remove(head);
      silent(head, new Moment(now.tick(), at, head.interval));
    }
    return ledger.take();
  }

  private void silent(TargetLives target, Moment now) {
    boolean news = target.fellSilent();
    for (int i = 0; i < rules.length; i++) {
      Watch watch = target.watches[i];
      if (watch == null) {
        look(shares[i], news, now);
      } else {
        watch.silent(now);
      }
    }
    if (target.isAwaited()) {
      target.due = now.tick() + target.interval;
      deadlines.update(target);
    }
  }

  /** When {@link #advance} has something to do; Long.MAX_VALUE for never. */
  long dueTick() {
    TargetLives head = deadlines.head();
    return head == null ? Long.MAX_VALUE : head.due + lost;
  }

  /**
   * The process stood still, which is taken off what waits by time.
   *
   * @param nanos for how long
   */
  void lost(long nanos) {
    lost += nanos;
  }

  /** What lives, the most urgent first. */
  List<Alert> alerts() {
    return ledger.living().stream()
        .map(Case::alert)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(Alert::severity).reversed())
        .toList();
  }

  /** A living alert. */
  @Nullable Alert find(String fingerprint) {
    Case found = ledger.find(fingerprint);
    return found == null ? null : found.alert();
  }

  /** The rules that there was never anything for. */
  List<String> dormant() {
    var names = new ArrayList<String>();
    for (Ruled each : rules) {
      if (told && each.isDormant()) {
        names.add(each.rule.name());
      }
    }
    return List.copyOf(names);
  }

  /** How many readings are not looked at, since a rule looks at so many siblings already. */
  int droppedSubjects() {
    return targets.values().stream().mapToInt(TargetLives::refused).sum();
  }

  /** Adds a line to the story of a target's active alerts. */
  void tell(String target, String line, Instant at) {
    for (Case each : ledger.living()) {
      each.tell(target, line, at);
    }
  }
}

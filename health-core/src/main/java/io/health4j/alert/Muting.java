package io.health4j.alert;

import io.health4j.alert.Agenda.Slot;
import io.health4j.check.Target;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps alerts from being told: those that a silence matches, those whose cause is an alert itself,
 * and those of single targets while many fail together. Each is looked at again only when something
 * changes that it hangs on, and its router hears when it is muted or no longer.
 *
 * <p>A cause mutes as soon as it is pending: it and its effects begin at about the same time, and
 * whose rule holds longer is chance. For the same reason an effect that nobody was told of yet has
 * {@link #SETTLE_NANOS} to end, too, when its cause has.
 */
final class Muting {

  static final int MAX_SILENCES = 1_000;

  /** So long effects have to end after their cause. */
  static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** All that live, by target, by fingerprint. */
  private final Map<String, Map<String, Tracked>> living = new LinkedHashMap<>();

  private final Dependencies targets = new Dependencies();

  /** Among the checks of a target, where there are any. */
  private final Map<String, Dependencies> checks = new HashMap<>();

  private final Map<Silence, Slot<Silence>> silences = new LinkedHashMap<>();
  private final Agenda<Silence> silenceEnds = new Agenda<>();
  private final Agenda<Tracked> settling = new Agenda<>();

  /** Hears of an alert that is muted now, or no longer. */
  private final ObjLongConsumer<Tracked> changed;

  private boolean manyFail;

  /** Whether what depends on what changed since the causes of all were looked at. */
  private boolean rewired;

  Muting(ObjLongConsumer<Tracked> changed) {
    this.changed = changed;
  }

  /** Watches a target; alerts that live already are looked at again in {@link #advance}. */
  void watch(Target target, Set<String> dependsOn, Map<String, Set<String>> dependencies) {
    targets.put(target.id(), dependsOn);
    checks.remove(target.id());
    if (!dependencies.isEmpty()) {
      checks.put(target.id(), Dependencies.of(dependencies));
    }
    rewired |= !living.isEmpty() && !targets.isAlone(target.id());
  }

  void forget(String target, long tick) {
    Set<String> effects = targets.effectsOf(target);
    targets.put(target, Set.of());
    checks.remove(target);
    List.copyOf(of(target)).stream()
        .filter(each -> !each.alert.state().isActive())
        .forEach(each -> end(each, tick));
    effects.forEach(each -> judge(each, tick));
  }

  /** An alert begins, pending or firing. */
  Tracked begin(Alert alert, long tick) {
    var tracked = new Tracked(alert, settling);
    living
        .computeIfAbsent(alert.target().id(), key -> new LinkedHashMap<>())
        .put(alert.fingerprint(), tracked);
    tracked.silence = silenceOf(alert);
    tracked.ofMany = isOneOfMany(tracked);
    judge(tracked, tick);
    judgeEffects(tracked, tick);
    return tracked;
  }

  void end(Tracked tracked, long tick) {
    String target = tracked.alert.target().id();
    Map<String, Tracked> siblings = living.getOrDefault(target, Map.of());
    siblings.remove(tracked.alert.fingerprint());
    if (siblings.isEmpty()) {
      living.remove(target);
    }
    settling.set(tracked.settling, Agenda.NEVER);
    judgeEffects(tracked, tick);
  }

  /** Those of a target that live. */
  private Collection<Tracked> of(String target) {
    return living.getOrDefault(target, Map.of()).values();
  }

  int size() {
    return living.values().stream().mapToInt(Map::size).sum();
  }

  @Nullable Tracked find(Alert alert) {
    return living.getOrDefault(alert.target().id(), Map.of()).get(alert.fingerprint());
  }

  void manyFail(boolean value, long tick) {
    if (manyFail != value) {
      manyFail = value;
      changeAll(tracked -> true, tracked -> tracked.ofMany = isOneOfMany(tracked), tick);
    }
  }

  private boolean isOneOfMany(Tracked tracked) {
    return manyFail && !tracked.told && !tracked.alert.target().id().equals(MassFailure.ALL.id());
  }

  void silence(Silence silence, long tick) {
    Slot<Silence> slot = silences.get(silence);
    if (slot == null && silences.size() == MAX_SILENCES) {
      throw new IllegalStateException("silences must be at most 1000, were 1000 already");
    }
    if (slot == null) {
      slot = silenceEnds.slot(silence);
      silences.put(silence, slot);
    }
    silenceEnds.set(slot, Agenda.after(tick, silence.lasts().toNanos()));
    changeAll(
        each -> each.silence == null && silence.matches(each.alert),
        each -> each.silence = silence,
        tick);
  }

  boolean endSilence(Silence silence, long tick) {
    Slot<Silence> slot = silences.remove(silence);
    if (slot == null) {
      return false;
    }
    silenceEnds.set(slot, Agenda.NEVER);
    changeAll(
        each -> silence.equals(each.silence), each -> each.silence = silenceOf(each.alert), tick);
    return true;
  }

  private @Nullable Silence silenceOf(Alert alert) {
    for (Silence silence : silences.keySet()) {
      if (silence.matches(alert)) {
        return silence;
      }
    }
    return null;
  }

  /** Ends what ends by time. */
  void advance(long tick) {
    if (rewired) {
      rewired = false;
      List.copyOf(living.keySet()).forEach(target -> judge(target, tick));
    }
    silenceEnds.takeDue(tick).forEach(silence -> endSilence(silence, tick));
    for (Tracked settled : settling.takeDue(tick)) {
      change(settled, each -> each.cause = null, tick);
    }
  }

  boolean isRewired() {
    return rewired;
  }

  long dueTick() {
    return Agenda.sooner(silenceEnds.next(), settling.next());
  }

  /** An alert came or went: what about those that it may be the cause of? */
  private void judgeEffects(Tracked cause, long tick) {
    if (cause.mutes(Severity.INFO)) {
      String target = cause.alert.target().id();
      if (checks.containsKey(target)) {
        judge(target, tick);
      }
      targets.effectsOf(target).forEach(each -> judge(each, tick));
    }
  }

  private void judge(String target, long tick) {
    List.copyOf(of(target)).forEach(each -> judge(each, tick));
  }

  private void judge(Tracked effect, long tick) {
    String cause = causeOf(effect.alert);
    if (cause != null) {
      settling.set(effect.settling, Agenda.NEVER);
      change(effect, each -> each.cause = cause, tick);
    } else if (effect.cause != null && effect.told) {
      change(effect, each -> each.cause = null, tick);
    } else if (effect.cause != null && !effect.settling.isSet()) {
      settling.set(effect.settling, Agenda.after(tick, SETTLE_NANOS));
    }
  }

  private @Nullable String causeOf(Alert effect) {
    String target = effect.target().id();
    Dependencies own = checks.get(target);
    if (own != null && !effect.check().isEmpty()) {
      String check =
          own.cause(
              effect.check(),
              each -> mutes(target, effect, cause -> cause.alert.check().equals(each)));
      if (check != null) {
        return check + " of " + target;
      }
    }
    return targets.cause(target, each -> mutes(each, effect, cause -> true));
  }

  private boolean mutes(String target, Alert effect, Predicate<Tracked> which) {
    return of(target).stream().anyMatch(each -> which.test(each) && each.mutes(effect.severity()));
  }

  private void changeAll(Predicate<Tracked> which, Consumer<Tracked> change, long tick) {
    for (Map<String, Tracked> each : List.copyOf(living.values())) {
      for (Tracked tracked : List.copyOf(each.values())) {
        if (which.test(tracked)) {
          change(tracked, change, tick);
        }
      }
    }
  }

  private void change(Tracked tracked, Consumer<Tracked> change, long tick) {
    boolean was = tracked.isMuted();
    change.accept(tracked);
    if (tracked.isMuted() != was) {
      changed.accept(tracked, tick);
    }
  }
}

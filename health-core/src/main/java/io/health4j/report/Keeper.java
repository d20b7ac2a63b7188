package io.health4j.report;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.check.CheckOutcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All targets' pasts, and the steps of the {@link Plan} that keep them within the budget.
 *
 * <p>Usually a sample takes one target's lock, finds all its room there, and is done. Only when
 * room is short does it take this keeper's lock as well, always before a target's, and look at all
 * targets, one by one. A step is put into effect at once and everywhere: a target that is sampled
 * once an hour would otherwise hold its room for an hour.
 */
final class Keeper {

  /** Once all steps are taken, looking for idle series at each sample would cost too much. */
  private static final long CLEAR_EVERY = TimeUnit.MINUTES.toNanos(1);

  private final boolean isOff;
  private final Budget budget;
  private final AtomicLong dropped = new AtomicLong();
  private final Map<String, Past> targets = new ConcurrentHashMap<>();

  /** The first sample's tick: all targets' buckets begin together, counted from here. */
  private final AtomicReference<@Nullable Long> origin = new AtomicReference<>();

  private volatile Plan plan = Plan.WIDEST;

  /** When all targets were last looked at. */
  @GuardedBy("this")
  private long cleared;

  Keeper(long budget) {
    this.isOff = budget == 0;
    this.budget = new Budget(budget);
  }

  void record(TargetHealth health) {
    if (isOff) {
      return;
    }
    if (!add(health, false)) {
      addInShortage(health);
    }
    if (budget.hasRoomToWiden(plan)) {
      widen();
    }
  }

  /** Takes a sample in; or does nothing when there is no room for all of it, unless forced. */
  private boolean add(TargetHealth health, boolean forced) {
    Past past = past(health);
    if (past == null) {
      dropped.addAndGet(forced ? values(health) : 0);
      return forced;
    }
    synchronized (past) {
      Plan now = plan;
      boolean done = past.isForgotten();
      if (!done && (past.reserve(health, now) || forced)) {
        int refused = past.add(health);
        if (refused > 0) {
          dropped.addAndGet(refused);
        }
        done = true;
      }
      return done;
    }
  }

  private @Nullable Past past(TargetHealth health) {
    Past known = targets.get(health.target().id());
    return known != null
        ? known
        : targets.computeIfAbsent(health.target().id(), id -> create(health.sampledTick()));
  }

  private @Nullable Past create(long tick) {
    Table table = Table.create(budget);
    origin.compareAndSet(null, tick);
    return table == null ? null : new Past(table, tick, Objects.requireNonNull(origin.get()));
  }

  private static int values(TargetHealth health) {
    int values = health.score().value().isPresent() ? 1 : 0;
    for (CheckOutcome outcome : health.outcomes()) {
      values += outcome.result().readings().size();
    }
    return values;
  }

  /** One at a time, so that a step that makes room for all is taken once. */
  private synchronized void addInShortage(TargetHealth health) {
    boolean more = true;
    boolean step = false;
    while (!add(health, !more)) {
      more = shorten(health.sampledTick(), step);
      step = true;
    }
  }

  private synchronized boolean shorten(long tick, boolean step) {
    boolean isLast = plan.isLast();
    if (isLast && (step || tick - cleared < CLEAR_EVERY)) {
      return false;
    }
    if (!step) {
      fitAll();
    }
    if (!isLast && (step || budget.isNearlyFull())) {
      plan = plan.shorter();
      fitAll();
    }
    cleared = tick;
    return true;
  }

  private void fitAll() {
    for (Past past : targets.values()) {
      synchronized (past) {
        if (!past.isForgotten()) {
          past.fit(plan);
        }
      }
    }
  }

  private synchronized void widen() {
    if (budget.hasRoomToWiden(plan)) {
      plan = plan.longer();
    }
  }

  void forget(String target) {
    Past past = targets.remove(target);
    if (past != null) {
      synchronized (past) {
        past.forget();
      }
    }
  }

  List<String> targets() {
    return targets.keySet().stream().sorted().toList();
  }

  /** Reads a target under its lock; an unknown one is empty. */
  <T> List<T> read(String target, Function<Past, List<T>> reading) {
    Past past = targets.get(target);
    if (past == null) {
      return List.of();
    }
    synchronized (past) {
      return reading.apply(past);
    }
  }

  Plan plan() {
    return plan;
  }

  long bytes() {
    return budget.used();
  }

  long dropped() {
    return dropped.get();
  }
}

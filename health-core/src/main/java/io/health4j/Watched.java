package io.health4j;

import io.health4j.check.CheckOutcome;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import io.health4j.score.Score;
import io.health4j.state.StateTracker;
import io.health4j.state.Transition;
import io.health4j.time.Activity;
import io.health4j.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One target while it is watched. Its samples come one after another, and each is concluded by one
 * thread that sees what the last one wrote, so only what others read is volatile.
 */
final class Watched implements SampleRun.Host {

  private final Engine engine;
  private final TargetSpec spec;
  private final Target target;
  private final List<CheckSlot> slots;
  private final StateTracker tracker;
  private final AtomicInteger jobs = new AtomicInteger();
  private long calmSince;
  private Status lastSample = Status.UNKNOWN;
  private volatile TargetHealth published;
  private volatile boolean removed;

  /** When the next sample is due, and whether one was asked for in between: the pacemaker's. */
  long due;

  boolean queued;
  boolean wanted;

  Watched(Engine engine, TargetSpec spec, List<CheckSlot> slots) {
    this.engine = engine;
    this.spec = spec;
    this.target = spec.target();
    this.slots = slots;
    this.tracker = new StateTracker(spec.policy);
    this.due = engine.ticker.read();
    this.calmSince = due;
    Duration first = next(new Activity(true, true, false, Duration.ZERO));
    this.published = TargetHealth.unsampled(target, engine.now(), due, first);
  }

  Target target() {
    return target;
  }

  List<CheckSlot> slots() {
    return slots;
  }

  TargetHealth health() {
    return published;
  }

  void remove() {
    removed = true;
  }

  boolean isRemoved() {
    return removed;
  }

  void job(int change) {
    jobs.addAndGet(change);
  }

  /** When a sample is due now that a job runs. */
  long dueWhenBusy() {
    return published.sampledTick()
        + next(new Activity(false, false, true, Duration.ZERO)).toNanos();
  }

  SampleRun sample() {
    return new SampleRun(this, engine.ticker, published.interval(), slots);
  }

  @Override
  public int stuck() {
    return engine.pool.stuck();
  }

  @Override
  public void timedOut(CheckSlot slot, long ranNanos) {
    var after = Duration.ofNanos(ranNanos);
    engine.events.publish(new HealthEvent.CheckTimedOut(engine.now(), target, slot.name(), after));
  }

  @Override
  public void breakerChanged(CheckSlot slot, BreakerState state) {
    engine.events.publish(new HealthEvent.BreakerChanged(engine.now(), target, slot.name(), state));
  }

  @Override
  public void finished(SampleRun run, @Nullable Worker worker) {
    engine.conclude(this, run, worker);
  }

  /** What the host's scorer makes of a sample. */
  Score score(List<CheckOutcome> outcomes) {
    return engine.guard.call(
        "scorer of target " + target.id(),
        () -> spec.scorer.score(outcomes),
        Score.none("the scorer failed", outcomes));
  }

  /** Settles and publishes a sample. Answers when the next is due. */
  long publish(SampleRun run, List<CheckOutcome> outcomes, Score score) {
    Status sample = worst(outcomes);
    Status before = tracker.settled();
    Status after = tracker.update(sample);
    TargetHealth last = published;
    Instant now = engine.now();
    boolean changed = sample != lastSample;
    lastSample = sample;
    var health =
        new TargetHealth(
            target,
            after,
            after == before ? last.since() : now,
            sample,
            score,
            outcomes,
            now.minusNanos(Math.max(0, engine.ticker.read() - run.startedAt)),
            run.startedAt,
            next(activity(changed, run.startedAt)),
            false);
    published = health;
    engine.published(this, health);
    if (after != before) {
      var transition = new Transition(target, before, after, now, score, outcomes);
      engine.events.publish(new HealthEvent.StateChanged(now, transition));
    }
    return run.startedAt + health.interval().toNanos();
  }

  private Activity activity(boolean changed, long now) {
    boolean busy = jobs.get() > 0 || engine.isBusy();
    if (changed || tracker.isUnsettled() || busy) {
      calmSince = now;
    }
    return new Activity(
        changed, tracker.isUnsettled(), busy, Duration.ofNanos(Math.max(0, now - calmSince)));
  }

  private Duration next(Activity activity) {
    Duration wanted =
        engine.guard.call(
            "schedule of target " + target.id(), () -> spec.schedule.next(activity), Durations.MAX);
    return wanted.compareTo(Durations.MIN) < 0
        ? Durations.MIN
        : wanted.compareTo(Durations.MAX) > 0 ? Durations.MAX : wanted;
  }

  private static Status worst(List<CheckOutcome> outcomes) {
    Status worst = Status.HEALTHY;
    for (CheckOutcome outcome : outcomes) {
      worst = worst.worse(outcome.status());
    }
    return worst;
  }
}

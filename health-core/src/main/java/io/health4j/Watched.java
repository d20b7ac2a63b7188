package io.health4j;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.check.CheckOutcome;
import io.health4j.check.HealthCheck;
import io.health4j.check.Occurrence;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import io.health4j.score.Score;
import io.health4j.score.Scorer;
import io.health4j.state.StateTracker;
import io.health4j.state.Transition;
import io.health4j.time.Activity;
import io.health4j.time.Durations;
import io.health4j.time.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One target while it is watched. Its samples come one after another, and each is concluded by one
 * thread that sees what the last one wrote, so only what others read is volatile.
 */
final class Watched implements SampleRun.Host {

  private static final Activity NEW = new Activity(true, true, false, Duration.ZERO);
  private static final String EVENT_SOURCE = "event source of target ";
  private static final Activity BUSY = new Activity(false, false, true, Duration.ZERO);

  private final Engine engine;
  private final Target target;
  private final Scorer scorer;
  private final Schedule schedule;
  private final List<CheckSlot> slots;
  private final StateTracker tracker;
  private final Cadence cadence;
  private final long busyInterval;
  private long calmSince;
  private Status lastSample = Status.UNKNOWN;

  /** What bore out the settled state last. */
  private List<CheckOutcome> settledBy = List.of();

  private volatile TargetHealth published;

  @GuardedBy("this")
  private final List<HealthSource.Subscription> subscriptions = new ArrayList<>(0);

  @GuardedBy("this")
  private boolean checksClosed;

  /** Written under this lock, so that a removed target's last event is that it was removed. */
  private volatile boolean removed;

  /** When the next sample is due, by when it should begin, and whether it is in line for that. */
  long due;

  long deadline;
  boolean queued;
  boolean entered;

  /** In which poll it was last sampled: the engine's. */
  long polledAt;

  /** Whether one was asked for while one was under way; these are the queue's. */
  boolean again;

  Watched(Engine engine, TargetSpec spec, List<CheckSlot> slots) {
    this.engine = engine;
    this.target = spec.target();
    this.scorer = spec.scorer();
    this.schedule = spec.schedule();
    this.slots = slots;
    this.tracker = new StateTracker(spec.policy());
    this.cadence = new Cadence(target.id());
    this.due = engine.ticker.read();
    this.calmSince = due;
    this.busyInterval = interval(BUSY).toNanos();
    this.published = TargetHealth.unsampled(target, engine.now(), due, interval(NEW));
  }

  Target target() {
    return target;
  }

  Cadence cadence() {
    return cadence;
  }

  List<CheckSlot> slots() {
    return slots;
  }

  TargetHealth health() {
    return published;
  }

  /** Answers false when it was removed before. */
  synchronized boolean remove() {
    if (removed) {
      return false;
    }
    removed = true;
    engine.events.publish(new HealthEvent.TargetRemoved(engine.now(), target));
    return true;
  }

  /** Lets event sources wake it. */
  void listenTo(List<EventSource> sources) {
    for (EventSource source : sources) {
      HealthSource.Subscription subscription =
          engine.guard.call(
              EVENT_SOURCE, target.id(), () -> source.listen(() -> engine.queue.wake(this)));
      synchronized (this) {
        if (subscription != null) {
          subscriptions.add(subscription);
        }
      }
    }
    if (isOver()) { // meanwhile
      LastCalls.run(lastCalls(), 0);
    }
  }

  /** What ends its event sources and its checks, each told once. */
  synchronized List<Runnable> lastCalls() {
    var calls = new ArrayList<Runnable>(subscriptions.size());
    if (!checksClosed) {
      checksClosed = true;
      for (CheckSlot slot : slots) {
        if (slot.check() instanceof HealthCheck.Closeable check) {
          calls.add(() -> engine.guard.run("check " + slot.name(), check::close));
        }
      }
    }
    for (HealthSource.Subscription each : subscriptions) {
      calls.add(() -> engine.guard.run(EVENT_SOURCE + target.id(), each::close));
    }
    subscriptions.clear();
    return calls;
  }

  boolean isRemoved() {
    return removed;
  }

  @Override
  public boolean isOver() {
    return removed || engine.isClosing();
  }

  /** When a sample is due now that a job runs. */
  long dueWhenBusy() {
    return published.sampledTick() + busyInterval;
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
    tell(new HealthEvent.CheckTimedOut(engine.now(), target, slot.name(), after));
  }

  @Override
  public void breakerChanged(CheckSlot slot, BreakerState state) {
    tell(new HealthEvent.BreakerChanged(engine.now(), target, slot.name(), state));
  }

  synchronized void tell(HealthEvent event) {
    if (!removed) {
      engine.events.publish(event);
    }
  }

  @Override
  public void finished(SampleRun run, @Nullable Worker worker) {
    engine.conclude(this, run, worker);
  }

  /**
   * Scores, settles and publishes a sample. The host's scorer and schedule are called first; when
   * they took too long nothing is published.
   *
   * @param mayCall whether they may be called; otherwise the default scorer and the last interval
   *     do
   * @param inTime tells, once they were called, whether that was in time
   * @return when the next sample is due
   */
  long conclude(SampleRun run, boolean mayCall, BooleanSupplier inTime) {
    List<CheckOutcome> outcomes = run.outcomes();
    tellOccurrences(outcomes); // first: they are told once, and a slow scorer costs a sample
    Score score = mayCall ? score(outcomes) : Scorer.weighted().score(outcomes);
    Status sample = worst(outcomes);
    Status before = published.status(); // as it was told last
    Status after = tracker.update(sample);
    Activity activity = activity(sample, run.startedAt);
    Duration interval = mayCall ? interval(activity) : published.interval();
    if (!inTime.getAsBoolean()) {
      return engine.ticker.read();
    }
    Instant now = engine.now();
    publish(
        new TargetHealth(
            target,
            after,
            after == before ? published.since() : now,
            sample,
            tracker.flapRatio(),
            score,
            outcomes,
            now.minusNanos(Math.max(0, engine.ticker.read() - run.startedAt)),
            run.startedAt,
            interval,
            false));
    if (after != before) {
      var transition = new Transition(target, before, after, now, score, settledBy, outcomes);
      tell(new HealthEvent.StateChanged(now, transition));
    }
    settledBy = after != before || sample == after ? outcomes : settledBy;
    return engine.isStarted()
        ? cadence.next(run.startedAt, interval)
        : run.startedAt + interval.toNanos();
  }

  private void tellOccurrences(List<CheckOutcome> outcomes) {
    for (int i = 0; i < outcomes.size(); i++) { // no iterator: nearly always there is none
      CheckOutcome outcome = outcomes.get(i);
      for (Occurrence each : outcome.result().occurrences()) {
        tell(new HealthEvent.Occurred(engine.now(), target, outcome.check(), each));
      }
    }
  }

  /** Under the lock, so that nothing of a target is kept once it is removed. */
  private synchronized void publish(TargetHealth health) {
    if (!removed) {
      published = health;
      engine.published(health);
    }
  }

  private Score score(List<CheckOutcome> outcomes) {
    Score score = engine.guard.call("scorer of target ", target.id(), () -> scorer.score(outcomes));
    return score != null ? score : Score.none("the scorer failed", outcomes);
  }

  private Activity activity(Status sample, long now) {
    boolean changed = sample != lastSample;
    boolean busy = engine.isBusy();
    lastSample = sample;
    if (changed || tracker.isUnsettled() || busy) {
      calmSince = now;
    }
    return new Activity(
        changed, tracker.isUnsettled(), busy, Duration.ofNanos(Math.max(0, now - calmSince)));
  }

  private Duration interval(Activity activity) {
    Duration wanted =
        engine.guard.call("schedule of target ", target.id(), () -> schedule.next(activity));
    if (wanted == null || wanted.compareTo(Durations.MAX) > 0) {
      return Durations.MAX;
    }
    return wanted.compareTo(Durations.MIN) < 0 ? Durations.MIN : wanted;
  }

  private static Status worst(List<CheckOutcome> outcomes) {
    Status worst = Status.HEALTHY;
    for (int i = 0; i < outcomes.size(); i++) {
      worst = worst.worse(outcomes.get(i).status());
    }
    return worst;
  }
}

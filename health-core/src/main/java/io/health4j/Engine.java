package io.health4j;

import io.health4j.MonitorStatistics.CheckStatistics;
import io.health4j.alert.Alert;
import io.health4j.recovery.RecoveryEngine;
import io.health4j.report.HealthReport;
import io.health4j.report.History;
import io.health4j.report.TargetHealth;
import io.health4j.time.Durations;
import io.health4j.time.LostTime;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a monitor share, and the way of a sample through them: the pacemaker starts it,
 * workers make its calls, its score and state are worked out on the worker that brought the last
 * outcome, and one volatile write publishes it.
 */
final class Engine implements HealthSource, Worker.Caller {

  private static final long TOLD_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  final Ticker ticker;
  final Guard guard = new Guard();
  final CpuTime cpuTime = new CpuTime();
  final WorkerPool pool;
  final Outreach outreach;
  final Events events;
  final DueQueue queue;
  final Pacemaker pacemaker;
  private final InstantSource wall;
  private final LostTime lostTime = new LostTime();
  private final Breaker.TickerClock breakerClock;
  private final History history;
  private final int stuckLimit;
  private final Map<String, Watched> targets = new LinkedHashMap<>();
  private final AtomicLong samples = new AtomicLong();
  private final AtomicInteger jobs = new AtomicInteger();
  private long polls = 1;
  private volatile boolean started;
  private volatile boolean closing;

  Engine(
      Ticker ticker,
      InstantSource wall,
      long historyBytes,
      int parallelism,
      int stuckLimit,
      Plans plans) {
    this.ticker = ticker;
    this.wall = wall;
    this.stuckLimit = stuckLimit;
    this.history = new History(historyBytes);
    this.breakerClock = new Breaker.TickerClock(ticker);
    this.pool = new WorkerPool(parallelism, stuckLimit, cpuTime, guard);
    this.events = new Events(guard, ticker, task -> started && pool.submit(task));
    this.queue = new DueQueue(ticker, this::isBusy, this::wakeBefore);
    this.pacemaker = new Pacemaker(this, ticker, lostTime);
    this.outreach = new Outreach(this, plans);
  }

  Instant now() {
    return wall.instant();
  }

  private void wakeBefore(long due) {
    pacemaker.wakeIfBefore(due);
  }

  // --- targets

  /** A breaker on the monitor's clock. */
  Breaker breaker(int failures, Duration open) {
    return new Breaker(failures, open, breakerClock);
  }

  void add(TargetSpec spec) {
    var target = spec.target();
    if (target.id().equals(SelfHealth.TARGET.id())) {
      throw new IllegalArgumentException("target '" + target.id() + "' is the monitor's own");
    }
    var slots = new ArrayList<CheckSlot>();
    for (CheckSpec check : spec.checks()) {
      Breaker breaker = breaker(check.failures, check.open);
      slots.add(new CheckSlot(target, check, breaker, ticker, lostTime));
    }
    var watched = new Watched(this, spec, List.copyOf(slots));
    synchronized (targets) {
      if (targets.putIfAbsent(target.id(), watched) != null) {
        throw new IllegalArgumentException("target '" + target.id() + "' is watched already");
      }
    }
    watched.tell(new HealthEvent.TargetAdded(now(), target));
    outreach.add(spec);
    if (watched.isRemoved()) { // meanwhile
      outreach.remove(target.id());
    }
    queue.enter(watched);
    watched.listenTo(spec.sources());
  }

  boolean remove(String id) {
    Watched watched = find(id);
    if (watched == null || !watched.remove()) { // first: then nothing puts it back into line
      return false;
    }
    queue.remove(watched);
    history.forget(id);
    outreach.remove(id);
    synchronized (targets) {
      targets.remove(id); // last: until then nobody else has its id
    }
    LastCalls.run(watched.lastCalls(), 0);
    return true;
  }

  @Nullable Watched find(String id) {
    synchronized (targets) {
      return targets.get(id);
    }
  }

  private List<Watched> all() {
    synchronized (targets) {
      return List.copyOf(targets.values());
    }
  }

  // --- jobs

  void busy(int change) {
    if (jobs.addAndGet(change) == 1 && change > 0) {
      queue.hurryAll();
    }
  }

  boolean isBusy() {
    return jobs.get() > 0;
  }

  // --- the way of a sample

  /** What ends the event sources of all targets. */
  List<Runnable> lastCalls() {
    return all().stream().flatMap(watched -> watched.lastCalls().stream()).toList();
  }

  /** From now on no check begins. */
  void stop() {
    closing = true;
    pacemaker.close();
  }

  boolean isStarted() {
    return started;
  }

  boolean isClosing() {
    return closing;
  }

  void start() {
    started = true;
    pacemaker.start();
    events.wake();
  }

  /** Samples everything that is due, here and now. */
  int poll() {
    long now = ticker.read();
    int sampled = 0;
    var woken = new ArrayList<Watched>(0);
    for (Watched due = queue.takeDue(now); due != null; due = queue.takeDue(now)) {
      Watched watched = due;
      if (watched.polledAt == polls) { // woken while it was sampled: that is for the next poll
        woken.add(watched);
        continue;
      }
      watched.polledAt = polls;
      guard.run("a sample", () -> watched.sample().run(null));
      queue.putBack(watched, now + 1); // unless it is in line already, as it should be
      events.drain();
      sampled++;
    }
    polls++;
    woken.forEach(watched -> queue.putBack(watched, now));
    outreach.poll();
    events.drain();
    return sampled;
  }

  /**
   * Has a sample's checks called by workers. What it throws it throws before any worker took it.
   */
  void dispatch(SampleRun run) {
    if (!pool.submit(run)) {
      run.refused();
      return;
    }
    for (int i = run.width(); i > 1; i--) {
      guard.run("a worker for slow checks", () -> pool.submit(run));
    }
  }

  /** All checks of a sample are done: score it on a worker, never on the pacemaker. */
  void conclude(Watched watched, SampleRun run, @Nullable Worker worker) {
    boolean handedOver = false;
    try {
      handedOver = started && worker == null && pool.submit(new Conclusion(watched, run));
    } finally {
      if (!handedOver) {
        score(watched, run, worker);
      }
    }
  }

  /** What is left to do of a sample whose last check was given up. */
  private final class Conclusion implements WorkerPool.Task {

    private final Watched watched;
    private final SampleRun run;

    Conclusion(Watched watched, SampleRun run) {
      this.watched = watched;
      this.run = run;
    }

    @Override
    public void run(Worker worker) {
      score(watched, run, worker);
    }

    @Override
    public void refused() {
      score(watched, run, null);
    }
  }

  /**
   * Without a worker in a started monitor this is the pacemaker's thread, with every other stuck:
   * then the host's scorer and schedule are left alone.
   */
  private void score(Watched watched, SampleRun run, @Nullable Worker worker) {
    long next = ticker.read() + watched.health().interval().toNanos();
    try {
      if (worker != null) {
        worker.begin(this, 0, ticker.read(), CheckSpec.DEFAULT_TIMEOUT.toNanos());
      }
      boolean mayCall = worker != null || !started;
      next = watched.conclude(run, mayCall, () -> worker == null || worker.end());
    } finally { // also when no memory is left: a target out of line would never be sampled again
      queue.putBack(watched, next);
    }
  }

  /** A scorer or schedule hangs: its target turns stale, and is sampled again when that returns. */
  @Override
  public void givenUp(int call, long ranNanos) {
    guard.count();
    String reason = "hangs since " + Durations.text(ranNanos);
    pool.submit(worker -> guard.log("a scorer or schedule", reason)); // not on the pacemaker
  }

  void published(TargetHealth health) {
    samples.incrementAndGet();
    history.record(health);
    outreach.sampled(health);
    if (events.hasListeners()) {
      events.publish(new HealthEvent.Sampled(now(), health));
    }
  }

  /** A pause is told when people would ask about it. */
  void tellLostTime(long nanos) {
    if (nanos > 0) {
      outreach.lost(nanos);
    }
    if (nanos >= TOLD_PAUSE_NANOS) {
      events.publish(new HealthEvent.TimeLost(now(), Duration.ofNanos(nanos)));
    }
  }

  // --- readers

  @Override
  public HealthReport report() {
    return new HealthReport(now(), ticker.read(), all().stream().map(Watched::health).toList());
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public List<Alert> alerts() {
    return outreach.alerting.alerts();
  }

  @Override
  public List<RecoveryEngine.Attempt> recoveries() {
    return outreach.recoveries.recent();
  }

  @Override
  public MonitorStatistics statistics() {
    List<CheckStatistics> checks =
        all().stream()
            .flatMap(watched -> watched.slots().stream())
            .map(CheckSlot::statistics)
            .toList();
    return new MonitorStatistics(
        samples.get(),
        pool.stuck() + outreach.stuck(),
        stuckLimit,
        events.dropped(),
        guard.failures(),
        history.droppedSamples(),
        history.bytes(),
        Duration.ofNanos(lostTime.total()),
        cpuTime.total(),
        outreach.alerting.statistics(),
        outreach.recoveries.counts(),
        checks);
  }

  @Override
  public Subscription listen(HealthListener listener) {
    return events.listen(Objects.requireNonNull(listener, "listener"));
  }
}

package io.health4j;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.health4j.alert.Alert;
import io.health4j.report.TargetHealth;
import io.health4j.time.LostTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What leaves the monitor: samples go into the alert and the recovery engine, and what those say is
 * due goes to sinks and actions. Each kind has threads of its own, so that checks that hang or
 * actions that take long hold up no alert, and sinks that hang no check.
 *
 * <p>The engines call nobody. What they answer is handed on under one lock, so that all see it in
 * one order; the host's code, but for its outbox, is called without it. What is due by time alone
 * is done by a task that the pacemaker hands in.
 */
final class Outreach implements WorkerPool.Task {

  /** Sinks that are called at once, and actions; and as many of each may hang (our judgement). */
  private static final int PARALLELISM = 8;

  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Engine engine;
  private final boolean on;
  final WorkerPool pool;
  final WorkerPool actions;
  final Alerting alerting;
  final Recoveries recoveries;
  private final Object order = new Object();

  @GuardedBy("order")
  private boolean submitted;

  @GuardedBy("order")
  private long notBefore;

  Outreach(Engine engine, Plans plans) {
    this.engine = engine;
    this.on = !plans.isEmpty();
    this.pool =
        new WorkerPool("health4j-outreach", PARALLELISM, PARALLELISM, engine.cpuTime, engine.guard);
    this.actions =
        new WorkerPool("health4j-action", PARALLELISM, PARALLELISM, engine.cpuTime, engine.guard);
    this.alerting = new Alerting(engine, this, plans);
    this.recoveries = new Recoveries(engine, this, plans.policies());
    this.notBefore = engine.ticker.read();
  }

  /** Whether there is a rule or a policy. */
  boolean isOn() {
    return on;
  }

  void add(TargetSpec spec) {
    synchronized (order) {
      alerting.add(spec);
      recoveries.add(spec.target());
    }
  }

  void remove(String target) {
    synchronized (order) {
      long tick = engine.ticker.read();
      Instant at = engine.now();
      recoveries.changed(alerting.remove(target, tick, at), tick, at);
      recoveries.remove(target, tick, at);
    }
    wake();
  }

  /** A target was sampled. */
  void sampled(TargetHealth health) {
    if (!on) {
      return;
    }
    synchronized (order) {
      long tick = engine.ticker.read();
      Instant at = engine.now();
      List<Alert> changed = alerting.sampled(health, tick, at);
      recoveries.changed(changed, tick, at);
      recoveries.sampled(health, tick, at);
    }
    wake();
  }

  /** Does what is due by time. */
  private void advance() {
    synchronized (order) {
      long tick = engine.ticker.read();
      Instant at = engine.now();
      recoveries.changed(alerting.advance(tick, at), tick, at);
      recoveries.advance(tick, at);
    }
    wake();
  }

  /** Runs something that changes alerts or recoveries, in the order of all. */
  void inOrder(Runnable change) {
    synchronized (order) {
      change.run();
    }
    wake();
  }

  /** Time went by in which this process did not run. */
  void lost(long nanos) {
    synchronized (order) {
      alerting.lost(nanos);
      recoveries.lost(nanos);
    }
  }

  /** Sees to it that what is due is called, now or when its time has come. */
  private void wake() {
    if (engine.isStarted()) {
      alerting.wakeLanes();
      recoveries.startOrders();
      dueIn(untilDue(engine.ticker.read()));
    }
  }

  /** There is something to do in so many nanoseconds; MAX_VALUE when there is not. */
  void dueIn(long nanos) {
    if (nanos != Long.MAX_VALUE) {
      engine.pacemaker.wakeIfBefore(engine.ticker.read() + nanos);
    }
  }

  private long untilDue(long now) {
    return Math.min(alerting.untilDue(now), recoveries.untilDue(now));
  }

  // --- the pacemaker's side

  /**
   * Gives up calls that are overdue and has done what is due.
   *
   * @return how long it may be left alone, in nanoseconds
   */
  long pace(long now, LostTime lost) {
    if (!on) {
      return Long.MAX_VALUE;
    }
    pool.expire(now, lost);
    actions.expire(now, lost);
    long left = Math.min(pool.left(now, lost), actions.left(now, lost));
    long until = untilDue(now);
    if (until == Long.MAX_VALUE) {
      return left;
    }
    synchronized (order) {
      if (submitted) {
        return left;
      }
      long wait = Math.max(until, notBefore - now);
      if (wait > 0) {
        return Math.min(wait, left);
      }
      submitted = true;
    }
    if (!pool.submit(this)) {
      refused();
    }
    return left;
  }

  @Override
  public void refused() {
    synchronized (order) {
      submitted = false;
      notBefore = engine.ticker.read() + RETRY_NANOS;
    }
  }

  @Override
  public void run(Worker worker) {
    synchronized (order) {
      submitted = false;
    }
    advance();
  }

  // --- without threads

  /** Does and calls all that is due, here and now. */
  void poll() {
    if (on) {
      advance();
      alerting.drainLanes();
      recoveries.runOrders();
    }
  }

  // --- the end

  /** Has told what waits only for others of its group; without workers, here and now. */
  void deliverLast() {
    inOrder(alerting::flush);
    if (!engine.isStarted()) {
      alerting.drainLanes();
    }
  }

  /** Nothing will be delivered any more. */
  void abandon() {
    alerting.abandon();
  }

  boolean isIdle() {
    return alerting.isIdle();
  }

  /** How many threads are held by sinks and actions that hang. */
  int stuck() {
    return pool.stuck() + actions.stuck();
  }

  /** Ends all threads; see {@link WorkerPool#close}. */
  void close(long waitNanos) {
    actions.close(waitNanos / 2);
    pool.close(waitNanos / 2);
  }

  /** What lets go of the sinks. */
  List<Runnable> lastCalls() {
    return alerting.lastCalls();
  }
}

package io.health4j;

import io.health4j.alert.Alert;
import io.health4j.alert.Silence;
import io.health4j.recovery.RecoveryEngine;
import io.health4j.report.HealthReport;
import io.health4j.report.History;
import io.health4j.time.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Knows whether the host, and what it stands on, is healthy.
 *
 * <pre>{@code
 * try (HealthMonitor monitor = HealthMonitor.builder()
 *     .watch("trainer-1", t -> t.interval(ofSeconds(5))
 *         .check("heap", Checks.heap(), c -> c.weight(30))
 *         .check("disk", Checks.diskSpace(Path.of("/data")), c -> c.weight(10).vital()))
 *     .start()) {
 *   …
 *   monitor.report().status();
 * }
 * }</pre>
 *
 * <p>Once started, it samples its targets on daemon threads of its own ({@code health4j-…}), and no
 * exception of a check, listener or binder reaches the host. A monitor that is built but not
 * started samples when {@link #poll()} is called, on the caller's thread: then a hung check hangs
 * the caller.
 *
 * <p>Thread-safe.
 */
public final class HealthMonitor implements HealthSource, AutoCloseable {

  /** How long {@link #close()} waits at most for calls and events that are under way. */
  public static final Duration CLOSE_DEADLINE = Duration.ofSeconds(1);

  private final Engine engine;
  private final List<MetricsBinder> binders;
  private final AtomicBoolean running = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();

  HealthMonitor(Engine engine, List<MetricsBinder> binders) {
    this.engine = engine;
    this.binders = binders;
    binders.forEach(binder -> engine.guard.run(name(binder), () -> binder.bindTo(this)));
  }

  /**
   * Describes a monitor.
   *
   * @return a builder
   */
  public static MonitorBuilder builder() {
    return new MonitorBuilder();
  }

  /**
   * Begins to sample on threads of its own.
   *
   * @return this
   * @throws IllegalStateException when it is started or closed already
   */
  public synchronized HealthMonitor start() {
    requireOpen();
    if (!running.compareAndSet(false, true)) {
      throw new IllegalStateException("the monitor is started already");
    }
    engine.start();
    return this;
  }

  /**
   * Samples every target that is due, each once, and tells the listeners, all on the caller's
   * thread. For tests and for hosts that have a loop of their own; no timeout holds here.
   *
   * @return how many targets were sampled
   * @throws IllegalStateException when the monitor is started or closed
   */
  public synchronized int poll() {
    requireOpen();
    if (running.get()) {
      throw new IllegalStateException("poll() is for a monitor that is not started");
    }
    return engine.poll();
  }

  /**
   * Watches one more target from now on.
   *
   * @param id the target's name, unique in this monitor; not blank
   * @param description its labels, checks and schedule
   * @throws IllegalArgumentException when the target has no check, or is watched already
   * @throws IllegalStateException when a setting is given twice, or the monitor is closed
   */
  public void watch(String id, Consumer<TargetSpec> description) {
    requireOpen();
    engine.add(TargetSpec.of(id, description));
  }

  /**
   * Watches a target no longer, and forgets its history. A call of its checks that is under way
   * ends unheard.
   *
   * @param id the target's name
   * @return false when there is no such target
   */
  public boolean unwatch(String id) {
    return engine.remove(id);
  }

  /**
   * Has a target sampled as soon as can be, though no more often than ten times a second: for those
   * who know that something happened. {@link TargetSpec#wakeOn} connects a source of events.
   *
   * @param id the target's name
   * @return false when there is no such target
   */
  public boolean wake(String id) {
    Watched watched = engine.find(id);
    if (watched != null) {
      engine.queue.wake(watched);
    }
    return watched != null;
  }

  /**
   * Tells that a job runs, during which adaptive {@link Schedule schedules} are quick.
   *
   * @param job its name, for people
   * @return ends the job when closed
   */
  public Job busy(String job) {
    engine.busy(1);
    return new Job(job, () -> engine.busy(-1));
  }

  @Override
  public HealthReport report() {
    return engine.report();
  }

  @Override
  public List<Alert> alerts() {
    return engine.alerts();
  }

  @Override
  public List<RecoveryEngine.Attempt> recoveries() {
    return engine.recoveries();
  }

  /**
   * Keeps alerts from being told for a while.
   *
   * @param silence which, and for how long
   * @return ends it sooner when closed
   * @throws IllegalStateException when there are too many silences already
   */
  public Subscription silence(Silence silence) {
    return engine.outreach.alerting.silence(silence);
  }

  /**
   * Somebody looks after an alert: until it ends it is neither repeated nor escalated.
   *
   * @param fingerprint which, see {@link Alert#fingerprint}
   * @param by who; not blank
   * @return false when no such alert is active
   */
  public boolean acknowledge(String fingerprint, String by) {
    return engine.outreach.alerting.acknowledge(fingerprint, by);
  }

  @Override
  public History history() {
    return engine.history();
  }

  @Override
  public MonitorStatistics statistics() {
    return engine.statistics();
  }

  @Override
  public Subscription listen(HealthListener listener) {
    return engine.listen(listener);
  }

  /**
   * Samples no more, delivers the notifications and events that wait, and ends all threads; all
   * within {@link #CLOSE_DEADLINE}. Notifications that could not be delivered by then are counted
   * and told as dropped, unless the outbox keeps them. Alerts that are active stay so where they
   * were told. A thread in a native call that does not return ends with that call. A second close
   * does nothing.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    long end = System.nanoTime() + CLOSE_DEADLINE.toNanos();
    engine.stop();
    long share = CLOSE_DEADLINE.toNanos() / 4;
    if (engine.outreach.isOn()) {
      LastCalls.run(List.of(engine.outreach::deliverLast), share);
      awaitIdle(engine.outreach::isIdle, share);
      engine.outreach.abandon();
    }
    if (!running.get()) {
      LastCalls.run(List.of(engine.events::drain), share);
    }
    awaitIdle(engine.events::isIdle, share);
    engine.events.close();
    var calls = new ArrayList<>(engine.lastCalls());
    calls.addAll(engine.outreach.lastCalls());
    binders.forEach(each -> calls.add(() -> engine.guard.run(name(each), each::close)));
    LastCalls.run(calls, share);
    engine.outreach.close(left(end));
    engine.pool.close(left(end));
    engine.pacemaker.awaitEnd(left(end));
  }

  private static long left(long end) {
    return Math.max(TimeUnit.MILLISECONDS.toNanos(1), end - System.nanoTime());
  }

  /** Gives the workers time to deliver what waits; where there are none it was done before. */
  private void awaitIdle(BooleanSupplier idle, long waitNanos) {
    if (!running.get()) {
      return;
    }
    Waiting.until(
        idle,
        waitNanos,
        nanos -> LockSupport.parkNanos(Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(1))));
  }

  private static String name(MetricsBinder binder) {
    return "metrics binder " + binder.getClass().getName();
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the monitor is closed");
    }
  }

  /** A job that runs. Thread-safe; closing it twice ends it once. */
  public static final class Job implements AutoCloseable {

    private final String name;
    private final Runnable end;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Job(String name, Runnable end) {
      this.name = name;
      this.end = end;
    }

    /** The job has ended. */
    @Override
    public void close() {
      if (ended.compareAndSet(false, true)) {
        end.run();
      }
    }

    @Override
    public String toString() {
      return "Job{" + name + "}";
    }
  }
}

package io.health4j;

import io.health4j.MonitorStatistics.AlertStatistics;
import io.health4j.alert.Alert;
import io.health4j.alert.AlertEngine;
import io.health4j.alert.AlertEngine.Dispatch;
import io.health4j.alert.AlertEngine.Due;
import io.health4j.alert.AlertRoute;
import io.health4j.alert.AlertSink;
import io.health4j.alert.Notification;
import io.health4j.alert.Outbox;
import io.health4j.alert.Severity;
import io.health4j.alert.Silence;
import io.health4j.report.TargetHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The monitor's alerts: hands samples to the alert engine, tells listeners of what it answers, and
 * puts its notifications into the lanes of the sinks. All but what reads is called in the order of
 * {@link Outreach}.
 */
final class Alerting implements SinkLane.Host {

  /** As often as a target by default. */
  private static final long SELF_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** So long a rule may go without data before that is told: some checks take their time. */
  private static final long DORMANT_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final Engine engine;
  private final Outreach outreach;
  private final AlertEngine alerts;
  private final SelfHealth self;
  private final boolean on;

  /** By route; routes to the same sink share one. */
  private final Map<String, SinkLane> lanes = new LinkedHashMap<>();

  private final Set<String> toldDormant = new HashSet<>();
  private final AtomicLong fired = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private volatile long selfDue;
  private long dormantDue;

  Alerting(Engine engine, Outreach outreach, Plans plans) {
    this.engine = engine;
    this.outreach = outreach;
    this.on = !plans.rules().isEmpty();
    this.alerts = new AlertEngine(plans.rules(), plans.routes());
    this.self = new SelfHealth(engine);
    this.selfDue = engine.ticker.read() + SELF_NANOS;
    this.dormantDue = engine.ticker.read() + DORMANT_NANOS;
    var bySink = new IdentityHashMap<AlertSink, SinkLane>();
    var outbox = new SafeOutbox(plans.outbox(), engine.guard);
    plans.routes().forEach(route -> addLane(route, outbox, bySink));
    if (on) {
      alerts.observe(SelfHealth.TARGET);
    }
  }

  private void addLane(AlertRoute route, Outbox outbox, Map<AlertSink, SinkLane> bySink) {
    SinkLane lane = bySink.computeIfAbsent(route.sink(), sink -> lane(route.name(), sink, outbox));
    lanes.put(route.name(), lane);
    route.escalation().ifPresent(escalation -> addLane(escalation.next(), outbox, bySink));
  }

  private SinkLane lane(String name, AlertSink sink, Outbox outbox) {
    Breaker breaker = engine.breaker(SinkLane.FAILURES, SinkLane.OPEN);
    return new SinkLane(name, sink, outbox, engine.ticker, breaker, new SplittableRandom(), this);
  }

  private Set<SinkLane> distinctLanes() {
    return new LinkedHashSet<>(lanes.values());
  }

  // --- what the engine is told, and what it answers

  void add(TargetSpec spec) {
    if (on) {
      alerts.add(spec.target(), spec.dependencies(), spec.checkDependencies());
    }
  }

  List<Alert> remove(String target, long tick, Instant at) {
    return handle(alerts.remove(target, tick, at), at);
  }

  List<Alert> sampled(TargetHealth health, long tick, Instant at) {
    return on ? handle(alerts.sampled(health, tick, at), at) : List.of();
  }

  /** Does what is due by time; every few seconds the monitor looks at itself. */
  List<Alert> advance(long tick, Instant at) {
    if (!on) {
      return List.of();
    }
    var changed = new ArrayList<>(handle(alerts.advance(tick, at), at));
    if (tick - selfDue >= 0) {
      selfDue = tick + SELF_NANOS;
      changed.addAll(handle(alerts.sampled(self.look(tick, at), tick, at), at));
      tellDormant(tick, at);
    }
    return changed;
  }

  private void tellDormant(long tick, Instant at) {
    if (tick - dormantDue >= 0) {
      dormantDue = tick + DORMANT_NANOS;
      for (String rule : alerts.dormant()) {
        if (toldDormant.add(rule)) {
          engine.events.publish(new HealthEvent.RuleDormant(at, rule));
        }
      }
    }
  }

  void lost(long nanos) {
    alerts.lost(nanos);
  }

  void flush() {
    Instant at = engine.now();
    handle(alerts.flush(engine.ticker.read(), at), at);
  }

  /** Adds a line to the story of a target's alerts. */
  void tell(String target, String line, Instant at) {
    alerts.tell(target, line, at);
  }

  boolean isMassFailure() {
    return alerts.isMassFailure();
  }

  private List<Alert> handle(Due due, Instant at) {
    if (due.isEmpty()) {
      return List.of();
    }
    for (Alert alert : due.changed()) {
      boolean isNew = alert.state() == Alert.State.FIRING && alert.since().equals(alert.firedAt());
      fired.addAndGet(isNew ? 1 : 0);
      ended.addAndGet(alert.state().isOver() && alert.firedAt() != null ? 1 : 0);
      engine.events.publish(new HealthEvent.AlertChanged(at, alert));
    }
    due.dispatches().forEach(this::hand);
    return due.changed();
  }

  private void hand(Dispatch dispatch) {
    SinkLane lane = lanes.get(dispatch.route().name());
    if (lane != null) {
      lane.add(dispatch.notification()).ifPresent(this::displaced);
    }
  }

  private void displaced(Outbox.Entry entry) {
    for (SinkLane lane : distinctLanes()) {
      if (lane.name().equals(entry.lane())) {
        lane.displaced(entry);
      }
    }
  }

  // --- what people say

  HealthSource.Subscription silence(Silence silence) {
    outreach.inOrder(() -> alerts.silence(silence, engine.ticker.read()));
    return () -> outreach.inOrder(() -> alerts.endSilence(silence, engine.ticker.read()));
  }

  boolean acknowledge(String fingerprint, String by) {
    boolean active =
        alerts.alerts().stream()
            .anyMatch(alert -> alert.fingerprint().equals(fingerprint) && alert.state().isActive());
    outreach.inOrder(
        () -> {
          Instant at = engine.now();
          handle(alerts.acknowledge(fingerprint, by, engine.ticker.read(), at), at);
        });
    return active;
  }

  // --- the lanes

  void wakeLanes() {
    distinctLanes().forEach(SinkLane::wake);
  }

  /** Delivers what is due on the caller's thread. */
  void drainLanes() {
    distinctLanes().forEach(lane -> lane.run(null));
  }

  /** How long until there is something to do; at least 0, MAX_VALUE when there is nothing. */
  long untilDue(long now) {
    if (!on) {
      return Long.MAX_VALUE;
    }
    long until = Math.min(alerts.untilDue(now), Math.max(0, selfDue - now));
    for (SinkLane lane : lanes.values()) {
      until = Math.min(until, lane.untilDue());
    }
    return until;
  }

  @Override
  public boolean submit(WorkerPool.Task task) {
    return outreach.pool.submit(task);
  }

  @Override
  public void delivered(Notification notification) {
    engine.events.publish(new HealthEvent.NotificationDelivered(engine.now(), notification));
  }

  @Override
  public void dropped(Notification notification, String reason) {
    String what = "delivery to " + notification.route();
    if (!engine.isStarted() || !outreach.pool.submit(worker -> engine.guard.log(what, reason))) {
      engine.guard.log(what, reason);
    }
    engine.events.publish(new HealthEvent.NotificationDropped(engine.now(), notification, reason));
  }

  @Override
  public Duration since(Instant at) {
    return Duration.between(at, engine.now());
  }

  @Override
  public void dueIn(long nanos) {
    outreach.dueIn(nanos);
  }

  boolean isIdle() {
    return lanes.values().stream().allMatch(SinkLane::isIdle);
  }

  /** What still waits is lost, unless the outbox outlives the process. */
  void abandon() {
    distinctLanes().forEach(SinkLane::abandon);
  }

  List<Runnable> lastCalls() {
    var calls = new ArrayList<Runnable>();
    for (SinkLane lane : distinctLanes()) {
      calls.add(() -> engine.guard.run("closing sink " + lane.name(), lane.sink()::close));
    }
    return calls;
  }

  // --- readers

  /** Notifications that some sink will never get. */
  long dropped() {
    return distinctLanes().stream().mapToLong(lane -> lane.statistics().dropped()).sum();
  }

  List<Alert> alerts() {
    return alerts.alerts();
  }

  AlertStatistics statistics() {
    var active = new EnumMap<Severity, Long>(Severity.class);
    int pending = 0;
    for (Alert alert : alerts.alerts()) {
      pending += alert.state() == Alert.State.PENDING ? 1 : 0;
      if (alert.state().isActive()) {
        active.merge(alert.severity(), 1L, Long::sum);
      }
    }
    return new AlertStatistics(
        active,
        pending,
        fired.get(),
        ended.get(),
        alerts.dropped(),
        alerts.dormant(),
        alerts.isMassFailure(),
        distinctLanes().stream().map(SinkLane::statistics).toList());
  }
}

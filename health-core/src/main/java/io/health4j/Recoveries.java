package io.health4j;

import io.health4j.alert.Alert;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.recovery.RecoveryAction;
import io.health4j.recovery.RecoveryEngine;
import io.health4j.recovery.RecoveryEngine.Attempt;
import io.health4j.recovery.RecoveryEngine.Due;
import io.health4j.recovery.RecoveryEngine.Order;
import io.health4j.recovery.RecoveryPolicy;
import io.health4j.report.TargetHealth;
import io.health4j.time.Durations;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The monitor's recoveries: hands samples and alerts to the recovery engine, tells listeners and
 * the alerts' stories what it answers, and has its orders run. All but what reads, and the actions
 * themselves, is called in the order of {@link Outreach}.
 */
final class Recoveries {

  /** With fewer targets, half of them is no sign of a common cause: as for alerts. */
  private static final int FEWEST_FAILING = 3;

  private final Engine engine;
  private final Outreach outreach;
  private final RecoveryEngine recovery;
  private final boolean on;
  private final ConcurrentLinkedQueue<Order> orders = new ConcurrentLinkedQueue<>();

  /** Actions that were given up and have not come back: they are not called again until then. */
  private final Set<Call> hanging = ConcurrentHashMap.newKeySet();

  private final Map<RecoveryEngine.Outcome, Long> outcomes = new ConcurrentHashMap<>();

  /** Targets that are watched, and those of them that are CRITICAL, or about to be. */
  private final Set<String> watched = new HashSet<>();

  private final Set<String> failing = new HashSet<>();
  private boolean braked;

  private record Call(String target, RecoveryAction action) {}

  Recoveries(Engine engine, Outreach outreach, List<RecoveryPolicy> policies) {
    this.engine = engine;
    this.outreach = outreach;
    this.recovery = new RecoveryEngine(policies);
    this.on = !policies.isEmpty();
  }

  // --- what the engine is told, and what it answers

  void add(Target target) {
    if (on) {
      watched.add(target.id());
      recovery.add(target);
    }
  }

  void remove(String target, long tick, Instant at) {
    if (on) {
      watched.remove(target);
      failing.remove(target);
      handle(recovery.remove(target, tick, at), at);
      brake(tick, at);
    }
  }

  void sampled(TargetHealth health, long tick, Instant at) {
    if (on) {
      if (health.status() == Status.CRITICAL || health.sample() == Status.CRITICAL) {
        failing.add(health.target().id());
      } else {
        failing.remove(health.target().id());
      }
      brake(tick, at);
      handle(recovery.sampled(health, tick, at), at);
    }
  }

  /** Alerts changed, and with them perhaps whether half of all fails. */
  void changed(List<Alert> alerts, long tick, Instant at) {
    if (on && !alerts.isEmpty()) {
      brake(tick, at);
      for (Alert alert : alerts) {
        handle(recovery.alert(alert, tick, at), at);
      }
    }
  }

  /** When half of the targets fail together their cause is elsewhere, and a restart no remedy. */
  private void brake(long tick, Instant at) {
    boolean half = failing.size() >= FEWEST_FAILING && failing.size() * 2 >= watched.size();
    boolean wanted = half || outreach.alerting.isMassFailure();
    if (wanted != braked) {
      braked = wanted;
      handle(recovery.brake(wanted, tick, at), at);
    }
  }

  void advance(long tick, Instant at) {
    if (on) {
      handle(recovery.advance(tick, at), at);
    }
  }

  private void ended(Order order, @Nullable String failure, String did) {
    outreach.inOrder(
        () -> {
          Instant at = engine.now();
          handle(recovery.ended(order.attempt(), failure, did, engine.ticker.read(), at), at);
        });
  }

  private void handle(Due due, Instant at) {
    for (Attempt attempt : due.attempts()) {
      outcomes.merge(attempt.outcome(), 1L, Long::sum);
      engine.events.publish(new HealthEvent.RecoveryChanged(at, attempt));
      outreach.alerting.tell(attempt.target().id(), story(attempt), at);
    }
    orders.addAll(due.orders());
  }

  private static String story(Attempt attempt) {
    String outcome = attempt.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String detail = attempt.detail().isEmpty() ? "" : ": " + attempt.detail();
    return "recovery by " + attempt.action() + " " + outcome + detail;
  }

  void lost(long nanos) {
    recovery.lost(nanos);
  }

  /** How long until there is something to do; at least 0, MAX_VALUE when there is nothing. */
  long untilDue(long now) {
    return on ? recovery.untilDue(now) : Long.MAX_VALUE;
  }

  // --- the actions

  /** Has all orders run by workers. */
  void startOrders() {
    for (Order order = orders.poll(); order != null; order = orders.poll()) {
      var run = new ActionRun(order);
      if (engine.isClosing()) {
        run.end("the monitor is closed", "");
      } else if (!outreach.actions.submit(run)) {
        run.refused();
      }
    }
  }

  /** Runs all orders on the caller's thread. */
  void runOrders() {
    for (Order order = orders.poll(); order != null; order = orders.poll()) {
      new ActionRun(order).run(null);
    }
  }

  /** One call of an action. It ends once: it came back, or it was given up. */
  private final class ActionRun implements WorkerPool.Task, Worker.Caller {

    private final Order order;
    private final Call call;
    private final AtomicBoolean over = new AtomicBoolean();

    ActionRun(Order order) {
      this.order = order;
      this.call = new Call(order.target().id(), order.action());
    }

    @Override
    public void run(@Nullable Worker worker) {
      if (!hanging.add(call)) {
        end("it hangs since an earlier attempt", "");
        return;
      }
      String failure = null;
      String did = "";
      try {
        if (worker != null) {
          worker.begin(this, 0, engine.ticker.read(), order.timeout().toNanos());
        }
        String answer = order.action().recover(order.target());
        did = answer == null ? "" : Secrets.redact(answer);
      } catch (Throwable e) { // whatever an action throws is its failure
        failure = Secrets.describe(e);
      } finally {
        if (worker != null) {
          worker.end();
        }
        hanging.remove(call);
      }
      end(failure, did);
    }

    private void end(@Nullable String failure, String did) {
      if (over.compareAndSet(false, true)) {
        ended(order, failure, did);
      }
    }

    @Override
    public void refused() {
      end("no thread is free", "");
    }

    @Override
    public void givenUp(int which, long ranNanos) {
      end("timed out after " + Durations.text(ranNanos), "");
    }
  }

  // --- readers

  List<Attempt> recent() {
    return recovery.recent();
  }

  /** How often each outcome came; those that never did are absent. */
  Map<RecoveryEngine.Outcome, Long> counts() {
    return Map.copyOf(outcomes);
  }
}

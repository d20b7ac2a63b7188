package io.health4j.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.recovery.RecoveryEngine.Attempt;
import io.health4j.recovery.RecoveryEngine.Due;
import io.health4j.recovery.RecoveryEngine.Order;
import io.health4j.report.TargetHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Whatever happens, in whatever order, recovery keeps to its promise. */
class RecoveryProperties {

  private static final long SECOND = 1_000_000_000L;
  private static final int STEPS = 1_500;
  private static final List<Alert.State> STATES = List.of(Alert.State.values());

  /** Half of them CRITICAL. */
  private static final List<Status> STATUSES =
      List.of(
          Status.HEALTHY,
          Status.UNKNOWN,
          Status.WARNING,
          Status.CRITICAL,
          Status.CRITICAL,
          Status.CRITICAL);

  /** One random history. */
  private static final class Run {
    private final Random random;
    private final long origin;
    private final List<RecoveryPolicy> policies = new ArrayList<>();
    private final RecoveryEngine engine;
    private final Auditor auditor;
    private final List<Attempt> log = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final int targets;
    private long tick;

    Run(long seed, long origin) {
      this.random = new Random(seed);
      this.origin = origin;
      this.tick = origin;
      for (int i = random.nextInt(4); i >= 0; i--) {
        policies.add(policy("p" + i));
      }
      this.engine = new RecoveryEngine(policies);
      this.auditor = new Auditor(policies);
      this.targets = new int[] {1, 3, 12, 45}[random.nextInt(4)];
      for (int i = 0; i < targets; i++) {
        watch("t" + i);
      }
    }

    private RecoveryPolicy policy(String name) {
      RecoveryPolicy policy =
          random.nextInt(3) > 0
              ? RecoveryPolicy.on(random.nextBoolean() ? Status.CRITICAL : Status.WARNING)
              : RecoveryPolicy.onAlert("r" + random.nextInt(2));
      policy =
          policy
              .named(name)
              .attempt(Ward.A, 1 + random.nextInt(3))
              .budget(1 + random.nextInt(4), Duration.ofSeconds(60 + random.nextInt(900)))
              .atOnce(new double[] {0.05, 0.1, 0.34, 1}[random.nextInt(4)])
              .cooldown(Duration.ofSeconds(1 + random.nextInt(60)));
      policy = random.nextBoolean() ? policy.attempt(Ward.B) : policy;
      policy = random.nextBoolean() ? policy.verifyWithin(Duration.ofSeconds(7)) : policy;
      return random.nextInt(3) > 0 ? policy.enforce() : policy;
    }

    private Instant at() {
      return Instant.EPOCH.plusNanos(tick - origin);
    }

    private void take(Due due, @Nullable TargetHealth sampled) {
      auditor.check(due, sampled, tick);
      log.addAll(due.attempts());
      orders.addAll(due.orders());
    }

    private void watch(String target) {
      auditor.watched(target, true);
      engine.add(Target.of(target));
    }

    private void sample(String target, Status settled, Status sample, long age) {
      TargetHealth health = Ward.health(target, settled, sample, tick - age);
      auditor.sample(health);
      take(engine.sampled(health, tick, at()), health);
    }

    private void alert(String target, String rule, String subject, Alert.State state) {
      boolean fires = state == Alert.State.FIRING || state == Alert.State.NO_DATA;
      auditor.alert(target, rule, subject, fires, !state.isActive());
      take(engine.alert(Ward.anAlert(target, rule, subject, state), tick, at()), null);
    }

    private void comesBack(int which, boolean well) {
      Order order = orders.remove(which);
      auditor.cameBack(order.attempt(), well, tick);
      take(engine.ended(order.attempt(), well ? null : "no", "did", tick, at()), null);
    }

    private void brake(boolean on) {
      auditor.brake(on);
      take(engine.brake(on, tick, at()), null);
    }

    private void step() {
      tick += (long) (random.nextDouble() * 4 * SECOND);
      String target = "t" + random.nextInt(targets);
      switch (random.nextInt(20)) {
        case 0, 1 -> alert(target, "r" + random.nextInt(2), "s" + random.nextInt(2), state());
        case 2, 3, 4 -> {
          if (!orders.isEmpty()) {
            comesBack(random.nextInt(orders.size()), random.nextInt(4) > 0);
          }
        }
        case 5, 6, 7 -> advance();
        case 8 -> brake(random.nextInt(3) == 0);
        case 9 -> replace(target);
        default -> sample(target, status(), status(), random.nextInt(3) * SECOND);
      }
    }

    private void advance() {
      take(engine.advance(tick, at()), null);
      assertThat(engine.untilDue(tick)).isPositive();
    }

    private void replace(String target) {
      if (random.nextInt(5) == 0) {
        auditor.watched(target, false);
        take(engine.remove(target, tick, at()), null);
      } else {
        watch(target);
      }
    }

    private Status status() {
      return STATUSES.get(random.nextInt(STATUSES.size()));
    }

    private Alert.State state() {
      return STATES.get(random.nextInt(STATES.size()));
    }

    /** Lets all be well for an hour, so that nothing is left open. */
    private void calm() {
      brake(true);
      while (!orders.isEmpty()) {
        comesBack(0, true);
      }
      for (int i = 0; i < targets; i++) {
        watch("t" + i);
        for (String rule : List.of("r0", "r1")) {
          alert("t" + i, rule, "s0", Alert.State.RESOLVED);
          alert("t" + i, rule, "s1", Alert.State.RESOLVED);
        }
        tick += SECOND;
        sample("t" + i, Status.HEALTHY, Status.HEALTHY, 0);
      }
      brake(false);
      tick += 3_600 * SECOND;
      advance();
      assertThat(orders).isEmpty();
      assertThat(engine.untilDue(tick)).isEqualTo(Long.MAX_VALUE);
      assertThat(engine.running()).isEmpty();
    }

    Run go() {
      for (int i = 0; i < STEPS; i++) {
        step();
      }
      calm();
      auditor.close();
      return this;
    }
  }

  @Property(tries = 150)
  void history_random_keepsThePromise(@ForAll long seed) {
    new Run(seed, Long.MAX_VALUE - 1_000 * SECOND).go();
  }

  @Property(tries = 60)
  void target_badAfterAllThat_isAttemptedAtOnce(@ForAll long seed) {
    Run run = new Run(seed, 0).go();
    long before = run.auditor.begun();
    run.sample("t0", Status.CRITICAL, Status.CRITICAL, 0);
    for (int rule = 0; rule < 2; rule++) {
      run.alert("t0", "r" + rule, "s", Alert.State.FIRING);
    }

    assertThat(run.auditor.begun()).isGreaterThan(before);
  }

  @Property(tries = 40)
  void history_again_isTheSameWhereverTheClockBegan(@ForAll long seed) {
    List<Attempt> once = new Run(seed, 0).go().log;

    assertThat(new Run(seed, Long.MAX_VALUE - 500 * SECOND).go().log).isEqualTo(once);
  }
}

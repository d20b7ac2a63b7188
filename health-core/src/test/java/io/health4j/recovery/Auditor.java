package io.health4j.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Status;
import io.health4j.recovery.RecoveryEngine.Attempt;
import io.health4j.recovery.RecoveryEngine.Due;
import io.health4j.recovery.RecoveryEngine.Order;
import io.health4j.recovery.RecoveryEngine.Outcome;
import io.health4j.recovery.RecoveryPolicy.Mode;
import io.health4j.recovery.RecoveryPolicy.Trigger;
import io.health4j.report.TargetHealth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds what an engine says against the promise, knowing only what went in and came out. It counts
 * naively, over all that ever happened.
 */
final class Auditor {

  /** An attempt that began. */
  private record Begun(Attempt attempt, long tick) {}

  private final Map<String, RecoveryPolicy> policies = new HashMap<>();
  private final Set<String> watched = new HashSet<>();
  private final Map<String, TargetHealth> last = new HashMap<>();
  private final Map<String, Set<String>> firing = new HashMap<>();
  private final List<Begun> begun = new ArrayList<>();
  private final Map<Long, Begun> open = new HashMap<>();
  private final Map<Long, Long> cameBack = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private boolean braked;

  Auditor(List<RecoveryPolicy> all) {
    all.forEach(policy -> policies.put(policy.name(), policy));
  }

  // --- what goes in

  void watched(String target, boolean on) {
    if (on) {
      watched.add(target);
    } else {
      watched.remove(target);
      last.remove(target);
      firing.keySet().removeIf(key -> key.startsWith(target + "/"));
      told.removeIf(key -> key.startsWith(target + "/"));
    }
  }

  void sample(TargetHealth health) {
    String target = health.target().id();
    if (!watched.contains(target)) {
      return;
    }
    last.put(target, health);
    if (health.status() == Status.HEALTHY) {
      forget(target, policy -> policy.trigger() instanceof Trigger.State);
    }
  }

  void alert(String target, String rule, String subject, boolean fires, boolean over) {
    if (!watched.contains(target)) {
      return;
    }
    Set<String> subjects = firing.computeIfAbsent(target + "/" + rule, key -> new HashSet<>());
    subjects.remove(subject + "!");
    subjects.remove(subject + "?");
    if (!over) {
      subjects.add(subject + (fires ? "!" : "?"));
    }
    if (subjects.isEmpty()) {
      forget(
          target,
          policy -> policy.trigger() instanceof Trigger.Firing its && its.rule().equals(rule));
    }
  }

  private void forget(String target, Predicate<RecoveryPolicy> whose) {
    policies.values().stream()
        .filter(whose)
        .forEach(
            policy -> told.removeIf(key -> key.startsWith(target + "/" + policy.name() + "/")));
  }

  void cameBack(long attempt, boolean well, long tick) {
    if (well) {
      cameBack.put(attempt, tick);
    }
  }

  void brake(boolean on) {
    braked = on;
  }

  // --- what comes out

  void check(Due due, @Nullable TargetHealth sampled, long tick) {
    for (Attempt attempt : due.attempts()) {
      switch (attempt.outcome()) {
        case STARTED, SHADOWED -> begins(attempt, tick);
        case SUCCEEDED, NOT_HELPED, FAILED -> ends(attempt, sampled);
        case SKIPPED_BUDGET, HELD_BACK, HANDED_OVER -> tells(attempt);
      }
    }
    assertThat(due.orders().stream().map(Order::attempt))
        .as("an order for each that started, and for no other")
        .containsExactlyElementsOf(
            due.attempts().stream()
                .filter(attempt -> attempt.outcome() == Outcome.STARTED)
                .map(Attempt::id)
                .toList());
  }

  private void begins(Attempt attempt, long tick) {
    RecoveryPolicy policy = policies.get(attempt.policy());
    assertThat(attempt.mode()).isEqualTo(policy.mode());
    assertThat(attempt.outcome() == Outcome.STARTED).isEqualTo(policy.mode() == Mode.ENFORCE);
    assertThat(braked).as("begins under the brake").isFalse();
    assertThat(isBad(policy, attempt.target().id())).as("begins without need").isTrue();
    keepsBudget(policy, attempt, tick);
    if (policy.mode() == Mode.ENFORCE) {
      assertThat(open.values())
          .as("one of a target")
          .noneMatch(each -> each.attempt().target().equals(attempt.target()));
      assertThat(open.size() + 1.0)
          .as("at once")
          .isLessThanOrEqualTo(Math.max(1, policy.budget().atOnce() * watched.size() + 1e-6));
      open.put(attempt.id(), new Begun(attempt, tick));
    }
    begun.add(new Begun(attempt, tick));
  }

  private void keepsBudget(RecoveryPolicy policy, Attempt attempt, long tick) {
    long within =
        begun.stream()
            .filter(each -> each.attempt().mode() == attempt.mode())
            .filter(each -> each.attempt().target().equals(attempt.target()))
            .filter(each -> tick - each.tick() < policy.budget().per().toNanos())
            .count();
    assertThat(within).as("budget").isLessThan(policy.budget().count());
  }

  private boolean isBad(RecoveryPolicy policy, String target) {
    TargetHealth health = last.get(target);
    if (policy.trigger() instanceof Trigger.State state) {
      return health != null
          && health.status().compareTo(state.worst()) >= 0
          && health.sample() != Status.HEALTHY;
    }
    return isFiring(policy, target);
  }

  private boolean isFiring(RecoveryPolicy policy, String target) {
    return policy.trigger() instanceof Trigger.Firing its
        && firing.getOrDefault(target + "/" + its.rule(), Set.of()).stream()
            .anyMatch(each -> each.endsWith("!"));
  }

  private void ends(Attempt attempt, @Nullable TargetHealth sampled) {
    Begun start = open.remove(attempt.id());
    assertThat(start).as("ends once, and what began").isNotNull();
    assertThat(attempt.startedAt()).isEqualTo(start.attempt().at());
    if (attempt.outcome() == Outcome.SUCCEEDED) {
      assertThat(sampled).as("succeeds by a sample").isNotNull();
      assertThat(sampled.target()).isEqualTo(attempt.target());
      assertThat(sampled.sample()).isEqualTo(Status.HEALTHY);
      assertThat(cameBack).containsKey(attempt.id());
      assertThat(sampled.sampledTick() - cameBack.get(attempt.id())).isPositive();
      assertThat(isFiring(policies.get(attempt.policy()), attempt.target().id())).isFalse();
    }
  }

  private void tells(Attempt attempt) {
    String what =
        attempt.outcome() == Outcome.HELD_BACK
            ? attempt.detail().replaceAll("\\d+", "N")
            : attempt.outcome().name();
    String key = attempt.target().id() + "/" + attempt.policy() + "/" + what;
    assertThat(told.add(key)).as("told twice: " + key).isTrue();
  }

  /** All that began ended. */
  void close() {
    assertThat(open).isEmpty();
  }

  long begun() {
    return begun.size();
  }
}

package io.health4j;

import io.health4j.check.CheckOutcome;
import io.health4j.report.TargetHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A listener that a test can wait on. */
final class Heard implements HealthListener {

  /** Less than the 20 s after which a monitor ends a sample that nobody has in hand. */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final List<HealthEvent> events = new ArrayList<>();

  @Override
  public synchronized void on(HealthEvent event) {
    events.add(event);
    notifyAll();
  }

  /** Waits until the events satisfy the condition. */
  synchronized void await(String what, Predicate<List<HealthEvent>> condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.test(events)) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("never heard of " + what + "; heard " + events.size() + " events");
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Waits for a sample from now on that satisfies the condition, and returns it. */
  TargetHealth sample(String what, String target, Predicate<TargetHealth> condition) {
    return sample(count(), what, target, condition);
  }

  private TargetHealth sample(
      int from, String what, String target, Predicate<TargetHealth> condition) {
    var found = new TargetHealth[1];
    await(
        what,
        all -> {
          for (HealthEvent event : all.subList(from, all.size())) {
            if (event instanceof HealthEvent.Sampled sampled
                && sampled.health().target().id().equals(target)
                && condition.test(sampled.health())) {
              found[0] = sampled.health();
            }
          }
          return found[0] != null;
        });
    return found[0];
  }

  /** Waits for an outcome of one check, from now on. */
  CheckOutcome outcome(String target, String check, Predicate<CheckOutcome> condition) {
    return outcome(count(), target, check, condition);
  }

  /** Waits for an outcome of one check, which may have come already. */
  CheckOutcome outcomeEver(String target, String check, Predicate<CheckOutcome> condition) {
    return outcome(0, target, check, condition);
  }

  private CheckOutcome outcome(
      int from, String target, String check, Predicate<CheckOutcome> condition) {
    Predicate<TargetHealth> has = health -> condition.test(find(health, check));
    return find(sample(from, "an outcome of " + check, target, has), check);
  }

  static CheckOutcome find(TargetHealth health, String check) {
    return health.outcomes().stream()
        .filter(outcome -> outcome.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

  static boolean says(TargetHealth health, String check, String message) {
    return !health.outcomes().isEmpty() && find(health, check).result().message().equals(message);
  }

  synchronized int count() {
    return events.size();
  }
}

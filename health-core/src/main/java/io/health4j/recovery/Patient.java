package io.health4j.recovery;

import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import io.health4j.time.Schedule;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A watched target as the policies of one mode see it. */
final class Patient {

  private static final long LEAST_NANOS = Duration.ofSeconds(10).toNanos();

  final Target target;

  /** Tells it from others that are due at the same tick. */
  final long number;

  final Account account;
  final List<Episode> episodes;

  /** Its last sample; null before the first. */
  @Nullable TargetHealth health;

  /** When time alone changes something; only while it is in the queue of timers. */
  long due;

  Patient(Target target, long number, Account account, List<RecoveryPolicy> policies) {
    this.target = target;
    this.number = number;
    this.account = account;
    this.episodes = policies.stream().filter(this::isMeant).map(Episode::new).toList();
  }

  private boolean isMeant(RecoveryPolicy policy) {
    for (var wanted : policy.where().entries()) {
      String tag = wanted.getKey();
      String value = tag.equals("target") ? target.id() : target.labels().get(tag);
      if (value == null || !matches(wanted.getValue(), value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(String wanted, String value) {
    return wanted.endsWith("*")
        ? value.startsWith(wanted.substring(0, wanted.length() - 1))
        : value.equals(wanted);
  }

  /** How long after an action a sample may take to pass. */
  long verifyNanos(RecoveryPolicy policy) {
    if (policy.verifyWithin().isPresent()) {
      return policy.verifyWithin().get().toNanos();
    }
    TargetHealth last = health;
    Duration interval = last == null ? Schedule.DEFAULT_INTERVAL : last.interval();
    return Math.max(LEAST_NANOS, interval.toNanos() * TargetHealth.STALE_INTERVALS);
  }
}

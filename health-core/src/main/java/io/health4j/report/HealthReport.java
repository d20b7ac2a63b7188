package io.health4j.report;

import io.health4j.check.CheckOutcome;
import io.health4j.check.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All targets' health, judged at one moment. Immutable.
 *
 * @param at the moment, for display
 * @param tick the moment on the monitor's ticker
 * @param targets one for each target, in the order in which they were added; stale ones read
 *     UNKNOWN
 */
public record HealthReport(Instant at, long tick, List<TargetHealth> targets) {

  public HealthReport {
    long moment = tick;
    targets = targets.stream().map(target -> target.readAt(moment)).toList();
  }

  /**
   * The worst state of all targets.
   *
   * @return UNKNOWN when there is no target
   */
  public Status status() {
    return targets.stream().map(TargetHealth::status).reduce(Status::worse).orElse(Status.UNKNOWN);
  }

  /** A line for each target and each of its checks, for people. */
  @Override
  public String toString() {
    var text = new StringBuilder(status().toString());
    for (TargetHealth health : targets) {
      text.append("\n").append(health.target().id()).append(' ').append(health.status());
      text.append(
          health.sample() == health.status() ? "" : " (last sample " + health.sample() + ")");
      text.append(", score ").append(health.score());
      health.outcomes().forEach(outcome -> append(text, outcome));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, CheckOutcome outcome) {
    text.append("\n  ").append(outcome.check()).append(' ').append(outcome.status());
    String message = outcome.result().message();
    text.append(message.isEmpty() ? "" : ": ").append(message);
  }

  /**
   * One target's health.
   *
   * @param id the target's id
   * @return its health, or empty when there is no such target
   */
  public Optional<TargetHealth> target(String id) {
    return targets.stream().filter(health -> health.target().id().equals(id)).findFirst();
  }
}

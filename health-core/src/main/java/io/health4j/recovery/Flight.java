package io.health4j.recovery;

import io.health4j.recovery.RecoveryEngine.Attempt;
import io.health4j.report.TargetHealth;

/**
 * An attempt that is not over: its action runs, or it came back and a sample has yet to show
 * whether it helped.
 */
final class Flight {

  final Attempt started;
  final Patient patient;
  final Episode episode;
  private boolean back;
  private long backTick;
  private long within;
  private long deadline;
  private String did = "";

  Flight(Attempt started, Patient patient, Episode episode) {
    this.started = started;
    this.patient = patient;
    this.episode = episode;
  }

  /** The action came back. */
  void back(String what, long tick) {
    back = true;
    backTick = tick;
    did = what;
    within = patient.verifyNanos(episode.policy);
    deadline = tick + within;
  }

  boolean isBack() {
    return back;
  }

  long deadline() {
    return deadline;
  }

  /** How long a sample may take to pass. Nanoseconds. */
  long within() {
    return within;
  }

  String did() {
    return did;
  }

  /** Nobody could look for that long. */
  void lost(long nanos) {
    deadline += nanos;
  }

  boolean isOverdue(long tick) {
    return back && tick - deadline >= 0;
  }

  /** Whether a sample shows that it helped: one that had not begun before the action ended. */
  boolean isVerifiedBy(TargetHealth health) {
    return back && health.sampledTick() - backTick > 0 && episode.passes(health);
  }
}

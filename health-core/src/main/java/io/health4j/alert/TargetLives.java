package io.health4j.alert;

import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import io.health4j.time.Schedule;
import org.jspecify.annotations.Nullable;

/** What the rules know of one target. */
final class TargetLives {

  final Target target;

  /** By the rules' places; null for rules that look at no single target. */
  final @Nullable Watch[] watches;

  private @Nullable Layout layout;
  private Status status = Status.UNKNOWN;
  private boolean silent;
  private int samples;

  /** Until then the next sample is expected; beyond, the target is silent. */
  long due;

  /** The interval between samples, in nanoseconds. */
  long interval = Schedule.DEFAULT_CALM_INTERVAL.toNanos();

  /** When it stands in the queue of {@link Deadlines}. */
  long queuedFor;

  boolean queued;

  /** Whether it counts in shares of targets. */
  boolean counts = true;

  TargetLives(Target target, @Nullable Watch[] watches) {
    this.target = target;
    this.watches = watches;
  }

  /** A sample came; returns whether its state changed. */
  boolean sampled(TargetHealth health) {
    silent = false;
    samples++;
    if (layout == null || !layout.fits(health.outcomes())) {
      layout = new Layout(health.outcomes());
      for (Watch watch : watches) {
        if (watch != null) {
          watch.bind(health.outcomes());
        }
      }
    }
    boolean changed = status != health.status();
    status = health.status();
    return changed;
  }

  /** No sample came; returns whether that is news. */
  boolean fellSilent() {
    boolean news = !silent;
    silent = true;
    status = Status.UNKNOWN;
    return news;
  }

  /** Whether a rule waits for it to be silent for longer. */
  boolean isAwaited() {
    for (Watch watch : watches) {
      if (watch instanceof TargetWatch of && of.isAwaitingSilence()) {
        return true;
      }
    }
    return false;
  }

  Status status() {
    return status;
  }

  int samples() {
    return samples;
  }

  int refused() {
    int sum = 0;
    for (Watch watch : watches) {
      sum += watch == null ? 0 : watch.refused;
    }
    return sum;
  }
}

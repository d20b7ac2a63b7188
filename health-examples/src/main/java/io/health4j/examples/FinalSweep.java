package io.health4j.examples;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;

/** Clears up at the end, and counts what is left by asking the engine, not those who cleared up. */
final class FinalSweep {

  private static final int TRIES = 50;

  private final Callable<String> sweep;
  private final Sandboxes sandboxes;
  private final String run;
  private final EventLog events;
  private final long pauseMillis;
  private final Set<String> told = new HashSet<>();

  /**
   * A sweep.
   *
   * @param sweep removes orphans, as far as it may
   * @param run tells the containers of this run
   * @param pauseMillis between two tries
   */
  FinalSweep(
      Callable<String> sweep, Sandboxes sandboxes, String run, EventLog events, long pauseMillis) {
    this.sweep = sweep;
    this.sandboxes = sandboxes;
    this.run = run;
    this.events = events;
    this.pauseMillis = pauseMillis;
  }

  /**
   * Sweeps until nothing is left, but not for ever.
   *
   * @return how many containers are left; empty when the engine does not say
   */
  OptionalInt run() {
    OptionalInt left = OptionalInt.empty();
    for (int i = 0; i < TRIES && !left.equals(OptionalInt.of(0)); i++) {
      try {
        if (i > 0) {
          Thread.sleep(pauseMillis);
        }
        left = look();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return left;
      }
    }
    return left;
  }

  /** Counts also when the sweep failed: that what was to be removed is gone is what matters. */
  private OptionalInt look() throws InterruptedException {
    attempt(sweep);
    return attempt(() -> sandboxes.count(SandboxLoop.RUN_LABEL, run))
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private <T> Optional<T> attempt(Callable<T> call) throws InterruptedException {
    try {
      return Optional.of(call.call());
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      String why = Texts.firstLine(e);
      if (told.add(why)) {
        events.tell("the last sweep fails: " + why);
      }
      return Optional.empty();
    }
  }
}

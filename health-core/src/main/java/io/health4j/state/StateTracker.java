package io.health4j.state;

import io.health4j.check.Status;

/**
 * Settles samples into a state.
 *
 * <p>A state falls after a run of worse samples, to the mildest of the run, and rises after a run
 * of better ones, to the worst of the run: it never claims more, in either direction, than every
 * sample of the run bears out. An UNKNOWN sample is neither good nor bad: it breaks no run and
 * takes part in none. A run of its own makes a healthy state unknown, but a failing state stays
 * until good data ends it. The first healthy sample of a new target settles at once, since there is
 * nothing to outlive.
 *
 * <p>Not thread-safe: a target's samples come one after another.
 */
public final class StateTracker {

  private final StatePolicy policy;
  private Status settled = Status.UNKNOWN;
  private boolean first = true;
  private Status sample = Status.UNKNOWN;
  private Status runStatus = Status.UNKNOWN;
  private int worseRun;
  private int betterRun;
  private int unknownRun;
  private final FlapWindow flaps = new FlapWindow();

  /**
   * A tracker that starts UNKNOWN.
   *
   * @param policy how long runs must be
   */
  public StateTracker(StatePolicy policy) {
    this.policy = policy;
  }

  /**
   * Takes in a sample.
   *
   * @param status the sample's status
   * @return the settled state after it
   */
  public Status update(Status status) {
    sample = status;
    flaps.add(status);
    if (status == Status.UNKNOWN) {
      unknown();
      return settled;
    }
    unknownRun = 0;
    if (status == settled) {
      worseRun = 0;
      betterRun = 0;
    } else if (status.isFailing() && status.compareTo(settled) > 0) {
      worse(status);
    } else {
      better(status);
    }
    first = false;
    return settled;
  }

  private void unknown() {
    unknownRun++;
    if (settled == Status.HEALTHY && unknownRun >= policy.bad()) {
      settle(Status.UNKNOWN);
    }
  }

  private void worse(Status status) {
    betterRun = 0;
    worseRun++;
    runStatus = worseRun == 1 || status.compareTo(runStatus) < 0 ? status : runStatus;
    if (worseRun >= policy.bad()) {
      settle(runStatus);
    }
  }

  private void better(Status status) {
    worseRun = 0;
    betterRun++;
    runStatus = betterRun == 1 ? status : status.worse(runStatus);
    if (betterRun >= policy.good() || first) {
      settle(runStatus);
    }
  }

  private void settle(Status status) {
    settled = status;
    worseRun = 0;
    betterRun = 0;
    unknownRun = 0;
  }

  /**
   * The settled state.
   *
   * @return UNKNOWN until the first state has settled
   */
  public Status settled() {
    return settled;
  }

  /**
   * How restless the samples are, whatever the settled state is: the share of changes of status
   * among the last {@value FlapWindow#SAMPLES} samples that were known.
   *
   * @return from 0 (steady, or new) to 1 (each differed from the one before)
   */
  public double flapRatio() {
    return flaps.ratio();
  }

  /**
   * Whether the last sample differs from the settled state, so that a look soon is worth it.
   *
   * @return true when they differ
   */
  public boolean isUnsettled() {
    return sample != settled;
  }
}

package io.health4j.state;

import io.health4j.check.CheckOutcome;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.score.Score;
import java.time.Instant;
import java.util.List;

/**
 * A change of a settled state.
 *
 * @param target whose state
 * @param from the state before
 * @param to the state now
 * @param at when, for display
 * @param score the score of the sample that settled it
 * @param before the checks' outcomes in the last sample that bore out the state before; empty when
 *     there was none
 * @param outcomes the checks' outcomes in the sample that settled the new one
 */
public record Transition(
    Target target,
    Status from,
    Status to,
    Instant at,
    Score score,
    List<CheckOutcome> before,
    List<CheckOutcome> outcomes) {

  public Transition {
    before = List.copyOf(before);
    outcomes = List.copyOf(outcomes);
  }

  /**
   * The checks that were not healthy.
   *
   * @return their outcomes, in the target's order
   */
  public List<CheckOutcome> unhealthy() {
    return outcomes.stream().filter(outcome -> outcome.status() != Status.HEALTHY).toList();
  }
}

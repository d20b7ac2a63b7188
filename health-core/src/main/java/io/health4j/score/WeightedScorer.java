package io.health4j.score;

import io.health4j.check.CheckOutcome;
import io.health4j.check.Status;
import java.util.List;

/** The scorer of {@link Scorer#weighted()}. */
enum WeightedScorer implements Scorer {
  INSTANCE;

  /** Below this share of known weight there is no score: a minority must not speak for all. */
  private static final double QUORUM = 0.5;

  @Override
  public Score score(List<CheckOutcome> outcomes) {
    double total = 0;
    double known = 0;
    double earned = 0;
    boolean vetoed = false;
    boolean blind = false;
    for (int i = 0; i < outcomes.size(); i++) {
      CheckOutcome outcome = outcomes.get(i);
      Status status = outcome.status();
      total += outcome.weight();
      known += status == Status.UNKNOWN ? 0 : outcome.weight();
      earned += outcome.weight() * Score.worth(status);
      vetoed |= outcome.vital() && status == Status.CRITICAL;
      blind |= outcome.vital() && status == Status.UNKNOWN;
    }
    if (vetoed) {
      return Score.of(0, outcomes);
    } else if (blind) {
      return Score.none("a vital check is UNKNOWN", outcomes);
    }
    return known == 0 || known < QUORUM * total
        ? Score.none("less than half of the weight is known", outcomes)
        : Score.of(earned / known, outcomes);
  }
}

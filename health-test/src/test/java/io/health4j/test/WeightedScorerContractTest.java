package io.health4j.test;

import io.health4j.score.Scorer;

class WeightedScorerContractTest implements ScorerContract {

  @Override
  public Scorer scorer() {
    return Scorer.weighted();
  }
}

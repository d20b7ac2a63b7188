package io.health4j.test.gpu;

import io.health4j.nvml.GpuScorer;
import io.health4j.score.Scorer;
import io.health4j.test.ScorerContract;
import org.junit.jupiter.api.Nested;

class GpuScorerContractTest {

  /** The checks of the contract belong to no group. */
  @Nested
  class Standard implements ScorerContract {

    @Override
    public Scorer scorer() {
      return GpuScorer.standard();
    }
  }

  /** They belong to a group each, or share one. */
  @Nested
  class Grouped implements ScorerContract {

    @Override
    public Scorer scorer() {
      return GpuScorer.standard().group("gpu", 40, "b").group("system", 30, "a", "c");
    }
  }
}

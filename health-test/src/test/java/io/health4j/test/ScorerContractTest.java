package io.health4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckOutcome;
import io.health4j.check.Status;
import io.health4j.score.Score;
import io.health4j.score.Scorer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract holds for a good scorer, and each of its tests fails for one that breaks it. */
class ScorerContractTest {

  @Test
  void contract_weightedScorer_holds() {
    assertThat(Kit.failuresOf(WeightedScorerContractTest.class)).isEmpty();
  }

  @Test
  void contract_scoreOutOfRange_isFound() {
    assertThat(Kit.failuresOf(OutOfRange.class)).contains("score_anyOutcomes_answers");
  }

  @Test
  void contract_nullScore_isFound() {
    assertThat(Kit.failuresOf(AnswersNull.class)).contains("score_anyOutcomes_answers");
  }

  @Test
  void contract_scoreOutOfNothing_isFound() {
    assertThat(Kit.failuresOf(AlwaysWell.class)).containsExactly("score_allUnknown_isNone");
  }

  @Test
  void contract_randomScore_isFound() {
    assertThat(Kit.failuresOf(Alternating.class)).contains("score_sameOutcomes_isSame");
  }

  @Test
  void contract_outcomesSorted_isFound() {
    assertThat(Kit.failuresOf(Clearing.class)).contains("score_outcomes_areNotTouched");
  }

  @Test
  void contract_failureRewarded_isFound() {
    assertThat(Kit.failuresOf(Rewarding.class)).containsExactly("score_oneWorse_isNotRaised");
  }

  private static boolean blind(List<CheckOutcome> outcomes) {
    return outcomes.stream().allMatch(outcome -> outcome.status() == Status.UNKNOWN);
  }

  static class OutOfRange implements ScorerContract {
    @Override
    public Scorer scorer() {
      return outcomes -> Score.of(outcomes.size(), outcomes);
    }
  }

  static class AnswersNull implements ScorerContract {
    @Override
    public Scorer scorer() {
      return outcomes -> null;
    }
  }

  static class AlwaysWell implements ScorerContract {
    @Override
    public Scorer scorer() {
      return outcomes -> Score.of(1, outcomes);
    }
  }

  static class Alternating implements ScorerContract {
    private int calls;

    @Override
    public Scorer scorer() {
      return outcomes ->
          blind(outcomes)
              ? Score.none("nothing is known", outcomes)
              : Score.of(calls++ % 2, outcomes);
    }
  }

  static class Clearing implements ScorerContract {
    @Override
    public Scorer scorer() {
      return outcomes -> {
        boolean blind = blind(outcomes);
        outcomes.clear();
        return blind ? Score.none("nothing is known", outcomes) : Score.of(1, outcomes);
      };
    }
  }

  static class Rewarding implements ScorerContract {
    @Override
    public Scorer scorer() {
      return outcomes -> {
        double failing = outcomes.stream().filter(outcome -> outcome.status().isFailing()).count();
        return blind(outcomes)
            ? Score.none("nothing is known", outcomes)
            : Score.of(failing / outcomes.size(), outcomes);
      };
    }
  }
}

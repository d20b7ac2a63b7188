package io.health4j.score;

import io.health4j.check.CheckOutcome;
import java.util.List;

/**
 * Turns the outcomes of one sample into a score. Implementations must be thread-safe, quick and
 * without side effects; one that throws leaves the sample without a score.
 */
@FunctionalInterface
public interface Scorer {

  /**
   * Scores a sample.
   *
   * @param outcomes one for each check of the target, in the order in which they were added
   * @return the score; {@link Score#none} when too little is known
   */
  Score score(List<CheckOutcome> outcomes);

  /**
   * The default: HEALTHY earns a check's whole weight, WARNING half, CRITICAL none, as a share of
   * what is known. A vital check that is CRITICAL holds the score at 0. There is no score when less
   * than half of the weight is known, or a vital check is not.
   *
   * @return the scorer
   */
  static Scorer weighted() {
    return WeightedScorer.INSTANCE;
  }

  /**
   * As bad as the worst check that is known: 1 when all are HEALTHY, 0.5 when the worst is WARNING,
   * 0 when one is CRITICAL, however small its weight; a check of weight 0 that is not vital takes
   * no part. There is no score where {@link #weighted()} gives none.
   *
   * @return the scorer
   */
  static Scorer worstOf() {
    return WorstScorer.INSTANCE;
  }
}

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
}

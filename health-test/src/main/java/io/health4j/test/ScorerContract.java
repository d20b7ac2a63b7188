package io.health4j.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.score.Score;
import io.health4j.score.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/**
 * What each {@link Scorer} must hold to. It is tried on every mixture of statuses of three checks,
 * of weights 30, 40 (vital) and 30, and of three that weigh nothing.
 *
 * <p>That a score lies from 0 to 1 is not looked at by itself: {@link Score} refuses others, so a
 * scorer that tries throws, and fails {@link #score_anyOutcomes_answers()}. The order of the
 * outcomes may matter to a scorer: it is the host's.
 */
public interface ScorerContract {

  /**
   * The scorer to be tried.
   *
   * @return a scorer; may be the same each time
   */
  Scorer scorer();

  /** Any outcomes get a score or none, never an exception or null. */
  @Test
  default void score_anyOutcomes_answers() {
    for (List<CheckOutcome> outcomes : mixtures()) {
      assertNotNull(scorer().score(outcomes), () -> "score of " + told(outcomes));
    }
  }

  /** When nothing is known there is no score. */
  @Test
  default void score_allUnknown_isNone() {
    for (double weight : new double[] {0, 1, 50}) {
      Score score =
          scorer()
              .score(
                  List.of(
                      outcome("a", weight, false, Status.UNKNOWN),
                      outcome("b", weight, true, Status.UNKNOWN)));
      assertTrue(score.value().isEmpty(), () -> "a score out of nothing: " + score.value());
    }
  }

  /** The same outcomes always get the same score. */
  @Test
  default void score_sameOutcomes_isSame() {
    for (List<CheckOutcome> outcomes : mixtures()) {
      OptionalDouble first = scorer().score(outcomes).value();
      assertEquals(first, scorer().score(outcomes).value(), () -> "again: " + told(outcomes));
      assertEquals(
          first, scorer().score(List.copyOf(outcomes)).value(), () -> "copied: " + told(outcomes));
    }
  }

  /** The outcomes are only read. */
  @Test
  default void score_outcomes_areNotTouched() {
    for (List<CheckOutcome> outcomes : mixtures()) {
      List<CheckOutcome> before = List.copyOf(outcomes);
      scorer().score(outcomes);
      assertEquals(before, outcomes, "outcomes after scoring");
    }
  }

  /**
   * One check that does worse never raises the score: WARNING in place of HEALTHY, CRITICAL in
   * place of WARNING. UNKNOWN is left out, since it is no worse or better than a known status.
   */
  @Test
  default void score_oneWorse_isNotRaised() {
    for (List<CheckOutcome> outcomes : mixtures()) {
      for (int i = 0; i < outcomes.size(); i++) {
        List<CheckOutcome> worse = worsened(outcomes, i);
        OptionalDouble before = scorer().score(outcomes).value();
        OptionalDouble after = scorer().score(worse).value();
        assertTrue(
            before.isEmpty() || after.isEmpty() || after.getAsDouble() <= before.getAsDouble(),
            () -> told(outcomes) + " " + before + ", but " + told(worse) + " " + after);
      }
    }
  }

  private static List<List<CheckOutcome>> mixtures() {
    List<List<CheckOutcome>> mixtures = new ArrayList<>();
    for (Status a : Status.values()) {
      for (Status b : Status.values()) {
        for (Status c : Status.values()) {
          mixtures.add(mixture(30, 40, a, b, c));
          mixtures.add(mixture(0, 0, a, b, c));
        }
      }
    }
    return mixtures;
  }

  private static List<CheckOutcome> mixture(double w, double vital, Status a, Status b, Status c) {
    List<CheckOutcome> outcomes = new ArrayList<>(); // one that may be changed, to see it unchanged
    outcomes.add(outcome("a", w, false, a));
    outcomes.add(outcome("b", vital, true, b));
    outcomes.add(outcome("c", w, false, c));
    return outcomes;
  }

  private static CheckOutcome outcome(String check, double weight, boolean vital, Status status) {
    return new CheckOutcome(check, weight, vital, CheckResult.of(status, "as given"), 1_000);
  }

  private static List<CheckOutcome> worsened(List<CheckOutcome> outcomes, int at) {
    List<CheckOutcome> worse = new ArrayList<>(outcomes);
    CheckOutcome old = worse.get(at);
    Status status =
        switch (old.status()) {
          case HEALTHY -> Status.WARNING;
          case WARNING, CRITICAL -> Status.CRITICAL;
          case UNKNOWN -> Status.UNKNOWN;
        };
    worse.set(at, outcome(old.check(), old.weight(), old.vital(), status));
    return worse;
  }

  private static String told(List<CheckOutcome> outcomes) {
    return outcomes.stream().map(o -> o.weight() + " " + o.status()).toList().toString();
  }
}

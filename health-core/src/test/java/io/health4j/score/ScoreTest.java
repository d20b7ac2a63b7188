package io.health4j.score;

import static io.health4j.score.VitalPromiseTest.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.health4j.check.CheckOutcome;
import io.health4j.check.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScoreTest {

  private static Score weighted(CheckOutcome... outcomes) {
    return Scorer.weighted().score(List.of(outcomes));
  }

  @Test
  void score_lessThanHalfKnown_isNone() {
    Score score =
        weighted(outcome("a", Status.HEALTHY, 49, false), outcome("b", Status.UNKNOWN, 51, false));
    assertThat(score.value()).isEmpty();
    assertThat(score.reason()).isEqualTo("less than half of the weight is known");
    assertThat(score.known()).isCloseTo(0.49, within(1e-12));
    assertThat(score).hasToString("none (less than half of the weight is known)");
  }

  @Test
  void score_halfKnown_isOfTheKnownHalf() {
    Score score =
        weighted(outcome("a", Status.WARNING, 50, false), outcome("b", Status.UNKNOWN, 50, false));
    assertThat(score.value()).hasValue(0.5);
  }

  @Test
  void score_vitalUnknown_isNone() {
    Score score =
        weighted(outcome("a", Status.HEALTHY, 99, false), outcome("b", Status.UNKNOWN, 1, true));
    assertThat(score.value()).isEmpty();
    assertThat(score.reason()).isEqualTo("a vital check is UNKNOWN");
  }

  @Test
  void score_nothingHasWeight_isNone() {
    Score score = weighted(outcome("a", Status.HEALTHY, 0, false));
    assertThat(score.value()).isEmpty();
    assertThat(score.known()).isZero();
    assertThat(score.contributions().get(0).share()).isZero();
  }

  @Test
  void contributions_ofAScore_sumUpToIt() {
    Score score =
        weighted(
            outcome("a", Status.HEALTHY, 1, false),
            outcome("b", Status.WARNING, 2, false),
            outcome("c", Status.CRITICAL, 5, false));
    assertThat(score.contributions().stream().mapToDouble(Score.Contribution::earned).sum())
        .isCloseTo(score.value().getAsDouble(), within(1e-12));
    assertThat(score.contributions()).extracting("check").containsExactly("a", "b", "c");
  }

  @Test
  void contributions_someUnknown_sumUpToTheScoreOfWhatIsKnown() {
    Score score =
        weighted(
            outcome("a", Status.HEALTHY, 2, false),
            outcome("b", Status.CRITICAL, 1, false),
            outcome("c", Status.UNKNOWN, 1, false));
    assertThat(score.contributions())
        .containsExactly(
            new Score.Contribution("a", Status.HEALTHY, 0.5, 2.0 / 3),
            new Score.Contribution("b", Status.CRITICAL, 0.25, 0),
            new Score.Contribution("c", Status.UNKNOWN, 0.25, 0));
    assertThat(score.value()).hasValue(2.0 / 3);
  }

  @Test
  void worstOf_anyWeights_isThatOfTheWorstKnown() {
    var a = outcome("a", Status.HEALTHY, 98, false);
    var b = outcome("b", Status.WARNING, 1, false);
    var c = outcome("c", Status.UNKNOWN, 1, false);
    assertThat(Scorer.worstOf().score(List.of(a)).value()).hasValue(1);
    Score score = Scorer.worstOf().score(List.of(a, b, c));
    assertThat(score.value()).hasValue(0.5);
    assertThat(score.contributions()).extracting("share").containsExactly(0.0, 1.0, 0.0);
    assertThat(score.contributions()).extracting("earned").containsExactly(0.0, 0.5, 0.0);
  }

  @Test
  void worstOf_severalAreWorst_theyDecideInEqualParts() {
    Score score =
        Scorer.worstOf()
            .score(
                List.of(
                    outcome("a", Status.CRITICAL, 1, true),
                    outcome("b", Status.CRITICAL, 5, false),
                    outcome("c", Status.HEALTHY, 5, false)));
    assertThat(score.value()).hasValue(0);
    assertThat(score.vetoes()).containsExactly("a");
    assertThat(score.contributions()).extracting("share").containsExactly(0.5, 0.5, 0.0);
  }

  @Test
  void worstOf_checkWithoutWeight_takesNoPart() {
    var score =
        Scorer.worstOf()
            .score(
                List.of(
                    outcome("a", Status.CRITICAL, 0, false),
                    outcome("b", Status.HEALTHY, 1, false)));
    assertThat(score.value()).hasValue(1);
  }

  @Test
  void worstOf_tooLittleKnownOrVitalUnknown_isNone() {
    assertThat(
            Scorer.worstOf()
                .score(
                    List.of(
                        outcome("a", Status.HEALTHY, 1, false),
                        outcome("b", Status.UNKNOWN, 2, false))))
        .hasToString("none (less than half of the weight is known)");
    assertThat(
            Scorer.worstOf()
                .score(
                    List.of(
                        outcome("a", Status.CRITICAL, 9, false),
                        outcome("b", Status.UNKNOWN, 1, true))))
        .hasToString("none (a vital check is UNKNOWN)");
  }

  @Test
  void of_ownExplanation_isWhatIsTold() {
    var told = List.of(new Score.Contribution("a", Status.WARNING, 1, 0.25));
    var outcomes = List.of(outcome("a", Status.WARNING, 1, false));
    assertThat(Score.of(0.25, outcomes, told).contributions()).isEqualTo(told);
    assertThat(Score.of(0.25, outcomes, told)).isNotEqualTo(Score.of(0.25, outcomes));
  }

  @Test
  void equals_sameValueAndOutcomes_areEqual() {
    var outcomes = List.of(outcome("a", Status.HEALTHY, 1, false));
    assertThat(Score.of(1, outcomes)).isEqualTo(Score.of(1, outcomes));
    assertThat(Score.of(1, outcomes)).hasSameHashCodeAs(Score.of(1, outcomes));
    assertThat(Score.of(1, outcomes)).isNotEqualTo(Score.of(0.5, outcomes));
    assertThat(Score.of(1, outcomes)).isNotEqualTo(Score.none("why", outcomes));
  }

  @Test
  void of_valueOutOfRange_isRefused() {
    assertThatThrownBy(() -> Score.of(1.1, List.of()))
        .hasMessage("score must be from 0 to 1, was 1.1");
    assertThatThrownBy(() -> Score.of(Double.NaN, List.of()))
        .hasMessage("score must be from 0 to 1, was NaN");
  }
}

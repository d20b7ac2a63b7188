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
  void of_valueOutOfRange_isRefused() {
    assertThatThrownBy(() -> Score.of(1.1, List.of()))
        .hasMessage("score must be from 0 to 1, was 1.1");
    assertThatThrownBy(() -> Score.of(Double.NaN, List.of()))
        .hasMessage("score must be from 0 to 1, was NaN");
  }
}

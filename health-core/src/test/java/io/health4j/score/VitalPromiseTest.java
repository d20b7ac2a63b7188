package io.health4j.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Promise 4: a dead vital part shows. */
final class VitalPromiseTest {

  static CheckOutcome outcome(String name, Status status, double weight, boolean vital) {
    return new CheckOutcome(name, weight, vital, CheckResult.of(status, ""), 0);
  }

  @Property
  void score_vitalCheckIsCritical_isZeroWhateverTheOthersAre(
      @ForAll List<Status> others,
      @ForAll @DoubleRange(max = 1_000_000) double weight,
      @ForAll @DoubleRange(max = 1_000_000) double othersWeight) {
    var outcomes = new ArrayList<CheckOutcome>();
    for (Status status : others) {
      outcomes.add(outcome("other", status, othersWeight, status == Status.UNKNOWN));
    }
    outcomes.add(outcome("gpu", Status.CRITICAL, weight, true));
    Score score = Scorer.weighted().score(outcomes);
    assertThat(score.value()).hasValue(0);
    assertThat(score.vetoes()).containsExactly("gpu");
  }

  @Test
  void score_weights_earnAllHalfOrNone() {
    var outcomes =
        List.of(
            outcome("a", Status.HEALTHY, 40, true),
            outcome("b", Status.WARNING, 40, true),
            outcome("c", Status.CRITICAL, 20, false));
    Score score = Scorer.weighted().score(outcomes);
    assertThat(score.value().getAsDouble()).isEqualTo(0.6);
    assertThat(score.vetoes()).isEmpty();
    assertThat(score.known()).isEqualTo(1);
    assertThat(score).hasToString("0.60");
  }
}

package io.health4j.check;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Promise 5: thresholds reach every level. */
final class ThresholdPromiseTest {

  private static final Threshold ABOVE = Threshold.above().warning(10, 8).critical(20, 16).build();
  private static final Threshold BELOW = Threshold.below().warning(10, 12).critical(5, 7).build();

  /** The verdicts on values in turn, each given the one before. */
  static List<Status> judged(Threshold threshold, double... values) {
    var verdicts = new ArrayList<Status>();
    Status previous = HEALTHY;
    for (double value : values) {
      previous = threshold.judge(value, previous);
      verdicts.add(previous);
    }
    return verdicts;
  }

  @Test
  void build_levelsOutOfOrder_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Threshold.above(0.95, 0.85))
        .withMessageContaining("0.95")
        .withMessageContaining("0.85");
    assertThatIllegalArgumentException().isThrownBy(() -> Threshold.above(1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Threshold.below(0.1, 0.2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Threshold.above().warning(10, 8).critical(20, 7).build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Threshold.below().warning(10, 12).critical(5, 13).build());
  }

  @Test
  void build_bothLevelsLeftAtOneValue_refused() {
    Threshold.Builder builder = Threshold.above().warning(10, 5).critical(20, 5);
    assertThatThrownBy(builder::build).hasMessageStartingWith("critical must lie beyond warning");
  }

  @Test
  void judge_everyLevelReachable_whenCrossedUpAndDown() {
    assertThat(judged(ABOVE, 0, 11, 21, 15, 7))
        .containsExactly(HEALTHY, WARNING, CRITICAL, WARNING, HEALTHY);
    assertThat(judged(BELOW, 50, 9, 4, 8, 13))
        .containsExactly(HEALTHY, WARNING, CRITICAL, WARNING, HEALTHY);
  }

  @Property
  void judge_anyLevels_areAllReachedUpAndDown(
      @ForAll boolean larger,
      @ForAll @Size(value = 4) List<@DoubleRange(min = -1e6, max = 1e6) Double> numbers) {
    List<Double> sorted = numbers.stream().distinct().sorted().toList();
    Assume.that(sorted.size() == 4);
    double sign = larger ? 1 : -1;
    Threshold threshold =
        (larger ? Threshold.above() : Threshold.below())
            .warning(sign * sorted.get(2), sign * sorted.get(0))
            .critical(sign * sorted.get(3), sign * sorted.get(1))
            .build();

    assertThat(
            judged(
                threshold,
                sign * sorted.get(0),
                sign * sorted.get(3),
                sign * Math.nextUp(sorted.get(3)),
                sign * sorted.get(1),
                sign * sorted.get(0)))
        .containsExactly(HEALTHY, WARNING, CRITICAL, WARNING, HEALTHY);
  }

  @Property
  void judge_anyDefaultMargin_entersAndLeavesAtDifferentValues(
      @ForAll boolean larger, @ForAll @DoubleRange(min = -1e6, max = 1e6) double enter) {
    Assume.that(Math.abs(enter) > 1e-300);
    Threshold threshold = (larger ? Threshold.above() : Threshold.below()).warning(enter).build();

    assertThat(threshold.judge(enter, HEALTHY)).isEqualTo(HEALTHY);
    assertThat(threshold.judge(enter, WARNING)).isEqualTo(WARNING);
  }
}

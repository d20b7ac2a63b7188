package io.health4j.check;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static io.health4j.check.ThresholdPromiseTest.judged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {

  private static final Threshold ABOVE = Threshold.above().warning(10, 8).critical(20, 16).build();
  private static final Threshold BELOW = Threshold.below().warning(10, 12).critical(5, 7).build();

  @Test
  void judge_onTheEdge_doesNotEnter() {
    assertThat(judged(ABOVE, 10)).containsExactly(HEALTHY);
    assertThat(judged(ABOVE, Math.nextUp(10.0))).containsExactly(WARNING);
    assertThat(judged(ABOVE, 20)).containsExactly(WARNING);
    assertThat(judged(ABOVE, Math.nextUp(20.0))).containsExactly(CRITICAL);
    assertThat(judged(BELOW, 10)).containsExactly(HEALTHY);
    assertThat(judged(BELOW, Math.nextDown(10.0))).containsExactly(WARNING);
    assertThat(judged(BELOW, Math.nextDown(5.0))).containsExactly(CRITICAL);
  }

  @Test
  void judge_betweenLeaveAndEnter_staysWhatItWas() {
    assertThat(judged(ABOVE, 9, 11, 9, 10, 8, 9))
        .containsExactly(HEALTHY, WARNING, WARNING, WARNING, HEALTHY, HEALTHY);
    assertThat(judged(ABOVE, 21, 17, 20, 16, 17))
        .containsExactly(CRITICAL, CRITICAL, CRITICAL, WARNING, WARNING);
    assertThat(judged(BELOW, 11, 9, 11, 12, 11))
        .containsExactly(HEALTHY, WARNING, WARNING, HEALTHY, HEALTHY);
  }

  @Test
  void judge_jumpOverALevel_goesAllTheWay() {
    assertThat(judged(ABOVE, 100, 0, 100)).containsExactly(CRITICAL, HEALTHY, CRITICAL);
    assertThat(judged(BELOW, 0, 100, 0)).containsExactly(CRITICAL, HEALTHY, CRITICAL);
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void judge_notANumber_isUnknownWhateverWasBefore(Status previous) {
    assertThat(ABOVE.judge(Double.NaN, previous)).isEqualTo(UNKNOWN);
    assertThat(BELOW.judge(Double.NaN, previous)).isEqualTo(UNKNOWN);
  }

  @Test
  void judge_infinite_isBeyondOrNot() {
    assertThat(ABOVE.judge(Double.POSITIVE_INFINITY, HEALTHY)).isEqualTo(CRITICAL);
    assertThat(ABOVE.judge(Double.NEGATIVE_INFINITY, CRITICAL)).isEqualTo(HEALTHY);
    assertThat(BELOW.judge(Double.NEGATIVE_INFINITY, HEALTHY)).isEqualTo(CRITICAL);
  }

  @Test
  void judge_unknownBefore_entersAnew() {
    assertThat(ABOVE.judge(9, UNKNOWN)).isEqualTo(HEALTHY);
    assertThat(ABOVE.judge(17, UNKNOWN)).isEqualTo(WARNING);
  }

  @Test
  void judge_oneLevel_reachesJustThat() {
    assertThat(judged(Threshold.above().warning(10).build(), 1e9, 0))
        .containsExactly(WARNING, HEALTHY);
    assertThat(judged(Threshold.below().critical(10).build(), 11, 9, 100))
        .containsExactly(HEALTHY, CRITICAL, HEALTHY);
  }

  @Test
  void judge_negativeLimits_keepTheirDirection() {
    Threshold above = Threshold.above(-20, -10);
    Threshold below = Threshold.below(-10, -20);

    assertThat(judged(above, -30, -19, -9, -10.6, -30))
        .containsExactly(HEALTHY, WARNING, CRITICAL, WARNING, HEALTHY);
    assertThat(judged(below, 0, -11, -21, -18.9, 0))
        .containsExactly(HEALTHY, WARNING, CRITICAL, WARNING, HEALTHY);
  }

  @Property
  void judge_judgedAgain_staysTheSame(
      @ForAll @DoubleRange(min = 0, max = 30) double value, @ForAll Status previous) {
    Status once = ABOVE.judge(value, previous);

    assertThat(ABOVE.judge(value, once)).isEqualTo(once);
  }

  @Test
  void aboveAndBelow_short_leaveFivePercentBack() {
    assertThat(judged(Threshold.above(100, 200), 101, 95.01, 95)).endsWith(WARNING, HEALTHY);
    assertThat(judged(Threshold.below(100, 50), 99, 104.99, 105)).endsWith(WARNING, HEALTHY);
    assertThat(Threshold.DEFAULT_MARGIN).isCloseTo(0.05, within(0.0));
  }

  @Test
  void build_noLevel_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Threshold.above().build())
        .withMessageContaining("level");
  }

  @Test
  void warning_leftBeyondWhereItIsEntered_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Threshold.above().warning(10, 11))
        .withMessage("warning must be left below where it is entered, was enter 10.0, leave 11.0");
    assertThatIllegalArgumentException().isThrownBy(() -> Threshold.above().warning(10, 10));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Threshold.below().critical(10, 9))
        .withMessage("critical must be left above where it is entered, was enter 10.0, leave 9.0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void warning_notFinite_refused(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Threshold.above().warning(value))
        .withMessageContaining("warning must be finite");
    assertThatIllegalArgumentException().isThrownBy(() -> Threshold.below().critical(1, value));
  }

  @Test
  void warning_zero_needsItsOwnLeave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Threshold.above().warning(0))
        .withMessage("warning at 0 needs its own leave value");
    assertThat(judged(Threshold.above().warning(0, -1).build(), 0, 0.1, 0, -1))
        .containsExactly(HEALTHY, WARNING, WARNING, HEALTHY);
  }

  @Test
  void warning_twice_refused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Threshold.above().warning(1).warning(2))
        .withMessage("warning is given twice");
    assertThatIllegalStateException()
        .isThrownBy(() -> Threshold.above().critical(1).critical(2))
        .withMessage("critical is given twice");
  }

  @Test
  void limit_levels_areWhereTheyAreEntered() {
    assertThat(ABOVE.limit(WARNING)).isEqualTo(10);
    assertThat(ABOVE.limit(CRITICAL)).isEqualTo(20);
  }

  @Test
  void limit_noSuchLevel_refused() {
    Threshold warning = Threshold.above().warning(1).build();

    assertThatIllegalArgumentException().isThrownBy(() -> warning.limit(CRITICAL));
    assertThatIllegalArgumentException().isThrownBy(() -> ABOVE.limit(HEALTHY));
    assertThatIllegalArgumentException().isThrownBy(() -> ABOVE.limit(UNKNOWN));
  }

  @Test
  void source_unlessTold_isConfigured() {
    assertThat(Threshold.above(1, 2).source()).isEqualTo("configured");
    assertThat(Threshold.above().warning(1).source("default").build().source())
        .isEqualTo("default");
  }

  @Test
  void toString_levels_areTold() {
    assertThat(ABOVE).hasToString("above warning 10.0 (leave 8.0) critical 20.0 (leave 16.0)");
    assertThat(Threshold.below().critical(5, 7).build())
        .hasToString("below critical 5.0 (leave 7.0)");
  }

  @Test
  void source_givenTwice_refused() {
    assertThatThrownBy(() -> Threshold.above().source("a").source("b"))
        .hasMessage("source is given twice");
  }
}

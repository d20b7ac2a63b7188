package io.health4j.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of a limit of 0.8: 0.9 is over, 0.5 is good. */
class NoiseGateTest {

  private final List<Boolean> verdicts = new ArrayList<>();
  private NoiseGate gate = new NoiseGate(1, 0.8, 0.8);

  private void add(int rows, double value) {
    for (int i = 0; i < rows; i++) {
      verdicts.add(gate.add(value));
    }
  }

  private boolean isFiring() {
    return verdicts.get(verdicts.size() - 1);
  }

  /** A run that ends at its highest, and breaks off; then enough good rows to clear. */
  private void breakOff(int rows) {
    add(rows, 0.9);
    add(50, 0.5);
    assertThat(isFiring()).isFalse();
  }

  @Test
  void add_sixRowsOver_firesAtTheSixth() {
    add(6, 0.9);
    assertThat(verdicts).containsExactly(false, false, false, false, false, true);
  }

  @Test
  void add_fiveRowsOver_areNoise() {
    add(5, 0.9);
    add(1, 0.8);
    add(5, 0.9);
    assertThat(verdicts).doesNotContain(true);
  }

  @Test
  void add_smallerIsWorse_firesBelow() {
    gate = new NoiseGate(-1, 0.1, 0.1);
    add(6, 0.05);
    assertThat(isFiring()).isTrue();
    add(4, 0.05);
    add(10, 0.2);
    assertThat(isFiring()).isFalse();
  }

  @Test
  void add_breach_clearsAtTheTenthGoodRow() {
    add(10, 0.9);
    add(9, 0.5);
    assertThat(isFiring()).isTrue();
    add(1, 0.5);
    assertThat(isFiring()).isFalse();
  }

  @Test
  void add_brokenOff_isKeptForFortyGoodRows() {
    add(9, 0.9);
    add(39, 0.5);
    assertThat(isFiring()).isTrue();
    add(1, 0.5);
    assertThat(isFiring()).isFalse();
  }

  @Test
  void add_breachWhileKept_isTheSameAlertAndClearsLikeOne() {
    add(6, 0.9);
    add(20, 0.5);
    add(10, 0.9);
    assertThat(verdicts.subList(5, verdicts.size())).doesNotContain(false);
    add(10, 0.5);
    assertThat(isFiring()).isFalse();
  }

  @Test
  void add_alertAfterABreach_hasToProveItselfAgain() {
    add(10, 0.9);
    add(10, 0.5);
    add(6, 0.9);
    add(39, 0.5);
    assertThat(isFiring()).isTrue();
  }

  @Test
  void add_shortRunsWhileItFires_doNotStartTheCountAnew() {
    add(10, 0.9);
    add(5, 0.5);
    add(5, 0.9);
    add(5, 0.5);
    assertThat(isFiring()).isFalse();
  }

  @Test
  void add_runOfSixRowsWhileItFires_startsTheCountAnew() {
    add(10, 0.9);
    add(9, 0.5);
    add(6, 0.9);
    add(9, 0.5);
    assertThat(isFiring()).isTrue();
    add(1, 0.5);
    assertThat(isFiring()).isFalse();
  }

  @Test
  void add_betweenTheLevels_isNeitherOverNorGood() {
    gate = new NoiseGate(1, 0.8, 0.7);
    add(5, 0.9);
    add(1, 0.75);
    add(5, 0.9);
    assertThat(isFiring()).as("it ends a run").isFalse();
    add(5, 0.9);
    add(50, 0.75);
    assertThat(isFiring()).as("it clears nothing").isTrue();
    add(10, 0.7);
    assertThat(isFiring()).isFalse();
  }

  @Test
  void add_runsThatMostlyBrokeOff_passesOverOneThatHasFallenBack() {
    for (int i = 0; i < 4; i++) {
      breakOff(6);
    }
    add(5, 0.9);
    add(1, 0.801);
    assertThat(isFiring()).isFalse();
  }

  @Test
  void add_runsThatMostlyBrokeOff_firesForOneThatStands() {
    for (int i = 0; i < 4; i++) {
      breakOff(6);
    }
    add(6, 0.9);
    assertThat(isFiring()).isTrue();
  }

  @Test
  void add_runPassedOver_firesOnceItIsABreach() {
    for (int i = 0; i < 4; i++) {
      breakOff(6);
    }
    add(5, 0.9);
    add(4, 0.801);
    assertThat(isFiring()).isFalse();
    add(1, 0.801);
    assertThat(isFiring()).isTrue();
    add(10, 0.5);
    assertThat(isFiring()).as("it has proved itself").isFalse();
  }

  @Test
  void add_runsLastAgain_trustsTheSeriesAgain() {
    for (int i = 0; i < 4; i++) {
      breakOff(6);
    }
    for (int i = 0; i < 3; i++) {
      breakOff(10);
    }
    add(5, 0.9);
    add(1, 0.801);
    assertThat(isFiring()).isTrue();
  }

  @Test
  void add_brokenOffOnce_isStillTrusted() {
    breakOff(9);
    add(5, 0.9);
    add(1, 0.8001);
    assertThat(isFiring()).isTrue();
  }

  @Test
  void add_endlessRun_keepsFiring() {
    add(100_000, 0.9);
    assertThat(isFiring()).isTrue();
  }

  @Test
  void add_otherScaleAndDirection_decidesTheSame() {
    var other = new NoiseGate(-1, -8_000, -8_000);
    var random = new Random(1);
    double level = 0.7;
    for (int i = 0; i < 20_000; i++) {
      level += 0.1 * (0.78 - level) + 0.03 * random.nextGaussian();
      assertThat(other.add(-8_000 - 4_096 * (level - 0.8))).isEqualTo(gate.add(level));
    }
  }
}

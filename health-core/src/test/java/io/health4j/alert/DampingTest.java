package io.health4j.alert;

import static io.health4j.alert.Alert.State.FIRING;
import static io.health4j.alert.Alert.State.RECOVERING;
import static io.health4j.alert.Alert.State.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DampingTest {

  private static final long INTERVAL = Rig.SECOND;

  private long tick = Long.MAX_VALUE - 100 * Rig.SECOND;
  private Life life = new Life(Rig.load().build());

  private void feed(double value, int times) {
    for (int i = 0; i < times; i++) {
      tick += INTERVAL;
      life.add(tick, value, INTERVAL);
    }
  }

  /** How many seconds it must be good before it is resolved. */
  private long secondsToEnd() {
    long start = tick + INTERVAL;
    while (life.isActive()) {
      feed(0.5, 1);
    }
    return (tick - start) / Rig.SECOND;
  }

  /** Fires, after as many good rows as it takes for no change to be left in the window. */
  private void fireAfter(Duration calm) {
    tick += calm.toNanos();
    feed(0.5, Damping.PLACES);
    tick -= calm.toNanos() == 0 ? 0 : Damping.PLACES * INTERVAL;
    feed(0.9, 1);
    assertThat(life.state()).isEqualTo(FIRING);
  }

  @Test
  void ends_firstTime_takesFourGoodInARow() {
    feed(0.9, 1);
    feed(0.5, 3);
    assertThat(life.state()).isEqualTo(RECOVERING);
    feed(0.9, 1);
    feed(0.5, 3);
    assertThat(life.state()).isEqualTo(RECOVERING);
    feed(0.5, 1);
    assertThat(life.state()).isEqualTo(RESOLVED);
  }

  @Test
  void ends_comesBackWithinAnHour_takesTwiceAsLongEachTime() {
    fireAfter(Duration.ZERO);
    assertThat(secondsToEnd()).isEqualTo(3);
    for (long seconds : new long[] {30, 60, 120, 240, 480, 960, 1920, 3600, 3600}) {
      fireAfter(Duration.ZERO);
      assertThat(secondsToEnd()).isEqualTo(seconds);
    }
  }

  @Test
  void ends_ruleKeepsIt_takesTwiceThatAtLeast() {
    life = new Life(Rig.load().keepFiring(Duration.ofMinutes(10)).build());
    for (long minutes : new long[] {10, 20, 40, 60, 60}) {
      fireAfter(Duration.ZERO);
      assertThat(secondsToEnd()).isEqualTo(minutes * 60);
    }
  }

  @Test
  void ends_ruleKeepsItForLongerThanTheLimit_isKeptNoLonger() {
    life = new Life(Rig.load().keepFiring(Duration.ofHours(2)).build());
    fireAfter(Duration.ZERO);
    assertThat(secondsToEnd()).isEqualTo(7200);
    fireAfter(Duration.ZERO);
    assertThat(secondsToEnd()).isEqualTo(4 * 3600);
    fireAfter(Duration.ZERO);
    assertThat(secondsToEnd()).isEqualTo(4 * 3600);
  }

  @Test
  void ends_calmHours_takeDoublingsBack() {
    for (long seconds : new long[] {3, 30, 60, 120}) {
      fireAfter(Duration.ZERO);
      assertThat(secondsToEnd()).isEqualTo(seconds);
    }
    fireAfter(Duration.ofHours(2));
    assertThat(secondsToEnd()).isEqualTo(30);
    fireAfter(Duration.ofHours(1));
    assertThat(secondsToEnd()).isEqualTo(3);
    fireAfter(Duration.ofHours(50));
    assertThat(secondsToEnd()).isEqualTo(3);
  }

  @Test
  void flapping_sixChangesOfTwenty_beginsAndEndsBelowFive() {
    feed(0.5, 30);
    for (int i = 0; i < 3; i++) {
      assertThat(life.isFlapping()).isFalse();
      feed(0.9, 1);
      feed(0.5, 1);
    }
    assertThat(life.isFlapping()).isTrue(); // changes in the latest 6 of 20 places
    feed(0.5, 15); // 5 of them are left
    assertThat(life.isFlapping()).isTrue();
    assertThat(life.state()).as("good, but kept firing").isEqualTo(FIRING);
    feed(0.5, 1);
    assertThat(life.isFlapping()).isFalse();
    assertThat(life.state()).isEqualTo(RESOLVED);
  }

  @Test
  void flapping_firstSampleBad_isNoChange() {
    feed(0.9, 1);
    feed(0.5, 1);
    feed(0.9, 1);
    feed(0.5, 1);
    feed(0.9, 1);
    feed(0.5, 1);
    assertThat(life.isFlapping()).isFalse(); // 5 changes
    feed(0.9, 1);
    assertThat(life.isFlapping()).isTrue();
  }

  @Test
  void flapping_neitherAndUnknown_areNoChanges() {
    for (int i = 0; i < 20; i++) {
      feed(0.9, 1);
      feed(0.75, 1);
      life.unknown();
    }
    assertThat(life.isFlapping()).isFalse();
  }

  @Test
  void undamped_neverFlaps() {
    life = new Life(Rig.load().undamped().build());
    for (int i = 0; i < 30; i++) {
      feed(0.9, 1);
      assertThat(life.state()).isEqualTo(FIRING);
      feed(0.5, 1);
      assertThat(life.state()).isEqualTo(RESOLVED);
    }
    assertThat(life.isFlapping()).isFalse();
  }
}

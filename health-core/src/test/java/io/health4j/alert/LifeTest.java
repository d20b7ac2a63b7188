package io.health4j.alert;

import static io.health4j.alert.Alert.State.FIRING;
import static io.health4j.alert.Alert.State.NO_DATA;
import static io.health4j.alert.Alert.State.PENDING;
import static io.health4j.alert.Alert.State.RECOVERING;
import static io.health4j.alert.Alert.State.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Rows of a rule above 0.8 until 0.7, 5 s apart: 0.9 is bad, 0.75 neither, 0.5 good. */
class LifeTest {

  private static final long INTERVAL = 5 * Rig.SECOND;

  private long tick = Long.MAX_VALUE - 7 * Rig.SECOND;

  private static Life life(UnaryOperator<RuleBuilder> settings) {
    return new Life(settings.apply(Rig.load().undamped()).build());
  }

  private List<State> feed(Life life, double... values) {
    var states = new ArrayList<State>();
    for (double value : values) {
      if (Double.isNaN(value)) {
        life.unknown();
      } else {
        life.add(tick, value, INTERVAL);
      }
      states.add(life.state());
      tick += INTERVAL;
    }
    return states;
  }

  private static final double UNKNOWN = Double.NaN;

  @Test
  void add_noHold_firesAtFirstBadAndEndsAtFirstGood() {
    assertThat(feed(life(rule -> rule), 0.5, 0.9, 0.5, 0.5, 0.9))
        .containsExactly(null, FIRING, RESOLVED, RESOLVED, FIRING);
  }

  @Test
  void add_atTheLimit_isNotBad() {
    assertThat(feed(life(rule -> rule), 0.8)).containsExactly((State) null);
  }

  @Test
  void add_atTheClearLevel_isGood() {
    assertThat(feed(life(rule -> rule), 0.9, 0.7)).containsExactly(FIRING, RESOLVED);
  }

  @Test
  void add_neither_endsNothingThatFiresAndStartsNothing() {
    assertThat(feed(life(rule -> rule), 0.75, 0.9, 0.75)).containsExactly(null, FIRING, FIRING);
  }

  @Test
  void add_changed_isTold() {
    Life life = life(rule -> rule.samples(2, 2));
    assertThat(life.add(0, 0.5, INTERVAL)).isFalse();
    assertThat(life.add(1, 0.9, INTERVAL)).isTrue();
    assertThat(life.add(2, 0.9, INTERVAL)).isTrue();
    assertThat(life.add(3, 0.9, INTERVAL)).isFalse();
    assertThat(life.unknown()).isTrue();
    assertThat(life.unknown()).isFalse();
    assertThat(life.value()).isEqualTo(0.9);
  }

  @Test
  void holdBySamples_badInARow_firesAtTheLast() {
    assertThat(feed(life(rule -> rule.samples(3, 3)), 0.9, 0.9, 0.5, 0.9, 0.9, 0.9))
        .containsExactly(PENDING, PENDING, null, PENDING, PENDING, FIRING);
  }

  @Test
  void holdBySamples_neitherBetween_startsAnew() {
    assertThat(feed(life(rule -> rule.samples(2, 2)), 0.9, 0.75, 0.9, 0.9))
        .containsExactly(PENDING, null, PENDING, FIRING);
  }

  @Test
  void holdBySamples_unknownBetween_countsForNothing() {
    assertThat(feed(life(rule -> rule.samples(2, 2)), 0.9, UNKNOWN, UNKNOWN, 0.9))
        .containsExactly(PENDING, PENDING, PENDING, FIRING);
  }

  @Test
  void holdOfLast_enoughOfThem_firesAtABadOne() {
    assertThat(feed(life(rule -> rule.samples(3, 5)), 0.9, 0.5, 0.9, 0.75, 0.9, 0.5))
        .containsExactly(PENDING, PENDING, PENDING, PENDING, FIRING, RESOLVED);
  }

  @Test
  void holdOfLast_badOnesMovedOut_isNoLongerPending() {
    assertThat(feed(life(rule -> rule.samples(2, 3)), 0.9, 0.5, 0.5, 0.5, 0.9, 0.5, 0.5, 0.9))
        .containsExactly(PENDING, PENDING, PENDING, null, PENDING, PENDING, PENDING, PENDING);
  }

  @Test
  void holdByTime_badThroughout_firesWhenItPassed() {
    assertThat(feed(life(rule -> rule.holdFor(Duration.ofSeconds(10))), 0.9, 0.9, 0.9))
        .containsExactly(PENDING, PENDING, FIRING);
  }

  @Test
  void holdByTime_passedInAGap_startsAnew() {
    Life life = life(rule -> rule.holdFor(Duration.ofSeconds(10)));
    feed(life, 0.9);
    tick += 11 * Rig.SECOND; // 16 s after the row: more than 3 intervals
    assertThat(feed(life, 0.9, 0.9, 0.9)).containsExactly(PENDING, PENDING, FIRING);
  }

  @Test
  void holdByTime_unknownBetween_goesOnWithinThreeIntervals() {
    Life life = life(rule -> rule.holdFor(Duration.ofSeconds(10)));
    assertThat(feed(life, 0.9, UNKNOWN, UNKNOWN, 0.9))
        .containsExactly(PENDING, PENDING, PENDING, FIRING);
  }

  @Test
  void holdByTime_clockGoesBackABit_doesNotWaitLonger() {
    Life life = life(rule -> rule.holdFor(Duration.ofSeconds(10)));
    feed(life, 0.9);
    tick -= 60 * Rig.SECOND; // lost time, told late
    assertThat(feed(life, 0.9, 0.9, 0.9)).containsExactly(PENDING, PENDING, FIRING);
  }

  @Test
  void holdByProgress_grewEnough_fires() {
    Life life = life(rule -> rule.holdFor(5, "n"));
    assertThat(progress(life, 100, 102, 104, 105))
        .containsExactly(PENDING, PENDING, PENDING, FIRING);
  }

  @Test
  void holdByProgress_counterFell_countsFromZero() {
    Life life = life(rule -> rule.holdFor(5, "n"));
    assertThat(progress(life, 100, 102, 2, 3)).containsExactly(PENDING, PENDING, PENDING, FIRING);
  }

  @Test
  void holdByProgress_absent_goesOnFromWhatWasKnown() {
    Life life = life(rule -> rule.holdFor(5, "n"));
    assertThat(progress(life, UNKNOWN, 100, UNKNOWN, 105))
        .containsExactly(PENDING, PENDING, PENDING, FIRING);
  }

  @Test
  void holdByProgress_goodBetween_startsAnew() {
    Life life = life(rule -> rule.holdFor(5, "n"));
    progress(life, 100, 104);
    feed(life, 0.5);
    assertThat(progress(life, 105, 109, 110)).containsExactly(PENDING, PENDING, FIRING);
  }

  private List<State> progress(Life life, double... counts) {
    var states = new ArrayList<State>();
    for (double count : counts) {
      life.add(tick, 0.9, INTERVAL, count);
      tick += INTERVAL;
      states.add(life.state());
    }
    return states;
  }

  @Test
  void keepBySamples_goodInARow_endsAtTheLast() {
    assertThat(feed(life(rule -> rule.keepFiring(3)), 0.9, 0.5, 0.5, 0.9, 0.5, 0.5, 0.5))
        .containsExactly(FIRING, RECOVERING, RECOVERING, FIRING, RECOVERING, RECOVERING, RESOLVED);
  }

  @Test
  void keepBySamples_neitherBetween_startsAnew() {
    assertThat(feed(life(rule -> rule.keepFiring(2)), 0.9, 0.5, 0.75, 0.5, 0.5))
        .containsExactly(FIRING, RECOVERING, FIRING, RECOVERING, RESOLVED);
  }

  @Test
  void keepByTime_goodThroughout_endsWhenItPassed() {
    assertThat(feed(life(rule -> rule.keepFiring(Duration.ofSeconds(10))), 0.9, 0.5, 0.5, 0.5))
        .containsExactly(FIRING, RECOVERING, RECOVERING, RESOLVED);
  }

  @Test
  void keepByTime_passedInAGap_startsAnew() {
    Life life = life(rule -> rule.keepFiring(Duration.ofSeconds(10)));
    feed(life, 0.9, 0.5);
    tick += 11 * Rig.SECOND;
    assertThat(feed(life, 0.5, 0.5, 0.5)).containsExactly(RECOVERING, RECOVERING, RESOLVED);
  }

  @Test
  void keepByTime_neitherBetween_countsAsKnown() {
    Life life = life(rule -> rule.keepFiring(Duration.ofSeconds(20)));
    assertThat(feed(life, 0.9, 0.5, 0.75, 0.75, 0.75, 0.5))
        .containsExactly(FIRING, RECOVERING, RECOVERING, RECOVERING, RECOVERING, RESOLVED);
  }

  @Test
  void unknown_pending_isNoAlertUntilItIsBadAgainAndThenCountsOn() {
    assertThat(feed(life(rule -> rule.samples(3, 3)), 0.9, UNKNOWN, UNKNOWN, UNKNOWN, 0.9, 0.9))
        .containsExactly(PENDING, PENDING, PENDING, null, PENDING, FIRING);
  }

  @Test
  void unknown_active_isNoDataUntilDataAreKnown() {
    Life life = life(rule -> rule.keepFiring(2));
    assertThat(feed(life, 0.9, UNKNOWN, 0.9, UNKNOWN, 0.5, UNKNOWN, 0.5))
        .containsExactly(FIRING, NO_DATA, FIRING, NO_DATA, RECOVERING, NO_DATA, RESOLVED);
  }

  @Test
  void unknown_thenNeither_firesOn() {
    assertThat(feed(life(rule -> rule), 0.9, UNKNOWN, 0.75))
        .containsExactly(FIRING, NO_DATA, FIRING);
  }

  @Test
  void unknown_thenGoodEnough_isResolved() {
    assertThat(feed(life(rule -> rule), 0.9, UNKNOWN, 0.5))
        .containsExactly(FIRING, NO_DATA, RESOLVED);
  }

  @Test
  void unknown_notActive_changesNothing() {
    assertThat(feed(life(rule -> rule.samples(2, 2)), UNKNOWN, 0.5, UNKNOWN, 0.9, UNKNOWN))
        .containsExactly(null, null, null, PENDING, PENDING);
  }

  @Test
  void below_mirrorsAbove() {
    var life = new Life(AlertRule.reading("r", "m").below(0.2, 0.3).undamped().build());
    assertThat(feed(life, 0.2, 0.1, 0.25, 0.3)).containsExactly(null, FIRING, FIRING, RESOLVED);
  }

  @Test
  void noisy_followsItsGate() {
    var gate = new NoiseGate(1, 0.8, 0.7);
    Life life = life(RuleBuilder::noisy);
    var noise = new Random(5);
    int fired = 0;
    for (int i = 0; i < 2_000; i++) {
      boolean breach = i % 200 > 150;
      double value = (breach ? 0.9 : 0.6) + noise.nextGaussian() * 0.08;
      boolean expected = gate.add(value);
      fired += expected && !life.isActive() ? 1 : 0;
      feed(life, value);
      assertThat(life.isActive()).isEqualTo(expected);
    }
    assertThat(fired).isBetween(5, 20);
  }

  @Test
  void noisy_overButNotYetABreach_isPending() {
    Life life = life(RuleBuilder::noisy);
    assertThat(feed(life, 0.5, 0.9, 0.5)).containsExactly(null, PENDING, null);
  }
}

package io.health4j.alert;

import static io.health4j.alert.Severity.CRITICAL;
import static io.health4j.alert.Severity.INFO;
import static io.health4j.alert.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.alert.Alert.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When many targets fail together. */
class MassFailureTest {

  private static final Instant AT = SomeAlerts.AT;

  private final MassFailure mass = new MassFailure();
  private long tick = Long.MAX_VALUE - 1_000_000_000L;

  private void watch(int targets) {
    for (int i = 0; i < targets; i++) {
      mass.watch(name(i));
    }
  }

  private static String name(int target) {
    return "t%02d".formatted(target);
  }

  private void change(int target, Severity severity, State state) {
    mass.changed(SomeAlerts.alert("down", name(target), severity, state), tick);
  }

  private void fire(int... targets) {
    for (int target : targets) {
      change(target, WARNING, State.FIRING);
    }
  }

  private void pass(int seconds) {
    tick += seconds * 1_000_000_000L;
  }

  @Test
  void judge_halfFailAndThreeFired_oneAlertSaysSo() {
    watch(6);
    fire(0, 1);
    assertThat(mass.judge(AT)).isEmpty();
    fire(4);
    Alert alert = mass.judge(AT).get(0);
    assertThat(mass.isOn()).isTrue();
    assertThat(alert.rule()).isEqualTo("mass-failure");
    assertThat(alert.target()).isEqualTo(MassFailure.ALL);
    assertThat(alert.severity()).isEqualTo(CRITICAL);
    assertThat(alert.state()).isEqualTo(State.FIRING);
    assertThat(alert.firedAt()).isEqualTo(AT).isEqualTo(alert.since());
    assertThat(alert.value()).hasValue(0.5);
    assertThat(alert.message()).isEqualTo("3 of 6 targets fail together: t00, t01, t04");
    assertThat(mass.judge(AT)).isEmpty();
    assertThat(mass.alert()).isEqualTo(alert);
  }

  @Test
  void judge_pendingOnes_countAsFailingButThreeMustHaveFired() {
    watch(10);
    fire(0, 1);
    for (int i = 2; i < 10; i++) {
      change(i, WARNING, State.PENDING);
    }
    assertThat(mass.judge(AT)).isEmpty();
    fire(2);
    assertThat(mass.judge(AT)).hasSize(1);
  }

  @Test
  void judge_lessThanHalfFail_isOff() {
    watch(7);
    fire(0, 1, 2);
    assertThat(mass.judge(AT)).isEmpty();
    assertThat(mass.isOn()).isFalse();
    assertThat(mass.alert()).isNull();
  }

  @Test
  void judge_twoTargetsOnly_isOff() {
    watch(2);
    fire(0, 1);
    assertThat(mass.judge(AT)).isEmpty();
  }

  @Test
  void judge_oneAfterTheOtherOverHours_isOff() {
    watch(4);
    for (int i = 0; i < 4; i++) {
      fire(i);
      assertThat(mass.judge(AT)).isEmpty();
      pass(151);
    }
    fire(3);
    assertThat(mass.judge(AT)).as("it fired before").isEmpty();
  }

  @Test
  void judge_threeWithinFiveMinutesAmongOldOnes_isOn() {
    watch(6);
    fire(5);
    pass(3600);
    fire(0);
    pass(150);
    fire(1);
    pass(150);
    fire(2);
    assertThat(mass.judge(AT)).hasSize(1);
    assertThat(mass.alert().message()).startsWith("4 of 6 targets fail together");
  }

  @Test
  void judge_information_doesNotCount() {
    watch(3);
    for (int i = 0; i < 3; i++) {
      change(i, INFO, State.FIRING);
    }
    assertThat(mass.judge(AT)).isEmpty();
  }

  @Test
  void judge_alertsOfAllOrOfTargetsThatAreNotWatched_doNotCount() {
    watch(3);
    fire(0, 1, 7);
    mass.changed(SomeAlerts.firing("share", "all", CRITICAL), tick);
    assertThat(mass.judge(AT)).isEmpty();
  }

  @Test
  void judge_fewerThanAQuarterFail_ends() {
    watch(20);
    for (int i = 0; i < 10; i++) {
      fire(i);
    }
    assertThat(mass.judge(AT)).hasSize(1);
    for (int i = 0; i < 5; i++) {
      change(i, WARNING, State.RESOLVED);
      assertThat(mass.judge(AT)).isEmpty();
    }
    change(5, WARNING, State.RESOLVED);
    Alert end = mass.judge(AT.plusSeconds(9)).get(0);
    assertThat(end.state()).isEqualTo(State.RESOLVED);
    assertThat(end.firedAt()).isEqualTo(AT);
    assertThat(end.endedAt()).isEqualTo(AT.plusSeconds(9)).isEqualTo(end.since());
    assertThat(end.message()).isEqualTo("4 of 20 targets fail, no longer many together");
    assertThat(mass.isOn()).isFalse();
  }

  @Test
  void judge_fewerThanThreeFire_ends() {
    watch(4);
    fire(0, 1, 2);
    mass.judge(AT);
    change(0, WARNING, State.NO_DATA);
    change(1, WARNING, State.RECOVERING);
    assertThat(mass.judge(AT)).isEmpty();
    change(0, WARNING, State.WITHDRAWN);
    assertThat(mass.judge(AT)).hasSize(1);
  }

  @Test
  void forget_targetsVanish_endsOrIsWithdrawn() {
    watch(4);
    fire(0, 1, 2);
    mass.judge(AT);
    mass.forget(name(3));
    assertThat(mass.judge(AT)).isEmpty();
    mass.forget(name(2));
    change(2, WARNING, State.WITHDRAWN);
    assertThat(mass.judge(AT).get(0).state()).isEqualTo(State.WITHDRAWN);
    mass.forget(name(0));
    mass.forget(name(1));
    assertThat(mass.judge(AT)).isEmpty();
  }

  @Test
  void judge_manyNames_tenAreNamed() {
    watch(20);
    for (int i = 0; i < 17; i++) {
      fire(i);
    }
    assertThat(mass.judge(AT).get(0).message())
        .isEqualTo(
            "17 of 20 targets fail together: t00, t01, t02, t03, t04, t05, t06, t07, t08, t09, …");
  }

  @Test
  void fingerprint_isMadeAsAllOthers() {
    assertThat(MassFailure.FINGERPRINT).matches("[0-9a-f]{16}");
  }
}

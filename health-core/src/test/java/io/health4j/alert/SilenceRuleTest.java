package io.health4j.alert;

import static io.health4j.alert.Alert.State.FIRING;
import static io.health4j.alert.Alert.State.NO_DATA;
import static io.health4j.alert.Alert.State.PENDING;
import static io.health4j.alert.Alert.State.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Status;
import io.health4j.check.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Targets that are sampled every 5 s, and then are not. */
class SilenceRuleTest {

  private static final Duration NANO = Duration.ofNanos(1);
  private static final Duration THREE_INTERVALS = Rig.INTERVAL.multipliedBy(3);

  private final Rig rig = new Rig(AlertRule.silence("r").undamped().build());

  @Test
  void advance_threeIntervals_isStillFresh() {
    rig.load(0.5);
    assertThat(rig.lives.dueTick()).isEqualTo(rig.tick + THREE_INTERVALS.plus(NANO).toNanos());
    assertThat(rig.advance(THREE_INTERVALS)).isEmpty();
    assertThat(Rig.states(rig.advance(NANO))).containsExactly(FIRING);
    assertThat(rig.alert().message()).isEqualTo("a is not sampled");
    assertThat(rig.lives.dueTick()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void advance_neverSampled_countsFromWhenItWasAdded() {
    assertThat(rig.advance(THREE_INTERVALS)).isEmpty();
    assertThat(Rig.states(rig.advance(NANO))).containsExactly(FIRING);
  }

  @Test
  void advance_addedWithoutATick_countsFromTheNextOne() {
    var lives = new Lives(List.of(AlertRule.silence("r").build()));
    lives.add(Target.of("b"));
    assertThat(lives.advance(0, rig.at)).isEmpty();
    assertThat(lives.dueTick()).isEqualTo(Duration.ofMinutes(3).plus(NANO).toNanos());
    assertThat(lives.advance(Duration.ofMinutes(3).toNanos(), rig.at)).isEmpty();
    assertThat(lives.advance(lives.dueTick(), rig.at)).hasSize(1);
  }

  @Test
  void sampled_again_endsIt() {
    rig.advance(Duration.ofMinutes(1));
    assertThat(Rig.states(rig.load(0.5))).containsExactly(RESOLVED);
    assertThat(rig.lives.dueTick()).isEqualTo(rig.tick + THREE_INTERVALS.plus(NANO).toNanos());
  }

  @Test
  void sampled_stale_isNoSample() {
    rig.load(0.5);
    var old = rig.health("a", Status.HEALTHY);
    rig.pass(Duration.ofMinutes(1));
    assertThat(Rig.states(rig.lives.sampled(old.readAt(rig.tick), rig.tick, rig.at)))
        .containsExactly(FIRING);
  }

  @Test
  void sampled_tookLong_mayTakeAsLongAgain() {
    var slow = rig.health("a", Status.HEALTHY);
    rig.pass(Duration.ofSeconds(20));
    rig.lives.sampled(slow, rig.tick, rig.at);
    assertThat(rig.advance(THREE_INTERVALS.plusSeconds(20))).isEmpty();
    assertThat(rig.advance(NANO)).hasSize(1);
  }

  @Test
  void advance_hold_waitsInIntervals() {
    var held = new Rig(AlertRule.silence("r").holdFor(Duration.ofSeconds(10)).build());
    held.load(0.5);
    assertThat(Rig.states(held.advance(THREE_INTERVALS.plus(NANO)))).containsExactly(PENDING);
    assertThat(held.lives.dueTick()).isEqualTo(held.tick + Rig.INTERVAL.toNanos());
    assertThat(held.advance(Rig.INTERVAL)).isEmpty();
    assertThat(Rig.states(held.advance(Rig.INTERVAL))).containsExactly(FIRING);
  }

  @Test
  void advance_otherRules_haveNoData() {
    var both = new Rig(Rig.load(rule -> rule), AlertRule.score("s").below(0.9).build());
    both.sample("a", Status.WARNING, Rig.known(Rig.load("x", 0.9)));
    assertThat(Rig.states(both.advance(Duration.ofMinutes(1)))).containsExactly(NO_DATA, NO_DATA);
    assertThat(both.advance(Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void lost_processStoodStill_nobodyIsSilent() {
    rig.load(0.5);
    rig.pass(Duration.ofMinutes(10));
    rig.lives.lost(Duration.ofMinutes(10).toNanos());
    assertThat(rig.advance(Duration.ZERO)).isEmpty();
    assertThat(rig.lives.dueTick()).isEqualTo(rig.tick + THREE_INTERVALS.plus(NANO).toNanos());
    assertThat(rig.advance(THREE_INTERVALS)).isEmpty();
    assertThat(rig.advance(NANO)).hasSize(1);
  }

  @Test
  void lost_processStoodStill_noHoldIsMetByIt() {
    var held = new Rig(Rig.load(rule -> rule.holdFor(Duration.ofMinutes(1))));
    held.load(0.9);
    held.pass(Duration.ofMinutes(10));
    held.lives.lost(Duration.ofMinutes(10).toNanos());
    held.load(0.9);
    assertThat(held.state()).isEqualTo(PENDING);
    for (int i = 0; i < 11; i++) {
      held.load(0.9);
    }
    assertThat(held.state()).isEqualTo(FIRING);
  }

  @Test
  void advance_manyTargets_thoseThatAreDueAndNoOther() {
    for (int i = 0; i < 20; i++) {
      rig.add("t" + i);
    }
    rig.pass(Duration.ofSeconds(10));
    for (int i = 0; i < 20; i += 2) {
      rig.now("t" + i, Status.HEALTHY);
    }
    assertThat(rig.advance(Duration.ofSeconds(10))).hasSize(11);
    assertThat(rig.lives.alerts()).hasSize(11);
    assertThat(rig.lives.dueTick())
        .isEqualTo(rig.tick + Duration.ofSeconds(5).plus(NANO).toNanos());
    rig.lives.remove("t2", rig.tick, Instant.EPOCH);
    assertThat(rig.advance(Duration.ofMinutes(1))).hasSize(9);
  }

  @Test
  void where_target_onlyThoseAreHeard() {
    var one = new Rig(AlertRule.silence("r").where("target", "b").build());
    one.add("b");
    assertThat(one.advance(Duration.ofMinutes(1))).hasSize(1);
    assertThat(one.alert().target().id()).isEqualTo("b");
  }
}

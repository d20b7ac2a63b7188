package io.health4j.alert;

import static io.health4j.alert.Alert.State.FIRING;
import static io.health4j.alert.Alert.State.NO_DATA;
import static io.health4j.alert.Alert.State.RESOLVED;
import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Status;
import io.health4j.check.Target;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules on the share of targets that fare badly: above 0.4 until 0.35. */
class ShareRuleTest {

  private final Rig rig =
      new Rig(AlertRule.share("r", WARNING).above(0.4, 0.35).undamped().build())
          .add("b")
          .add("c")
          .add("d");

  private List<Alert> now(String target, Status status) {
    return rig.now(target, status);
  }

  private void allHealthy() {
    rig.pass(Rig.INTERVAL);
    for (String target : List.of("a", "b", "c", "d")) {
      now(target, HEALTHY);
    }
  }

  @Test
  void sampled_moreThanTheShare_firesAtOnceForAll() {
    allHealthy();
    assertThat(now("a", CRITICAL)).isEmpty();
    assertThat(Rig.states(now("b", WARNING))).containsExactly(FIRING);
    assertThat(rig.alert().target()).isEqualTo(Target.of("all"));
    assertThat(rig.alert().value()).hasValue(0.5);
    assertThat(rig.alert().message())
        .isEqualTo("share of targets WARNING or worse is 50%, and should not be above 40%");
    assertThat(Rig.states(now("a", HEALTHY))).containsExactly(RESOLVED);
  }

  @Test
  void sampled_fewerThanThreeKnown_isNoData() {
    now("a", CRITICAL);
    assertThat(now("b", CRITICAL)).isEmpty();
    assertThat(Rig.states(now("c", CRITICAL))).containsExactly(FIRING);
    assertThat(Rig.states(now("a", UNKNOWN))).containsExactly(NO_DATA);
  }

  @Test
  void sampled_unknownTargets_countNeitherWay() {
    allHealthy();
    now("d", UNKNOWN);
    now("a", CRITICAL);
    assertThat(rig.lives.alerts()).isEmpty();
    now("b", CRITICAL);
    assertThat(rig.alert().value()).hasValue(2.0 / 3);
  }

  @Test
  void advance_targetsSilent_countNoMore() {
    allHealthy();
    now("a", CRITICAL);
    now("b", CRITICAL);
    rig.pass(Duration.ofSeconds(10));
    now("a", CRITICAL);
    now("c", HEALTHY);
    now("d", HEALTHY);
    assertThat(Rig.states(rig.advance(Duration.ofSeconds(6)))).containsExactly(RESOLVED);
    assertThat(Rig.states(rig.advance(Duration.ofMinutes(6)))).isEmpty();
  }

  @Test
  void advance_silentAgain_countsNoMore() {
    allHealthy();
    rig.advance(Duration.ofMinutes(1));
    allHealthy();
    List.of("a", "b", "c", "d").forEach(target -> now(target, CRITICAL));
    assertThat(Rig.states(rig.advance(Duration.ofMinutes(1)))).containsExactly(NO_DATA);
  }

  @Test
  void remove_target_countsNoMore() {
    allHealthy();
    now("a", CRITICAL);
    assertThat(Rig.states(rig.lives.remove("d", rig.tick, rig.at))).isEmpty();
    now("b", CRITICAL);
    assertThat(Rig.states(rig.lives.remove("c", rig.tick, rig.at))).containsExactly(NO_DATA);
  }

  @Test
  void sampled_nothingChanges_timeGoesOnForHolds() {
    var held =
        new Rig(
                AlertRule.share("r", WARNING)
                    .above(0.4)
                    .holdFor(Duration.ofSeconds(20))
                    .undamped()
                    .build())
            .add("b")
            .add("c");
    int rounds = 0;
    while (held.lives.alerts().stream().noneMatch(alert -> alert.state() == FIRING)) {
      held.pass(Duration.ofSeconds(1));
      List.of("a", "b", "c").forEach(target -> held.now(target, CRITICAL));
      rounds++;
    }
    assertThat(rounds).isBetween(20, 27);
  }

  @Test
  void where_label_onlyThoseTargetsCount() {
    var some = new Rig(AlertRule.share("r", WARNING).above(0.4).where("target", "w*").build());
    List.of("w1", "w2", "w3").forEach(some::add);
    some.sample("a", CRITICAL);
    List.of("w1", "w2", "w3").forEach(target -> some.now(target, HEALTHY));
    assertThat(some.lives.alerts()).isEmpty();
    some.now("w1", CRITICAL);
    some.now("w2", CRITICAL);
    assertThat(some.alert().value()).hasValue(2.0 / 3);
  }
}

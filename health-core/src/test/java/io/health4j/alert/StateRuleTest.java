package io.health4j.alert;

import static io.health4j.alert.Alert.State.FIRING;
import static io.health4j.alert.Alert.State.NO_DATA;
import static io.health4j.alert.Alert.State.RESOLVED;
import static io.health4j.alert.Rig.check;
import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rules on a target's state or score, and on what a check found. */
class StateRuleTest {

  private static Rig rig(RuleBuilder rule) {
    return new Rig(rule.undamped().build());
  }

  @Test
  void status_worseOrEqual_fires() {
    var rig = rig(AlertRule.status("r", WARNING));
    assertThat(rig.sample("a", HEALTHY)).isEmpty();
    assertThat(Rig.states(rig.sample("a", WARNING, check("gpu", WARNING), check("x", HEALTHY))))
        .containsExactly(FIRING);
    assertThat(rig.alert().message()).isEqualTo("a is WARNING (gpu WARNING)");
    assertThat(rig.alert().value()).isEmpty();
    assertThat(rig.sample("a", CRITICAL)).isEmpty();
    assertThat(Rig.states(rig.sample("a", HEALTHY))).containsExactly(RESOLVED);
  }

  @Test
  void status_lessBad_isGood() {
    var rig = rig(AlertRule.status("r", CRITICAL));
    assertThat(rig.sample("a", WARNING)).isEmpty();
    rig.sample("a", CRITICAL);
    assertThat(Rig.states(rig.sample("a", WARNING))).containsExactly(RESOLVED);
  }

  @Test
  void status_unknown_isNoData() {
    var rig = rig(AlertRule.status("r", WARNING));
    assertThat(rig.sample("a", UNKNOWN)).isEmpty();
    rig.sample("a", CRITICAL);
    assertThat(Rig.states(rig.sample("a", UNKNOWN))).containsExactly(NO_DATA);
    assertThat(rig.alert().message()).isEqualTo("a is UNKNOWN (the last that is known)");
  }

  @Test
  void status_whereCheck_looksAtEachThatMatches() {
    var rig = rig(AlertRule.status("r", WARNING).where("check", "gpu*"));
    rig.sample(
        "a", HEALTHY, check("gpu0", CRITICAL), check("cpu", CRITICAL), check("gpu1", HEALTHY));
    assertThat(rig.alert().check()).isEqualTo("gpu0");
    assertThat(rig.alert().message()).isEqualTo("gpu0 of a is CRITICAL");
    var changed =
        rig.sample(
            "a", HEALTHY, check("gpu0", UNKNOWN), check("cpu", CRITICAL), check("gpu1", WARNING));
    assertThat(Rig.states(changed)).containsExactly(NO_DATA, FIRING);
    assertThat(Rig.states(rig.sample("a", HEALTHY, check("gpu1", WARNING)))).isEmpty();
  }

  @Test
  void unknown_target_firesUntilItsStateIsKnown() {
    var rig = rig(AlertRule.unknown("r"));
    assertThat(rig.sample("a", CRITICAL)).isEmpty();
    assertThat(Rig.states(rig.sample("a", UNKNOWN, check("gpu", UNKNOWN)))).containsExactly(FIRING);
    assertThat(rig.alert().message()).isEqualTo("a is UNKNOWN (gpu UNKNOWN)");
    assertThat(Rig.states(rig.advance(Duration.ofMinutes(1)))).containsExactly(NO_DATA);
    assertThat(Rig.states(rig.sample("a", CRITICAL))).containsExactly(RESOLVED);
  }

  @Test
  void unknown_whereCheck_looksAtThatCheck() {
    var rig = rig(AlertRule.unknown("r").where("check", "gpu"));
    rig.sample("a", UNKNOWN, check("gpu", HEALTHY), check("cpu", UNKNOWN));
    assertThat(rig.lives.alerts()).isEmpty();
    rig.sample("a", HEALTHY, check("gpu", UNKNOWN), check("cpu", HEALTHY));
    assertThat(rig.state()).isEqualTo(FIRING);
  }

  @Test
  void score_low_fires() {
    var rig = rig(AlertRule.score("r").below(0.7));
    assertThat(rig.sample("a", HEALTHY)).isEmpty();
    assertThat(Rig.states(rig.sample("a", WARNING, check("gpu", CRITICAL))))
        .containsExactly(FIRING);
    assertThat(rig.alert().message())
        .isEqualTo("score of a is 0.5, and should not be below 0.7 (gpu CRITICAL)");
    assertThat(rig.alert().value()).hasValue(0.5);
    assertThat(rig.alert().limit()).hasValue(0.7);
  }

  @Test
  void score_none_isNoData() {
    var rig = rig(AlertRule.score("r").below(0.7));
    rig.sample("a", CRITICAL);
    assertThat(Rig.states(rig.sample("a", UNKNOWN))).containsExactly(NO_DATA);
  }
}

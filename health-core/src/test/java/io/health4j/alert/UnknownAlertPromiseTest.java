package io.health4j.alert;

import static io.health4j.alert.Alert.State.FIRING;
import static io.health4j.alert.Alert.State.NO_DATA;
import static io.health4j.alert.Alert.State.PENDING;
import static io.health4j.alert.Alert.State.RECOVERING;
import static io.health4j.alert.Alert.State.RESOLVED;
import static io.health4j.alert.Rig.check;
import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckOutcome;
import io.health4j.check.Reading;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Promise 3, about alerts: UNKNOWN is neither good nor bad, and has alerts of its own. */
class UnknownAlertPromiseTest {

  private static final Reading BAD = Reading.of(Rig.METRIC, 0.9);
  private static final Reading GOOD = Reading.of(Rig.METRIC, 0.5);

  private final Rig rig =
      new Rig(
          Rig.load(RuleBuilder::undamped),
          AlertRule.status("state", CRITICAL).undamped().build(),
          AlertRule.score("score").below(0.7).undamped().build());

  private List<Alert> sample(boolean known, Reading reading) {
    CheckOutcome outcome = check("c", known ? HEALTHY : UNKNOWN, reading);
    return rig.sample("a", known ? reading.equals(BAD) ? CRITICAL : HEALTHY : UNKNOWN, outcome);
  }

  @Test
  void unknown_forLong_resolvesNothing() {
    sample(true, BAD);
    for (int i = 0; i < 1_000; i++) {
      sample(false, GOOD);
    }
    assertThat(Rig.states(rig.lives.alerts())).containsOnly(NO_DATA).hasSize(3);
    assertThat(Rig.states(sample(true, GOOD))).containsOnly(RESOLVED).hasSize(3);
  }

  @Test
  void notSampled_forLong_resolvesNothing() {
    sample(true, BAD);
    rig.advance(Duration.ofDays(3));
    assertThat(Rig.states(rig.lives.alerts())).containsOnly(NO_DATA).hasSize(3);
    assertThat(Rig.states(sample(true, BAD))).containsOnly(FIRING).hasSize(3);
  }

  @Test
  void unknown_forLong_firesNothing() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(sample(false, BAD)).isEmpty();
    }
  }

  @Test
  void unknown_whilePending_neverFiresAndIsSoonNoAlert() {
    var held = new Rig(Rig.load(rule -> rule.holdFor(Duration.ofSeconds(10))));
    held.sample("a", HEALTHY, check("c", HEALTHY, BAD));
    assertThat(held.state()).isEqualTo(PENDING);
    for (int i = 0; i < 100; i++) {
      assertThat(Rig.states(held.sample("a", HEALTHY, check("c", UNKNOWN, BAD))))
          .doesNotContain(FIRING);
    }
    assertThat(held.lives.alerts()).as("what nobody knows of mutes nothing").isEmpty();
  }

  @Test
  void unknown_whileRecovering_isNoGoodSample() {
    var kept = new Rig(Rig.load(rule -> rule.undamped().keepFiring(3)));
    kept.load(0.9);
    kept.load(0.5);
    for (int i = 0; i < 10; i++) {
      kept.sample("a", HEALTHY, check("c", UNKNOWN, GOOD));
    }
    kept.load(0.5);
    assertThat(kept.state()).isEqualTo(RECOVERING);
    assertThat(Rig.states(kept.load(0.5))).containsExactly(RESOLVED);
  }

  @Test
  void unknown_comesAndGoes_isNoFlapping() {
    var damped = new Rig(Rig.load(rule -> rule));
    for (int i = 0; i < 100; i++) {
      damped.load(0.9);
      damped.sample("a", HEALTHY, check("c", UNKNOWN, GOOD));
    }
    assertThat(damped.alert().flapping()).isFalse();
  }

  @Test
  void missingData_hasAlertsOfItsOwn() {
    var missing =
        new Rig(
            AlertRule.missing("missing", Rig.LOAD).build(),
            AlertRule.unknown("unknown").build(),
            AlertRule.silence("silent").build());
    missing.load(0.9);
    for (int i = 0; i < 3; i++) {
      missing.sample("a", UNKNOWN, check("c", UNKNOWN));
    }
    assertThat(missing.lives.alerts())
        .extracting(Alert::rule)
        .containsExactly("missing", "unknown");
    missing.advance(Duration.ofMinutes(1));
    assertThat(missing.lives.alerts())
        .filteredOn(alert -> alert.state() == FIRING)
        .extracting(Alert::rule)
        .containsExactly("silent");
  }

  @Test
  void neverFed_isDormantAndTold_andRaisesNothing() {
    var rules =
        new Rig(
            AlertRule.reading("never", "test.never").below(1).build(),
            AlertRule.missing("missing", "test.never").build());
    for (int i = 0; i < 10; i++) {
      assertThat(rules.load(0.9)).isEmpty();
    }
    assertThat(rules.lives.dormant()).containsExactly("never", "missing");
  }
}

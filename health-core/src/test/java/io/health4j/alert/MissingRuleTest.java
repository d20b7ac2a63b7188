package io.health4j.alert;

import static io.health4j.alert.Alert.State.FIRING;
import static io.health4j.alert.Alert.State.NO_DATA;
import static io.health4j.alert.Alert.State.PENDING;
import static io.health4j.alert.Alert.State.RESOLVED;
import static io.health4j.alert.Rig.check;
import static io.health4j.alert.Rig.known;
import static io.health4j.alert.Rig.load;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Status;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MissingRuleTest {

  private final Rig rig = rig(rule -> rule);

  private static Rig rig(UnaryOperator<RuleBuilder> settings) {
    return new Rig(settings.apply(AlertRule.missing("r", Rig.LOAD).undamped()).build());
  }

  @Test
  void sampled_neverThere_isNotMissing() {
    for (int i = 0; i < 10; i++) {
      assertThat(rig.sample(known())).isEmpty();
    }
    assertThat(rig.lives.dormant()).containsExactly("r");
  }

  @Test
  void sampled_absentInThreeSamples_firesUntilItIsBack() {
    rig.sample(known(load("x", 1), load("y", 1)));
    rig.sample(known(load("y", 1)));
    rig.sample(known(load("y", 1)));
    assertThat(rig.state()).isEqualTo(PENDING);
    assertThat(Rig.states(rig.sample(known(load("y", 1))))).containsExactly(FIRING);
    assertThat(rig.alert().message()).isEqualTo("test.load of a {device=x} is missing");
    assertThat(rig.alert().value()).isEmpty();
    assertThat(rig.alert().limit()).isEmpty();
    assertThat(Rig.states(rig.sample(known(load("x", 1), load("y", 1))))).containsExactly(RESOLVED);
  }

  @Test
  void sampled_checkUnknown_countsAsAbsent() {
    rig.sample(known(load("x", 1)));
    for (int i = 0; i < 3; i++) {
      rig.sample(check("c", Status.UNKNOWN, load("x", 1)));
    }
    assertThat(rig.state()).isEqualTo(FIRING);
  }

  @Test
  void sampled_missingForDays_staysAnAlert() {
    rig.sample(known(load("x", 1)));
    for (int i = 0; i < 5; i++) {
      rig.pass(Duration.ofHours(24));
      rig.sample(known());
    }
    assertThat(rig.state()).isEqualTo(FIRING);
  }

  @Test
  void advance_targetSilent_isNotKnown() {
    rig.sample(known(load("x", 1)));
    rig.sample(known());
    rig.sample(known());
    rig.sample(known());
    assertThat(Rig.states(rig.advance(Duration.ofMinutes(1)))).containsExactly(NO_DATA);
  }

  @Test
  void samples_given_takeThePlaceOfThree() {
    var quick = rig(rule -> rule.samples(1, 1));
    quick.sample(known(load("x", 1)));
    quick.sample(known());
    assertThat(quick.state()).isEqualTo(FIRING);
  }
}

package io.health4j.alert;

import static io.health4j.alert.Alert.State.FIRING;
import static io.health4j.alert.Alert.State.NO_DATA;
import static io.health4j.alert.Alert.State.RESOLVED;
import static io.health4j.alert.Rig.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Reading;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Rules on growth a second: 5 s between samples, above 2 a second. */
class RateRuleTest {

  private static final Offset<Double> CLOSE = Offset.offset(1e-9);

  private final Rig rig = new Rig(AlertRule.rate("r", "test.count").above(2).undamped().build());

  private List<Alert> count(double value) {
    return rig.sample(known(Reading.of(Rig.COUNTER, value)));
  }

  @Test
  void sampled_growsFast_firesWithTheRate() {
    assertThat(count(100)).isEmpty();
    assertThat(count(110)).isEmpty();
    assertThat(Rig.states(count(121))).containsExactly(FIRING);
    assertThat(rig.alert().value().orElseThrow()).isCloseTo(2.2, CLOSE);
    assertThat(rig.alert().message())
        .isEqualTo("rate of test.count of a is 2.2/s, and should not be above 2/s");
    assertThat(Rig.states(count(121))).containsExactly(RESOLVED);
  }

  @Test
  void sampled_counterFell_countsFromZero() {
    count(1_000_000);
    assertThat(Rig.states(count(50))).as("50 since the reset").containsExactly(FIRING);
    assertThat(Rig.states(count(9))).as("9 since the next").containsExactly(RESOLVED);
    assertThat(Rig.states(count(100))).containsExactly(FIRING);
  }

  @Test
  void sampled_gaugeFell_hasANegativeRate() {
    var rate = new Rate(false);
    rate.add(0, 10, 5 * Rig.SECOND);
    assertThat(rate.add(5 * Rig.SECOND, 5, 5 * Rig.SECOND)).isCloseTo(-1, CLOSE);
  }

  @Test
  void sampled_overAGap_hasNoRate() {
    count(100);
    count(200);
    rig.pass(Duration.ofSeconds(11));
    assertThat(Rig.states(count(100_000))).containsExactly(NO_DATA);
    assertThat(Rig.states(count(100_000))).containsExactly(RESOLVED);
  }

  @Test
  void sampled_twiceAtOneMoment_keepsTheRate() {
    var rate = new Rate(true);
    rate.add(0, 0, Rig.SECOND);
    rate.add(Rig.SECOND, 3, Rig.SECOND);
    assertThat(rate.add(Rig.SECOND, 4, Rig.SECOND)).isCloseTo(3, CLOSE);
  }
}

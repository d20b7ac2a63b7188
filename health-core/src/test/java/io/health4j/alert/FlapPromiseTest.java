package io.health4j.alert;

import static io.health4j.alert.Alert.State.FIRING;
import static io.health4j.alert.Alert.State.NO_DATA;
import static io.health4j.alert.Alert.State.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promise 8: a flapping target pages once. */
class FlapPromiseTest {

  private static final int SAMPLES = 2_000;

  private final Rig rig = new Rig(Rig.load(rule -> rule));
  private int fired;
  private int ended;

  private void load(double value) {
    for (Alert alert : rig.load(value)) {
      boolean first = alert.state() == FIRING && alert.since().equals(alert.firedAt());
      fired += first ? 1 : 0;
      ended += alert.state() == RESOLVED ? 1 : 0;
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 1", "2, 2", "3, 3", "3, 1", "5, 1", "1, 5"})
  void flaps_fromItsFirstSample_pagesOnceAndDoesNotEnd(int bad, int good) {
    for (int i = 0; i < SAMPLES; i++) {
      load(i % (bad + good) < bad ? 0.9 : 0.5);
    }
    // Five good ones between two bad are 10 changes in 30: known as flapping only after a while.
    assertThat(fired).isBetween(1, good <= 3 ? 1 : 2);
    assertThat(ended).isEqualTo(fired - 1);
    assertThat(rig.alert().flapping()).isTrue();
    assertThat(rig.alert().story()).hasSizeLessThanOrEqualTo(Tale.MAX_LINES);
  }

  @Test
  void flaps_atRandom_pagesSeldom() {
    var random = new Random(7);
    for (int i = 0; i < SAMPLES; i++) {
      load(random.nextBoolean() ? 0.9 : 0.5);
    }
    assertThat(fired).isBetween(1, 3);
  }

  @Test
  void flaps_withHolesBetween_pagesOnce() {
    for (int i = 0; i < SAMPLES; i++) {
      load(i % 2 == 0 ? 0.9 : 0.5);
      rig.sample();
      assertThat(rig.state()).isEqualTo(NO_DATA);
    }
    assertThat(fired).isEqualTo(1);
  }

  @Test
  void flaps_thenCalm_endsWhenLessThanAQuarterChanges() {
    for (int i = 0; i < 100; i++) {
      load(i % 2 == 0 ? 0.9 : 0.5);
    }
    for (int i = 0; i < 15; i++) {
      load(0.5);
    }
    assertThat(rig.state()).as("5 of 20 places are changes").isEqualTo(FIRING);
    load(0.5);
    assertThat(ended).isEqualTo(1);
    assertThat(rig.lives.alerts()).isEmpty();
  }

  @Test
  void comesAndGoesSlowly_eachEndTakesLonger_pagesSeldom() {
    int rounds = 60;
    for (int i = 0; i < rounds; i++) {
      for (int j = 0; j < 24; j++) {
        load(j < 12 ? 0.9 : 0.5); // a minute each: 2 changes in 20 are no flapping
      }
    }
    // The first ends after 4 samples, the second after 30 s, the third would want a minute.
    assertThat(fired).isEqualTo(3);
    assertThat(rig.alert().flapping()).isFalse();
  }

  @Test
  void story_flaps_tellsSoAndNotEachChange() {
    for (int i = 0; i < 100; i++) {
      load(i % 2 == 0 ? 0.9 : 0.5);
    }
    List<String> story = rig.alert().story();
    assertThat(story).hasSizeLessThan(10).last().asString().endsWith("flaps, and is kept firing");
  }
}

package io.health4j.time;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final Schedule ADAPTIVE = Schedule.adaptive(ofSeconds(5), ofSeconds(60));

  private static Activity calm(Duration calmFor) {
    return new Activity(false, false, false, calmFor);
  }

  /** The intervals after a change: what each sample of a target that stays calm is given. */
  private static List<Long> secondsAfterAChange(Schedule schedule, int samples) {
    var seconds = new ArrayList<Long>();
    Duration calmFor = Duration.ZERO;
    for (int i = 0; i < samples; i++) {
      Duration next = schedule.next(new Activity(i == 0, false, false, calmFor));
      seconds.add(next.toSeconds());
      calmFor = calmFor.plus(next);
    }
    return seconds;
  }

  @Test
  void fixed_anyActivity_isTheInterval() {
    Schedule schedule = Schedule.fixed(ofSeconds(7));

    assertThat(schedule.next(calm(Duration.ZERO))).isEqualTo(ofSeconds(7));
    assertThat(schedule.next(calm(ofHours(7)))).isEqualTo(ofSeconds(7));
    assertThat(schedule.next(new Activity(true, true, true, Duration.ZERO)))
        .isEqualTo(ofSeconds(7));
  }

  @Test
  void fixed_bounds_areAllowed() {
    assertThat(Schedule.fixed(ofMillis(1)).next(calm(Duration.ZERO))).isEqualTo(ofMillis(1));
    assertThat(Schedule.fixed(ofHours(24)).next(calm(Duration.ZERO))).isEqualTo(ofHours(24));
  }

  @Test
  void fixed_outOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.fixed(Duration.ZERO))
        .withMessage("interval must be from 1ms to 24h, was 0ns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.fixed(ofHours(25)))
        .withMessage("interval must be from 1ms to 24h, was 25h");
  }

  @Test
  void adaptive_calmAfterAChange_doublesToTheCalmInterval() {
    assertThat(secondsAfterAChange(ADAPTIVE, 8))
        .containsExactly(5L, 5L, 10L, 20L, 40L, 60L, 60L, 60L);
  }

  @Test
  void adaptive_defaults_areFiveToSixtySeconds() {
    assertThat(secondsAfterAChange(Schedule.adaptive(), 7))
        .containsExactly(5L, 5L, 10L, 20L, 40L, 60L, 60L);
  }

  @Test
  void adaptive_anythingLively_isQuickAtOnce() {
    Duration longCalm = ofHours(1);

    assertThat(ADAPTIVE.next(calm(longCalm))).isEqualTo(ofSeconds(60));
    assertThat(ADAPTIVE.next(new Activity(true, false, false, longCalm))).isEqualTo(ofSeconds(5));
    assertThat(ADAPTIVE.next(new Activity(false, true, false, longCalm))).isEqualTo(ofSeconds(5));
    assertThat(ADAPTIVE.next(new Activity(false, false, true, longCalm))).isEqualTo(ofSeconds(5));
  }

  @Test
  void adaptive_equalIntervals_isFixed() {
    Schedule schedule = Schedule.adaptive(ofSeconds(9), ofSeconds(9));

    assertThat(secondsAfterAChange(schedule, 4)).containsExactly(9L, 9L, 9L, 9L);
  }

  @Test
  void adaptive_calmShorterThanQuick_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.adaptive(ofSeconds(5), ofSeconds(4)))
        .withMessage("calm interval must be from 5s to 24h, was 4s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.adaptive(Duration.ZERO, ofSeconds(4)))
        .withMessage("quick interval must be from 1ms to 24h, was 0ns");
  }

  @Property
  void adaptive_anyCalm_staysBetweenTheIntervalsAndNeverShrinks(
      @ForAll @LongRange(min = 0, max = 200_000) long calmMillis,
      @ForAll @LongRange(min = 0, max = 200_000) long moreMillis) {
    Duration before = ADAPTIVE.next(calm(ofMillis(calmMillis)));
    Duration after = ADAPTIVE.next(calm(ofMillis(calmMillis + moreMillis)));

    assertThat(before).isBetween(ofSeconds(5), ofSeconds(60));
    assertThat(after).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(ofSeconds(60));
  }
}

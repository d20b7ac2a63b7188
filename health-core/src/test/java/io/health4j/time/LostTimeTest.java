package io.health4j.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LostTimeTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** So close to overflow that comparing ticks instead of subtracting them shows. */
  private static final long START = Long.MAX_VALUE - 5 * SECOND;

  private final LostTime lost = new LostTime();

  @Test
  void new_nothingObserved_nothingIsLost() {
    assertThat(lost.total()).isZero();
    assertThat(lost.since(START)).isZero();
    assertThat(lost.since(0)).isZero();
  }

  @Test
  void observe_upToNoise_isNotLost() {
    assertThat(lost.observe(START, START)).isZero();
    assertThat(lost.observe(START, START - SECOND)).as("early").isZero();
    assertThat(lost.observe(START, START + LostTime.NOISE_NANOS)).isZero();
    assertThat(lost.total()).isZero();
  }

  @Test
  void observe_aboveNoise_isLostWhole() {
    long late = LostTime.NOISE_NANOS + 1;

    assertThat(lost.observe(START, START + late)).isEqualTo(late);
    assertThat(lost.total()).isEqualTo(late);
  }

  @Test
  void observe_acrossOverflow_isLost() {
    assertThat(lost.observe(START, START + 30 * SECOND)).isEqualTo(30 * SECOND);
    assertThat(lost.since(START)).isEqualTo(30 * SECOND);
  }

  @Test
  void since_momentBeforeThePause_isAllOfIt() {
    lost.observe(START, START + 10 * SECOND);

    assertThat(lost.since(START - SECOND)).isEqualTo(10 * SECOND);
  }

  @Test
  void since_momentWithinThePause_isItsRest() {
    lost.observe(START, START + 10 * SECOND);

    assertThat(lost.since(START + 7 * SECOND)).isEqualTo(3 * SECOND);
  }

  @Test
  void since_momentAfterThePause_isNothing() {
    lost.observe(START, START + 10 * SECOND);

    assertThat(lost.since(START + 10 * SECOND)).isZero();
    assertThat(lost.since(START + 11 * SECOND)).isZero();
  }

  @Test
  void since_morePausesThanAreKept_knowsThemAllFromTheStart() {
    for (int i = 0; i < 100; i++) {
      long due = START + i * 10L * SECOND;
      lost.observe(due, due + 2 * SECOND);
    }

    assertThat(lost.since(START)).isEqualTo(100 * 2 * SECOND);
    assertThat(lost.since(START + 990L * SECOND)).isEqualTo(2 * SECOND);
    assertThat(lost.total()).isEqualTo(100 * 2 * SECOND);
  }

  @Property
  void since_anyMoment_isTheOverlapWithThePauses(
      @ForAll @Size(max = 16) List<@LongRange(min = 0, max = 100) Long> pauseSeconds,
      @ForAll @LongRange(min = -10, max = 2_000) long momentSecond) {
    var record = new LostTime();
    long moment = START + momentSecond * SECOND;
    long now = START;
    long expected = 0;
    for (long seconds : pauseSeconds) {
      long due = now + 5 * SECOND;
      now = due + seconds * SECOND;
      record.observe(due, now);
      if (seconds > 0) {
        expected += Math.max(0, Math.min(seconds * SECOND, now - moment));
      }
    }

    assertThat(record.since(moment)).isEqualTo(expected);
    assertThat(record.since(moment)).isLessThanOrEqualTo(Math.max(0, now - moment));
    assertThat(record.since(moment)).isLessThanOrEqualTo(record.total());
  }
}

package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SustainedRateTest {

  private static final long SECOND = 1_000_000_000L;

  /** More than 10 a second for 20 s. */
  private final SustainedRate rate = new SustainedRate(10, 20);

  private long tick = Long.MAX_VALUE - 15 * SECOND;
  private long value = 1_000;

  /** 5 s in which the counter grows. */
  private boolean after5s(long grown) {
    tick += 5 * SECOND;
    value += grown;
    return rate.next(value, tick);
  }

  @Test
  void next_fastForLongEnough_isTrue() {
    after5s(0);

    assertThat(after5s(51)).isFalse();
    assertThat(after5s(51)).isFalse();
    assertThat(after5s(51)).isFalse();
    assertThat(after5s(52)).isTrue();
    assertThat(rate.rate()).isEqualTo(10.4);
  }

  @Test
  void next_atTheLimit_isNotFast() {
    for (int i = 0; i < 10; i++) {
      assertThat(after5s(50)).isFalse();
    }
  }

  @Test
  void next_oneSlowSample_beginsAnew() {
    after5s(0);
    after5s(100);
    after5s(100);
    after5s(100);
    assertThat(after5s(0)).isFalse();
    assertThat(after5s(100)).isFalse();
    assertThat(after5s(100)).isFalse();
    assertThat(after5s(100)).isFalse();
    assertThat(after5s(100)).isTrue();
  }

  @Test
  void next_reset_endsIt() {
    after5s(0);
    for (int i = 0; i < 6; i++) {
      after5s(100);
    }

    assertThat(after5s(-1_000)).isFalse();
    assertThat(rate.rate()).isZero();
  }

  @Test
  void next_firstValueIsLarge_isNoRate() {
    value = 1_000_000;

    assertThat(after5s(0)).isFalse();
    assertThat(rate.rate()).isZero();
  }

  @Test
  void next_sameTickAgain_changesNothing() {
    after5s(0);
    for (int i = 0; i < 4; i++) {
      after5s(100);
    }

    assertThat(rate.next(value, tick)).isTrue();
    assertThat(rate.rate()).isEqualTo(20);
  }

  @Test
  void next_noTimeToLast_isTrueAtOnce() {
    var once = new SustainedRate(10, 0);
    once.next(0, tick);

    assertThat(once.next(11, tick + SECOND)).isTrue();
  }
}

package io.health4j.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottlingTest {

  private final Throttling throttling = new Throttling();
  private long now = Long.MAX_VALUE - Duration.ofSeconds(31).toNanos();
  private double periods = 5000;
  private double throttled = 400;

  private void after(double seconds, double morePeriods, double moreThrottled) {
    now += (long) (seconds * 1e9);
    periods += morePeriods;
    throttled += moreThrottled;
    throttling.counted(periods, throttled, now);
  }

  @Test
  void first_knowsNothing() {
    after(0, 0, 0);
    assertThat(throttling.share()).isEmpty();
    assertThat(throttling.periods()).isZero();
  }

  @Test
  void second_countsFromTheFirst() {
    after(0, 0, 0);
    after(1, 10, 4);
    assertThat(throttling.share()).hasValue(0.4);
    assertThat(throttling.periods()).isEqualTo(10);
  }

  @Test
  void idle_hasNoShare() {
    after(0, 0, 0);
    after(5, 0, 0);
    assertThat(throttling.share()).isEmpty();
  }

  @Test
  void steady_coversAboutAMinute() {
    for (int i = 0; i < 1000; i++) {
      after(0.1, 1, 0.5);
      assertThat(throttling.periods()).isLessThanOrEqualTo(700);
    }
    assertThat(throttling.periods()).isBetween(500.0, 700.0);
    assertThat(throttling.share()).hasValue(0.5);
  }

  @Test
  void burst_isForgottenAfterAMinuteAndAStep() {
    after(0, 0, 0);
    after(5, 50, 50);
    for (int i = 0; i < 7; i++) {
      after(10, 100, 0);
      assertThat(throttling.share().orElseThrow()).as("after %s steps", i).isBetween(0.0, 0.5);
    }
    assertThat(throttling.share()).hasValue(0);
  }

  @Test
  void rareLooks_countFromOneToTheNext() {
    after(0, 0, 0);
    after(300, 3000, 3000);
    after(300, 3000, 0);
    assertThat(throttling.share()).hasValue(0);
    assertThat(throttling.periods()).isEqualTo(3000);
  }

  @Test
  void fall_ofEitherCounter_isAReset() {
    after(0, 0, 0);
    after(5, 50, 50);
    after(5, 50, -10);
    assertThat(throttling.share()).isEmpty();
    after(5, 50, 5);
    assertThat(throttling.share()).hasValue(0.1);
    after(5, -1, 5);
    assertThat(throttling.share()).isEmpty();
  }

  @Test
  void reset_forgetsAll() {
    after(0, 0, 0);
    after(5, 50, 50);
    throttling.reset();
    assertThat(throttling.share()).isEmpty();
    after(5, 50, 50);
    assertThat(throttling.share()).isEmpty();
  }

  @Test
  void moreThrottledThanPeriods_isAllOfThem() {
    after(0, 0, 0);
    after(5, 10, 12);
    assertThat(throttling.share()).hasValue(1);
  }
}

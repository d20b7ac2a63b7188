package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GrowthTest {

  private static final long START = Long.MAX_VALUE - 5;

  private final Growth growth = new Growth(Duration.ofSeconds(60));

  private static long at(long seconds) {
    return START + Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void add_first_isNoGrowth() {
    growth.add(at(0), 1_000);

    assertThat(growth.sum(at(0))).isZero();
    assertThat(growth.per(1, at(0))).isZero();
  }

  @Test
  void sum_withinTheWindow_addsUpAndRunsOut() {
    growth.add(at(0), 0);
    growth.add(at(10), 60);
    growth.add(at(20), 180);

    assertThat(growth.sum(at(20))).isEqualTo(180);
    assertThat(growth.per(1, at(20))).isEqualTo(3);
    assertThat(growth.per(60, at(20))).isEqualTo(180);
    assertThat(growth.sum(at(75))).isEqualTo(120);
    assertThat(growth.sum(at(90))).isZero();
  }

  @Test
  void per_samplesFurtherApartThanTheWindow_dividesByWhatPassed() {
    growth.add(at(0), 0);
    growth.add(at(600), 1_200);

    assertThat(growth.sum(at(600))).isEqualTo(1_200);
    assertThat(growth.per(1, at(600))).isEqualTo(2);
  }

  @Test
  void add_counterFell_isNoGrowth() {
    growth.add(at(0), 100);
    growth.add(at(5), 3);
    growth.add(at(10), 4);

    assertThat(growth.sum(at(10))).isEqualTo(1);
  }

  @Test
  void per_afterAGap_isNeitherHigherNorLowerThanItWas() {
    growth.add(at(0), 0);
    growth.add(at(600), 600);
    growth.add(at(605), 605);

    assertThat(growth.per(60, at(605))).isEqualTo(60);

    growth.add(at(610), 705);

    assertThat(growth.per(60, at(610))).as("50 of the gap").isEqualTo(50 + 5 + 100);
  }

  @Test
  void per_samplesAlmostAsFarApartAsTheWindow_countsNoneTwice() {
    for (int i = 0; i < 10; i++) {
      growth.add(at(59L * i), 59L * i);

      assertThat(growth.per(1, at(59L * i))).isLessThanOrEqualTo(1);
    }
    assertThat(growth.per(1, at(59 * 9))).isEqualTo(1);
  }

  @Test
  void per_notReadSince_isAsItWasUntilTheWindowIsOver() {
    growth.add(at(0), 0);
    growth.add(at(15), 600);

    assertThat(growth.per(1, at(70))).isEqualTo(10);
    assertThat(growth.per(1, at(75))).isZero();
  }

  @Test
  void sum_manySamplesCloseTogether_isThatOfTheWindow() {
    for (int tenth = 0; tenth <= 3_000; tenth++) {
      growth.add(START + Duration.ofMillis(tenth * 100L).toNanos(), tenth);
    }

    assertThat(growth.sum(at(300))).isBetween(600.0, 620.0);
    assertThat(growth.per(1, at(300))).isEqualTo(10);
  }
}

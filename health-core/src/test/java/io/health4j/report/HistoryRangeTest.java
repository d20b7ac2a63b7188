package io.health4j.report;

import static io.health4j.report.Healths.DAY;
import static io.health4j.report.Healths.HOUR;
import static io.health4j.report.Healths.LOAD;
import static io.health4j.report.Healths.MINUTE;
import static io.health4j.report.Healths.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.check.Attributes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A series over a range, in steps. */
final class HistoryRangeTest {

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  /** So that the clock overflows in the middle of each test. */
  private final long start = Long.parseLong("" + Long.MAX_VALUE) - 3 * HOUR;

  private final History history = new History(History.DEFAULT_BYTES);

  private void fill(long interval, long duration) {
    int number = 0;
    for (long at = 0; at < duration; at += interval) {
      history.record(Healths.of("t", start + at, number++));
    }
  }

  private List<Rollup> query(long from, long to, Duration step) {
    return history.query("t", LOAD, Healths.attributes(0), start + from, start + to, step);
  }

  @Test
  void query_rawInSteps_hasMinMaxMeanLastAndCountOfEach() {
    fill(10 * SECOND, MINUTE);
    Duration step = Duration.ofSeconds(30);
    assertThat(query(0, HOUR, step))
        .containsExactly(
            new Rollup(start, step, 3, 0, 2, 1, 2),
            new Rollup(start + 30 * SECOND, step, 3, 3, 5, 4, 5));
  }

  @Test
  void query_partOfTheRaw_hasOnlyItsSamplesInTheSameSteps() {
    fill(10 * SECOND, MINUTE);
    Duration step = Duration.ofSeconds(30);
    assertThat(query(20 * SECOND, 40 * SECOND, step))
        .containsExactly(
            new Rollup(start, step, 1, 2, 2, 2, 2),
            new Rollup(start + 30 * SECOND, step, 2, 3, 4, 3.5, 4));
  }

  @Test
  void query_stepFinerThanSamples_leavesEmptyStepsOut() {
    fill(10 * SECOND, 30 * SECOND);
    assertThat(query(0, HOUR, Duration.ofMillis(1)))
        .extracting(Rollup::tick)
        .containsExactly(start, start + 10 * SECOND, start + 20 * SECOND);
  }

  @Test
  void query_olderThanRaw_fallsBackOnFiveMinutesWithoutCountingTwice() {
    fill(MINUTE, 6 * HOUR);
    List<Rollup> all = query(0, 6 * HOUR, Duration.ofMinutes(1));
    long fine = all.stream().filter(each -> each.width().equals(Duration.ofMinutes(1))).count();
    assertThat(fine).as("2 h less the bucket in which they begin").isBetween(115L, 121L);
    assertThat(all.get(0)).isEqualTo(new Rollup(start, FIVE_MINUTES, 5, 0, 4, 2, 4));
    assertThat(all.stream().mapToLong(Rollup::count).sum()).isEqualTo(360);
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).tick())
          .isEqualTo(all.get(i - 1).tick() + all.get(i - 1).width().toNanos());
    }
  }

  @Test
  void query_olderThanFiveMinutes_fallsBackOnHoursWithoutCountingTwice() {
    fill(10 * MINUTE, 6 * DAY);
    List<Rollup> all = query(0, 6 * DAY, Duration.ofMinutes(10));
    assertThat(all.get(0)).isEqualTo(new Rollup(start, Duration.ofHours(1), 6, 0, 5, 2.5, 5));
    assertThat(all.stream().mapToLong(Rollup::count).sum()).isEqualTo(6 * 24 * 6);
    assertThat(all.stream().map(Rollup::width).distinct())
        .containsExactly(Duration.ofHours(1), Duration.ofMinutes(10));
    assertThat(query(0, 6 * DAY, Duration.ofDays(1)))
        .hasSize(6)
        .allMatch(each -> each.count() == 24 * 6);
  }

  @Test
  void query_longerThanAWeek_hasTheLastSevenDays() {
    fill(10 * MINUTE, 9 * DAY);
    List<Rollup> all = query(0, 9 * DAY, Duration.ofHours(1));
    assertThat(all).hasSizeBetween(7 * 24, 7 * 24 + 2);
    assertThat(all.get(all.size() - 1).last()).isEqualTo(9 * 24 * 6 - 1);
  }

  @Test
  void query_afterAGap_keepsWhatWasBeforeIt() {
    fill(MINUTE, HOUR);
    history.record(Healths.of("t", start + 3 * DAY, 7));
    assertThat(query(0, 3 * DAY, Duration.ofHours(1)))
        .extracting(Rollup::count)
        .containsExactly(60L, 1L);
    assertThat(history.query("t", LOAD, Healths.attributes(0), start)).hasSize(1);
  }

  @Test
  void query_moreSamplesInABucketThanAreKept_hasThemInTheBucket() {
    fill(10 * MINUTE / 6_000, 10 * MINUTE);
    assertThat(query(0, HOUR, FIVE_MINUTES))
        .extracting(Rollup::count)
        .containsExactly(3000L, 3000L);
    assertThat(query(0, HOUR, Duration.ofSeconds(1))).extracting(Rollup::count).contains(3000L);
  }

  @Test
  void query_meanOfEqualValues_isThatValue() {
    for (int i = 0; i < 10; i++) {
      history.record(Healths.of("t", start + i, 0.1));
    }
    assertThat(query(0, HOUR, FIVE_MINUTES)).extracting(Rollup::mean).containsExactly(0.1);
  }

  @Test
  void query_sumBeyondTheLargestDouble_hasAMeanWithinItsValues() {
    history.record(Healths.of("t", start, Double.MAX_VALUE));
    history.record(Healths.of("t", start + 1, Double.MAX_VALUE));
    assertThat(query(0, HOUR, FIVE_MINUTES))
        .extracting(Rollup::mean)
        .containsExactly(Double.MAX_VALUE);
  }

  @Test
  void query_unknownTargetOrSeries_isEmpty() {
    fill(MINUTE, HOUR);
    assertThat(history.query("t", LOAD, Attributes.none(), start, start + HOUR, FIVE_MINUTES))
        .isEmpty();
    assertThat(history.query("u", LOAD, Attributes.none(), start, start + HOUR, FIVE_MINUTES))
        .isEmpty();
  }

  @Test
  void query_badRangeOrStep_isRefusedWithRuleAndValue() {
    assertThatThrownBy(() -> query(0, -5 * SECOND, FIVE_MINUTES))
        .hasMessage("toTick must not be before fromTick, was 5s before it");
    assertThatThrownBy(() -> query(0, 1, Duration.ZERO))
        .hasMessage("step must be from 1ms to 168h, was 0ns");
    assertThatThrownBy(() -> query(0, 1, Duration.ofDays(8)))
        .hasMessage("step must be from 1ms to 168h, was 192h");
  }
}

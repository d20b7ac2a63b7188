package io.health4j.report;

import static io.health4j.report.Healths.DAY;
import static io.health4j.report.Healths.HOUR;
import static io.health4j.report.Healths.LOAD;
import static io.health4j.report.Healths.MINUTE;
import static io.health4j.report.Healths.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.Reading;
import io.health4j.score.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What happens when there is more to keep than room. */
class HistoryShortageTest {

  private static final long INTERVAL = 30 * SECOND;

  private static List<CheckOutcome> outcomes(int series) {
    return Healths.outcomes(
        IntStream.range(0, series).mapToObj(i -> Healths.reading(i, i)).toList());
  }

  /** Targets "0", "1", … of so many series, without score. */
  private static void fill(History history, int targets, int series, long from, long to) {
    List<CheckOutcome> outcomes = outcomes(series);
    var none = Score.none("test", outcomes);
    for (long tick = from; tick < to; tick += INTERVAL) {
      for (int i = 0; i < targets; i++) {
        history.record(Healths.of("" + i, tick, none, outcomes));
      }
    }
  }

  private static List<Rollup> rollups(History history, long to, Duration step) {
    return history.query("0", LOAD, Healths.attributes(0), 0, to, step);
  }

  /** A fifth of the targets in a fifth of the room: what a target takes depends on no other. */
  @Test
  void record_100TargetsOf10ReadingsInTheDefaultBudget_keepsAllThatIsPromised() {
    var history = new History(History.DEFAULT_BYTES / 5);
    var outcomes = outcomes(10);
    var score = Score.of(1, outcomes);
    long end = 7 * DAY + 3 * HOUR;
    for (long tick = 0; tick < end; tick += INTERVAL) {
      for (int i = 0; i < 20; i++) {
        history.record(Healths.of("t" + i, tick, score, outcomes));
      }
    }
    assertThat(history.stepsTaken()).isZero();
    assertThat(history.droppedSamples()).isZero();
    assertThat(history.bytes()).isLessThanOrEqualTo(History.DEFAULT_BYTES / 5);
    for (var series : history.series("t19")) {
      String metric = series.metric();
      var attributes = series.attributes();
      assertThat(history.query("t19", metric, attributes, 0)).hasSizeBetween(240, 241);
      Duration step = Duration.ofMinutes(5);
      assertThat(history.query("t19", metric, attributes, end - 47 * HOUR, end, step))
          .hasSize(47 * 12)
          .allMatch(each -> each.count() == 10);
      assertThat(history.query("t19", metric, attributes, 0, end, Duration.ofHours(1)))
          .hasSizeBetween(7 * 24, 7 * 24 + 2)
          .allMatch(each -> each.count() == 120);
    }
  }

  @Test
  void record_everMoreTargets_shortensInTheToldOrderAndThenRefuses() {
    var history = new History(200_000);
    var steps = new ArrayList<Integer>();
    int targets = 0;
    long tick = 0;
    while (history.droppedSamples() == 0 && targets < 1_000) {
      targets += 1 + targets / 4;
      long to = tick + 12 * HOUR;
      for (; tick < to; tick += INTERVAL * 20) {
        fill(history, targets, 1, tick, tick + INTERVAL);
        steps.add(history.stepsTaken());
        assertThat(history.bytes()).isLessThanOrEqualTo(200_000);
      }
    }
    assertThat(steps).isSorted().startsWith(0).endsWith(10);
    assertThat(history.droppedSamples()).isPositive();
    assertThat(rollups(history, tick, Duration.ofMillis(1))).isNotEmpty();
  }

  /** One target's raw samples alone are more than the budget: nothing but raw is shortened. */
  @Test
  void record_moreRawThanRoom_shortensTheRawOnly() {
    var history = new History(40_000);
    for (long tick = 0; tick < 3 * HOUR; tick += 4 * SECOND) {
      history.record(Healths.of("0", tick, 1));
    }
    assertThat(history.stepsTaken()).isBetween(1, 3);
    var samples = history.query("0", LOAD, Healths.attributes(0), 0);
    long kept = 3 * HOUR - samples.get(0).tick();
    assertThat(kept).isBetween(15 * MINUTE, HOUR + MINUTE);
    assertThat(rollups(history, 3 * HOUR, Duration.ofHours(1)))
        .extracting(Rollup::count)
        .containsExactly(900L, 900L, 900L);
  }

  @Test
  void record_daysOfMoreThanThereIsRoomFor_keepsWhatTheStepSays() {
    var history = new History(1_000_000);
    fill(history, 10, 10, 0, 3 * DAY);
    Plan plan = Plan.WIDEST;
    while (plan.step() < history.stepsTaken()) {
      plan = plan.shorter();
    }
    assertThat(plan.step()).isBetween(4, 9);
    long end = 3 * DAY;
    long raw = history.query("0", LOAD, Healths.attributes(0), 0).get(0).tick();
    assertThat(end - raw).isBetween(plan.raw() - MINUTE, plan.raw() + MINUTE);
    var all = rollups(history, end, Duration.ofMinutes(5));
    var fine = all.stream().filter(each -> each.width().equals(Duration.ofMinutes(5))).toList();
    assertThat(end - fine.get(0).tick())
        .isBetween(plan.fiveMinutes() - HOUR, plan.fiveMinutes() + HOUR);
    assertThat(end - all.get(0).tick())
        .isBetween(Math.min(end, plan.hours()) - HOUR, plan.hours() + HOUR);
  }

  @Test
  void forget_mostTargets_bringsTheLengthBack() {
    var history = new History(300_000);
    fill(history, 30, 10, 0, 2 * HOUR);
    assertThat(history.stepsTaken()).isGreaterThan(2);
    for (int i = 1; i < 30; i++) {
      history.forget("" + i);
    }
    fill(history, 1, 10, 2 * HOUR, 6 * HOUR);
    assertThat(history.stepsTaken()).isZero();
    assertThat(history.query("0", LOAD, Healths.attributes(0), 0)).hasSize(241);
  }

  @Test
  void forget_allTargets_leavesNothing() {
    var history = new History(300_000);
    fill(history, 30, 10, 0, 2 * HOUR);
    for (int i = 0; i < 30; i++) {
      history.forget("" + i);
    }
    assertThat(history.bytes()).isZero();
    assertThat(history.targets()).isEmpty();
  }

  @Test
  void record_seriesOfAllNewAttributesForEver_leavesRoomForTheLiving() {
    var history = new History(100_000);
    for (int i = 0; i < 4_000; i++) {
      var readings = List.of(Healths.reading("ever", i), Healths.reading("once" + i, i));
      history.record(Healths.withoutScore("t", i * INTERVAL, readings));
      assertThat(history.bytes()).isLessThanOrEqualTo(100_000);
    }
    long end = 4_000 * INTERVAL;
    assertThat(history.droppedSamples()).isZero();
    assertThat(history.query("t", LOAD, Healths.attributes("once3999"), 0)).hasSize(1);
    assertThat(history.query("t", LOAD, Healths.attributes("once1"), 0)).isEmpty();
    assertThat(history.query("t", LOAD, Healths.attributes("ever"), end - 15 * MINUTE))
        .hasSizeGreaterThanOrEqualTo(29);
  }

  @Test
  void record_targetsThatDieUnforgotten_doNotStarveNewOnesOnceForgotten() {
    var history = new History(20_000);
    for (int i = 0; i < 1_000; i++) {
      fill(history, 1, 1, i * HOUR, i * HOUR + 10 * INTERVAL);
      history.record(Healths.of("new" + i, i * HOUR, 1));
      assertThat(history.query("new" + i, LOAD, Healths.attributes(0), i * HOUR)).hasSize(1);
      if (i >= 5) {
        history.forget("new" + (i - 5));
      }
    }
    assertThat(history.droppedSamples()).isZero();
  }

  @Test
  void record_aSeriesNotWrittenForAWeek_isGone() {
    var history = new History(History.DEFAULT_BYTES);
    history.record(Healths.withoutScore("t", 0, List.of(Healths.reading("old", 1))));
    long one = history.bytes();
    for (int day = 0; day <= 9; day++) {
      history.record(Healths.withoutScore("t", day * DAY + 1, List.of(Healths.reading("new", 1))));
    }
    assertThat(history.series("t")).containsExactly(new Series(LOAD, Healths.attributes("new")));
    assertThat(history.bytes()).isLessThan(2 * one);
  }

  @Property(tries = 20)
  void bytes_whateverComesAndGoes_areWithinTheBudgetAndAllGivenBack(@ForAll long seed) {
    var random = new Random(seed);
    long budget = 1_000L + random.nextInt(100_000);
    var history = new History(budget);
    long tick = random.nextLong();
    long values = 0;
    for (int i = 0; i < 2_000; i++) {
      String target = "t" + random.nextInt(1 + random.nextInt(20));
      if (random.nextInt(20) == 0) {
        history.forget(target);
      } else {
        var readings = new ArrayList<Reading>();
        int offset = random.nextInt(4) == 0 ? random.nextInt(1_000) : 0;
        for (int j = random.nextInt(8); j >= 0; j--) {
          readings.add(Healths.reading(offset + j, j));
        }
        values += readings.size();
        history.record(Healths.withoutScore(target, tick, readings));
      }
      tick += random.nextInt(60) * SECOND;
      assertThat(history.bytes()).isBetween(0L, budget);
    }
    assertThat(history.droppedSamples()).isLessThanOrEqualTo(values);
    history.targets().forEach(history::forget);
    assertThat(history.bytes()).isZero();
  }

  @Property(tries = 4)
  void stepsTaken_moreSeriesInTheSameBudget_areNeverFewer(@ForAll long seed) {
    var random = new Random(seed);
    long budget = 50_000L + random.nextInt(200_000);
    int before = 0;
    for (int targets = 1; targets < 200; targets *= 3) {
      var history = new History(budget);
      fill(history, targets, 3, 0, 3 * HOUR);
      assertThat(history.stepsTaken()).isGreaterThanOrEqualTo(before);
      before = history.stepsTaken();
    }
  }

  @Test
  void record_manyTargetsAtOnceInShortage_staysWithinTheBudget() throws InterruptedException {
    var history = new History(150_000);
    var threads = new ArrayList<Thread>();
    for (int t = 0; t < 4; t++) {
      String target = "t" + t;
      var thread =
          new Thread(
              () -> {
                for (int i = 0; i < 3_000; i++) {
                  var readings = List.of(Healths.reading(i / 20, i), Healths.reading("x", i));
                  history.record(Healths.withoutScore(target, i * INTERVAL, readings));
                  if (i % 500 == 499) {
                    history.forget(target);
                  }
                  history.query(target, LOAD, Attributes.none(), 0);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(history.bytes()).isLessThanOrEqualTo(150_000);
    history.targets().forEach(history::forget);
    assertThat(history.bytes()).isZero();
  }
}

package io.health4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.check.Target;
import io.health4j.score.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class HistoryTest {

  private static final Metric LOAD = Metric.gauge("test.load", "1", "A load.");
  private final long start = LongStream.of(Long.MAX_VALUE).findFirst().getAsLong() - 100;

  static TargetHealth health(String target, long tick, double... values) {
    var readings = new ArrayList<Reading>();
    for (int i = 0; i < values.length; i++) {
      readings.add(Reading.of(LOAD, values[i], Attributes.of("i", "" + i)));
    }
    var result = new CheckResult(Status.HEALTHY, "", readings, List.of(), List.of(), null);
    var outcomes = List.of(new CheckOutcome("c", 1, false, result, 0));
    return new TargetHealth(
        Target.of(target),
        Status.HEALTHY,
        Instant.EPOCH,
        Status.HEALTHY,
        0,
        Score.of(1, outcomes),
        outcomes,
        Instant.EPOCH,
        tick,
        Duration.ofSeconds(5),
        false);
  }

  private static List<Sample> samples(History history, String target, int series, long since) {
    return history.query(target, "test.load", Attributes.of("i", "" + series), since);
  }

  @Test
  void query_acrossTheClocksOverflow_answersInOrderFromTheAskedMoment() {
    var history = new History(History.DEFAULT_BYTES);
    for (int i = 0; i < 200; i++) {
      history.record(health("t", start + i, i, -i));
    }
    var samples = samples(history, "t", 1, start + 150);
    assertThat(samples).hasSize(50);
    assertThat(samples.get(0)).isEqualTo(new Sample(start + 150, -150));
    assertThat(samples.get(49)).isEqualTo(new Sample(start + 199, -199));
  }

  @Test
  void query_unknownTargetOrSeries_isEmpty() {
    var history = new History(History.DEFAULT_BYTES);
    history.record(health("t", 0, 1));
    assertThat(samples(history, "u", 0, 0)).isEmpty();
    assertThat(samples(history, "t", 9, 0)).isEmpty();
  }

  @Test
  void record_moreThanASeriesHolds_keepsTheNewest() {
    var history = new History(History.DEFAULT_BYTES);
    for (int i = 0; i < History.MAX_SAMPLES + 10; i++) {
      history.record(health("t", i, i));
    }
    var samples = samples(history, "t", 0, 0);
    assertThat(samples).hasSize(History.MAX_SAMPLES);
    assertThat(samples.get(0).tick()).isEqualTo(10);
    assertThat(history.droppedSamples()).isZero();
  }

  @Test
  void record_budgetIsUsedUp_keepsTheNewestInWhatRoomThereIs() {
    var history = new History(2_000);
    for (int i = 0; i < 1_000; i++) {
      history.record(health("t", i, i));
    }
    var samples = samples(history, "t", 0, 0);
    assertThat(samples).hasSizeBetween(Series.FIRST_CAPACITY, 100);
    assertThat(samples.get(samples.size() - 1).tick()).isEqualTo(999);
    assertThat(history.bytes()).isBetween(1L, 2_000L);
  }

  @Test
  void record_noRoomForASeries_isCountedAsDropped() {
    var history = new History(500);
    history.record(health("t", 0, 1, 2, 3));
    assertThat(history.droppedSamples()).isEqualTo(3);
    assertThat(history.query("t", History.SCORE, Attributes.none(), 0)).hasSize(1);
  }

  @Test
  void record_withoutBudget_keepsAndDropsNothing() {
    var history = new History(0);
    history.record(health("t", 0, 1));
    assertThat(samples(history, "t", 0, 0)).isEmpty();
    assertThat(history.bytes() + history.droppedSamples()).isZero();
  }

  @Test
  void forget_aTarget_givesItsBytesBack() {
    var history = new History(History.DEFAULT_BYTES);
    history.record(health("t", 0, 1, 2));
    long one = history.bytes();
    history.record(health("u", 0, 1, 2));
    assertThat(history.bytes()).isEqualTo(2 * one);
    history.forget("t");
    history.forget("t");
    assertThat(history.bytes()).isEqualTo(one);
    assertThat(samples(history, "t", 0, 0)).isEmpty();
    assertThat(samples(history, "u", 0, 0)).hasSize(1);
  }

  @Test
  void history_negativeBudget_isRefused() {
    assertThatThrownBy(() -> new History(-1))
        .hasMessage("history must have at least 0 bytes, was -1");
  }

  @Test
  void report_ofNoTarget_isUnknown() {
    var report = new HealthReport(Instant.EPOCH, 0, List.of());
    assertThat(report.status()).isEqualTo(Status.UNKNOWN);
    assertThat(report.target("t")).isEmpty();
  }

  @Test
  void report_toString_isForPeople() {
    var report = new HealthReport(Instant.EPOCH, 0, List.of(health("t", 0, 1)));
    assertThat(report).hasToString("HEALTHY\nt HEALTHY, score 1.00\n  c HEALTHY");
  }

  @Test
  void report_ofTargets_isAsBadAsTheWorst() {
    long fresh = Duration.ofSeconds(15).toNanos();
    var report =
        new HealthReport(
            Instant.EPOCH, fresh + 1, List.of(health("old", 0, 1), health("new", 1, 1)));
    assertThat(report.status()).isEqualTo(Status.UNKNOWN);
    assertThat(report.target("old").orElseThrow().stale()).isTrue();
    assertThat(report.target("new").orElseThrow().status()).isEqualTo(Status.HEALTHY);
    assertThat(report.target("new").orElseThrow().age(fresh + 1)).isEqualTo(Duration.ofSeconds(15));
  }
}

package io.health4j.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.check.Attributes;
import io.health4j.check.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class HistoryTest {

  private final long start = LongStream.of(Long.MAX_VALUE).findFirst().getAsLong() - 100;

  private static List<Sample> samples(History history, String target, int series, long since) {
    return history.query(target, Healths.LOAD, Healths.attributes(series), since);
  }

  @Test
  void query_acrossTheClocksOverflow_answersInOrderFromTheAskedMoment() {
    var history = new History(History.DEFAULT_BYTES);
    for (int i = 0; i < 200; i++) {
      history.record(Healths.of("t", start + i, i, -i));
    }
    var samples = samples(history, "t", 1, start + 150);
    assertThat(samples).hasSize(50);
    assertThat(samples.get(0)).isEqualTo(new Sample(start + 150, -150));
    assertThat(samples.get(49)).isEqualTo(new Sample(start + 199, -199));
  }

  @Test
  void query_unknownTargetOrSeries_isEmpty() {
    var history = new History(History.DEFAULT_BYTES);
    history.record(Healths.of("t", 0, 1));
    assertThat(samples(history, "u", 0, 0)).isEmpty();
    assertThat(samples(history, "t", 9, 0)).isEmpty();
  }

  @Test
  void record_moreThanASeriesHolds_keepsTheNewest() {
    var history = new History(History.DEFAULT_BYTES);
    for (int i = 0; i < Plan.MOST_SAMPLES + 10; i++) {
      history.record(Healths.of("t", i, i));
    }
    var samples = samples(history, "t", 0, 0);
    assertThat(samples).hasSize(Plan.MOST_SAMPLES);
    assertThat(samples.get(0).tick()).isEqualTo(10);
    assertThat(history.droppedSamples()).isZero();
  }

  @Test
  void record_budgetIsUsedUp_keepsTheNewestInWhatRoomThereIs() {
    var history = new History(2_000);
    for (int i = 0; i < 1_000; i++) {
      history.record(Healths.of("t", i, i));
    }
    var samples = samples(history, "t", 0, 0);
    assertThat(samples).hasSizeBetween(Table.GROWTH, 100);
    assertThat(samples.get(samples.size() - 1).tick()).isEqualTo(999);
    assertThat(history.bytes()).isBetween(1L, 2_000L);
  }

  @Test
  void record_noRoomForASeries_isCountedAsDropped() {
    var history = new History(1_400);
    history.record(Healths.of("t", 0, 1, 2, 3));
    assertThat(history.droppedSamples()).isEqualTo(3);
    assertThat(history.query("t", History.SCORE, Attributes.none(), 0)).hasSize(1);
  }

  @Test
  void record_withoutBudget_keepsAndDropsNothing() {
    var history = new History(0);
    history.record(Healths.of("t", 0, 1));
    assertThat(samples(history, "t", 0, 0)).isEmpty();
    assertThat(history.bytes() + history.droppedSamples()).isZero();
  }

  @Test
  void forget_aTarget_givesItsBytesBack() {
    var history = new History(History.DEFAULT_BYTES);
    history.record(Healths.of("t", 0, 1, 2));
    long one = history.bytes();
    history.record(Healths.of("u", 0, 1, 2));
    assertThat(history.bytes()).isEqualTo(2 * one);
    history.forget("t");
    history.forget("t");
    assertThat(history.bytes()).isEqualTo(one);
    assertThat(samples(history, "t", 0, 0)).isEmpty();
    assertThat(samples(history, "u", 0, 0)).hasSize(1);
  }

  @Test
  void record_aSeriesTwiceInASample_keepsTheFirst() {
    var history = new History(History.DEFAULT_BYTES);
    var readings = List.of(Healths.reading(0, 1), Healths.reading(0, 2), Healths.reading(1, 3));
    for (int i = 0; i < 3; i++) {
      history.record(Healths.withoutScore("t", i, readings));
    }
    assertThat(samples(history, "t", 0, 0)).extracting(Sample::value).containsExactly(1., 1., 1.);
    assertThat(samples(history, "t", 1, 0)).extracting(Sample::value).containsExactly(3., 3., 3.);
    assertThat(history.droppedSamples()).isZero();
  }

  @Test
  void record_valuesThatComeGoAndMove_haveNoSampleWhereTheyWereAbsent() {
    var history = new History(History.DEFAULT_BYTES);
    history.record(Healths.of("t", 0, 10, 20));
    history.record(Healths.withoutScore("t", 1, List.of(Healths.reading(1, 21))));
    history.record(Healths.withoutScore("t", 2, List.of()));
    history.record(
        Healths.withoutScore("t", 3, List.of(Healths.reading(2, 33), Healths.reading(0, 13))));
    assertThat(samples(history, "t", 0, 0)).containsExactly(new Sample(0, 10), new Sample(3, 13));
    assertThat(samples(history, "t", 1, 0)).containsExactly(new Sample(0, 20), new Sample(1, 21));
    assertThat(samples(history, "t", 2, 0)).containsExactly(new Sample(3, 33));
    assertThat(history.query("t", History.SCORE, Attributes.none(), 0))
        .containsExactly(new Sample(0, 1));
  }

  @Test
  void series_ofATarget_areThoseThatCameInTheirOrder() {
    var history = new History(History.DEFAULT_BYTES);
    history.record(Healths.of("b", 0, 10, 20));
    history.record(Healths.withoutScore("a", 0, List.of()));
    assertThat(history.targets()).containsExactly("a", "b");
    assertThat(history.series("a")).isEmpty();
    assertThat(history.series("b"))
        .containsExactly(
            new Series(History.SCORE, Attributes.none()),
            new Series(Healths.LOAD, Healths.attributes(0)),
            new Series(Healths.LOAD, Healths.attributes(1)));
    history.forget("b");
    assertThat(history.targets()).containsExactly("a");
    assertThat(history.series("b")).isEmpty();
  }

  @Test
  void record_samplesOlderThanTwoHours_areNotKeptOneByOne() {
    var history = new History(History.DEFAULT_BYTES);
    for (int i = 0; i <= 200; i++) {
      history.record(Healths.of("t", start + i * Healths.MINUTE, i));
    }
    List<Sample> samples = samples(history, "t", 0, start);
    assertThat(samples).hasSize(121);
    assertThat(samples.get(0).value()).isEqualTo(80);
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
    var report = new HealthReport(Instant.EPOCH, 0, List.of(Healths.of("t", 0, 1)));
    assertThat(report).hasToString("HEALTHY\nt HEALTHY, score 1.00\n  c HEALTHY");
  }

  @Test
  void report_ofTargets_isAsBadAsTheWorst() {
    long fresh = Duration.ofSeconds(15).toNanos();
    var report =
        new HealthReport(
            Instant.EPOCH, fresh + 1, List.of(Healths.of("old", 0, 1), Healths.of("new", 1, 1)));
    assertThat(report.status()).isEqualTo(Status.UNKNOWN);
    assertThat(report.target("old").orElseThrow().stale()).isTrue();
    assertThat(report.target("new").orElseThrow().status()).isEqualTo(Status.HEALTHY);
    assertThat(report.target("new").orElseThrow().age(fresh + 1)).isEqualTo(Duration.ofSeconds(15));
  }
}

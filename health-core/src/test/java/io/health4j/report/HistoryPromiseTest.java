package io.health4j.report;

import static io.health4j.report.Healths.LOAD;
import static io.health4j.report.Healths.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Promise 12: memory is bounded, and what was dropped is counted. The history's part. */
final class HistoryPromiseTest {

  private static final long BUDGET = 100_000;

  /** What is really there, whatever the history itself counts. */
  private static long kept(History history) {
    long values = 0;
    for (String target : history.targets()) {
      for (Series each : history.series(target)) {
        values += history.query(target, each.metric(), each.attributes(), 0).size();
      }
    }
    return values;
  }

  @Test
  void history_everMoreTargetsAndSeries_staysWithinItsBudgetAndCountsWhatItDropped() {
    var history = new History(BUDGET);
    long came = 0;
    for (int i = 0; i < 2_000; i++) {
      history.record(Healths.of("t" + i, i * SECOND, 1, 2));
      came += 3;
      assertThat(history.bytes()).isLessThanOrEqualTo(BUDGET);
    }
    long kept = kept(history);
    assertThat(kept).isBetween(100L, BUDGET / Double.BYTES);
    assertThat(history.droppedSamples()).as("nothing is lost uncounted").isEqualTo(came - kept);
  }

  @Test
  void history_oneSeriesForEver_keepsABoundedPast() {
    var history = new History(Long.MAX_VALUE);
    int samples = 120_000;
    for (int i = 0; i < samples; i++) {
      history.record(Healths.withoutScore("t", i * 10L * SECOND, List.of(Healths.reading(0, i))));
    }
    long bytes = history.bytes();
    for (int i = 0; i < 5_000; i++) {
      long tick = (samples * 10L + i) * SECOND;
      history.record(Healths.withoutScore("t", tick, List.of(Healths.reading(0, i))));
    }
    assertThat(kept(history)).isLessThanOrEqualTo(2_048);
    assertThat(history.bytes()).isBetween(bytes, 100_000L);
    long end = samples * 10L * SECOND + 5_000 * SECOND;
    assertThat(history.query("t", LOAD, Healths.attributes(0), 0, end, Duration.ofMillis(1)).size())
        .isLessThanOrEqualTo(2_048 + 577 + 169);
  }
}

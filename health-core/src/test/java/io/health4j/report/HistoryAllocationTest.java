package io.health4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.health4j.check.Reading;
import io.health4j.score.Score;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Samples that look like the one before cost no garbage. */
final class HistoryAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int READINGS = 100;
  private static final int SAMPLES = 10_000;

  private static TargetHealth[] samples(long from, boolean sameAttributes) {
    var healths = new TargetHealth[SAMPLES];
    var readings = new ArrayList<Reading>();
    for (int i = 0; i < READINGS; i++) {
      readings.add(Healths.reading(sameAttributes ? i : from + i, i));
    }
    var outcomes = Healths.outcomes(readings);
    for (int i = 0; i < SAMPLES; i++) {
      healths[i] = Healths.of("t", from + i, Score.of(1, outcomes), outcomes);
    }
    return healths;
  }

  private static long allocatedBy(History history, TargetHealth[] samples) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (TargetHealth sample : samples) {
      history.record(sample);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** A score is handed over in an object, until the JIT compiler sees that none is needed. */
  @Test
  void record_samplesOfTheSameShape_allocatesLessThanOneObjectASample() {
    var history = new History(History.DEFAULT_BYTES);
    allocatedBy(history, samples(0, true));
    assertThat(allocatedBy(history, samples(SAMPLES, true))).isLessThan(32L * SAMPLES);
  }

  @Test
  void record_newSeries_allocatesAndIsSeen() {
    var history = new History(History.DEFAULT_BYTES);
    allocatedBy(history, samples(0, false));
    assertThat(allocatedBy(history, samples(SAMPLES, false)))
        .isGreaterThan((long) READINGS * Plan.MOST_SAMPLES * Double.BYTES);
  }
}

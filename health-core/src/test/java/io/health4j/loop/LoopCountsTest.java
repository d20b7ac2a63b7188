package io.health4j.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.loop.ChampionRing.Champion;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a reader may see of a writer that does not wait for it. */
class LoopCountsTest {

  private final LoopCounts counts = new LoopCounts(false, 10, 0);

  @Test
  void newCounts_knowNothing() {
    assertThat(counts.iterations()).isZero();
    assertThat(counts.champions()).isZero();
    assertThat(counts.reported()).isFalse();
    assertThat(counts.population()).isNegative();
    assertThat(counts.durations().count()).isZero();
  }

  @Test
  void lastEnd_beforeAnIteration_isWhenTheProbeWasMade() {
    var late = new LoopCounts(false, 10, 42);
    assertThat(late.lastEnd()).isEqualTo(42);
    late.ended(1, 43, 50, true);
    assertThat(late.lastEnd()).isEqualTo(50);
  }

  @Test
  void ended_overTheTicksOverflow_hasItsDuration() {
    counts.ended(1, Long.MAX_VALUE - 4_999_999_999L, Long.MIN_VALUE + 5_000_000_000L, true);
    assertThat(counts.durations().max()).isEqualTo(10);
  }

  @Test
  void ended_twiceByTwoThreads_isOneIteration() {
    long number = counts.begun();
    counts.ended(number, 0, 1, true);
    counts.ended(number, 0, 2, true);
    assertThat(counts.iterations()).isEqualTo(1);
    assertThat(counts.begun()).isEqualTo(2);
  }

  @Test
  void successRatio_readerBehindTheWriter_neverExceedsOne() {
    counts.ended(1, 0, 1, true);
    counts.ended(2, 1, 2, true);
    assertThat(counts.successRatio(1)).isEqualTo(1);
  }

  @Test
  void staleness_readerBehindTheWriter_isNeverNegative() {
    counts.ended(1, 0, 1, true);
    counts.best(4, 0); // in the second iteration, which a reader that saw one does not know yet
    assertThat(counts.staleness(1)).isZero();
    assertThat(counts.staleness(0)).isZero();
  }

  @Test
  void best_atZeroAndBelow_isAChampionToo() {
    counts.best(-7, 0);
    assertThat(counts.fitness()).isEqualTo(-7);
    counts.best(-8, 0);
    counts.best(-0.0, 0);
    assertThat(counts.fitness()).isZero();
    assertThat(counts.champions()).isEqualTo(2);
  }

  @Test
  void readers_besideAWriter_seeOnlyWhatWasWritten() throws InterruptedException {
    int iterations = 200_000;
    var done = new AtomicBoolean();
    var writer =
        new Thread(
            () -> {
              for (int i = 1; i <= iterations; i++) {
                counts.best(i, i); // the fitness is the number of its champion
                counts.ended(i, i, i + 1L, true);
              }
              done.set(true);
            });
    writer.start();
    long before = 0;
    while (!done.get()) {
      before = readOnce(before);
    }
    writer.join();
    assertThat(counts.iterations()).isEqualTo(iterations);
    assertThat(counts.durations().count()).isEqualTo(iterations);
    assertThat(counts.successRatio(iterations)).isEqualTo(1);
  }

  private long readOnce(long before) {
    long ended = counts.iterations();
    assertThat(ended).isGreaterThanOrEqualTo(before);
    assertThat(counts.durations().count()).isGreaterThanOrEqualTo(ended);
    long champions = counts.champions();
    assertThat(champions).isGreaterThanOrEqualTo(ended);
    assertThat(counts.fitness()).isGreaterThanOrEqualTo((double) champions);
    if (ended > 0) {
      assertThat(counts.successRatio(ended)).isEqualTo(1);
    }
    for (var each : counts.championsSince(0)) {
      long nth = each.number() + 1;
      assertThat(each).isEqualTo(new Champion(nth - 1, nth, nth - 1, nth, nth));
    }
    return ended;
  }
}

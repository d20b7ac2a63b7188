package io.health4j.report;

import static io.health4j.report.Healths.HOUR;
import static io.health4j.report.Healths.LOAD;
import static io.health4j.report.Healths.MINUTE;
import static io.health4j.report.Healths.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.Reading;
import io.health4j.score.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the samples look like, roll-ups are what the definitions give from all of them. */
class HistoryProperties {

  private static final int SERIES = 4;

  /** A history, and all that ever came. */
  private static final class Run {
    private final History history = new History(History.DEFAULT_BYTES);

    /** All that ever came, by series. */
    private final List<List<Sample>> model =
        IntStream.range(0, SERIES).<List<Sample>>mapToObj(i -> new ArrayList<>()).toList();

    private long first;
    private long tick;

    /** Samples with gaps, absent and moving readings, at intervals that change. */
    private void fill(Random random, long duration, long[] intervals) {
      first = random.nextBoolean() ? random.nextLong() : Long.MAX_VALUE - duration / 2;
      tick = first;
      long interval = intervals[0];
      while (tick - first < duration) {
        sample(random);
        if (random.nextInt(50) == 0) {
          interval = intervals[random.nextInt(intervals.length)];
        }
        tick += random.nextInt(100) == 0 ? interval * random.nextInt(60) : interval;
      }
    }

    private void sample(Random random) {
      var readings = new ArrayList<Reading>();
      for (int i = 0; i < SERIES; i++) {
        if (random.nextInt(10) > 0) {
          int value = random.nextInt(1000) - 500;
          model.get(i).add(new Sample(tick, value));
          readings.add(Healths.reading(i, value));
        }
      }
      if (random.nextInt(4) == 0) {
        Collections.shuffle(readings, random);
      }
      var outcomes = Healths.outcomes(readings);
      Score score = random.nextInt(5) == 0 ? Score.none("test", outcomes) : Score.of(0.5, outcomes);
      history.record(Healths.of("t", tick, score, outcomes));
    }

    private List<Rollup> naive(int series, long from, long to, Duration step) {
      var answer = new ArrayList<Rollup>();
      var open = new ArrayList<Sample>();
      long nanos = step.toNanos();
      for (Sample sample : model.get(series)) {
        if (sample.tick() - from >= 0 && sample.tick() - to <= 0) {
          if (!open.isEmpty() && number(open.get(0), nanos) != number(sample, nanos)) {
            answer.add(rollup(open, step));
            open.clear();
          }
          open.add(sample);
        }
      }
      if (!open.isEmpty()) {
        answer.add(rollup(open, step));
      }
      return answer;
    }

    private long number(Sample sample, long step) {
      return Math.floorDiv(sample.tick() - first, step);
    }

    private Rollup rollup(List<Sample> samples, Duration step) {
      var all = samples.stream().mapToDouble(Sample::value).summaryStatistics();
      return new Rollup(
          first + number(samples.get(0), step.toNanos()) * step.toNanos(),
          step,
          all.getCount(),
          all.getMin(),
          all.getMax(),
          all.getSum() / all.getCount(),
          samples.get(samples.size() - 1).value());
    }

    private void assertAsDefined(long from, long to, Duration step) {
      for (int i = 0; i < SERIES; i++) {
        assertThat(history.query("t", LOAD, Healths.attributes(i), from, to, step))
            .isEqualTo(naive(i, from, to, step));
      }
    }
  }

  @Property(tries = 60)
  void query_whileAllRawIsKept_isTheAggregateOfTheRaw(@ForAll long seed) {
    var random = new Random(seed);
    var run = new Run();
    run.fill(random, HOUR, new long[] {5 * SECOND, 2 * SECOND, 30 * SECOND});
    for (long seconds : new long[] {1, 7, 30, 300, 420, 3600, 86_400}) {
      long from = run.first + random.nextInt(100) * MINUTE - 20 * MINUTE;
      long to = from + random.nextInt(100) * MINUTE;
      run.assertAsDefined(from, to, Duration.ofSeconds(seconds));
    }
    for (int i = 0; i < SERIES; i++) {
      long since = run.first + random.nextInt(60) * MINUTE;
      assertThat(run.history.query("t", LOAD, Healths.attributes(i), since))
          .isEqualTo(run.model.get(i).stream().filter(each -> each.tick() - since >= 0).toList());
    }
  }

  @Property(tries = 30)
  void query_overDays_countsEachSampleOnceInItsFiveMinutesAndHours(@ForAll long seed) {
    var run = new Run();
    run.fill(
        new Random(seed), 72 * HOUR, new long[] {MINUTE, 4 * MINUTE, 10 * SECOND, 13 * MINUTE});
    for (int hours : new int[] {1, 2, 24, 168}) {
      run.assertAsDefined(run.first, run.tick, Duration.ofHours(hours));
    }
    long recent = run.first + Math.floorDiv(run.tick - run.first - 46 * HOUR, HOUR) * HOUR;
    for (int minutes : new int[] {5, 15, 60}) {
      run.assertAsDefined(recent, run.tick, Duration.ofMinutes(minutes));
    }
    assertThat(run.history.droppedSamples()).isZero();
    assertThat(run.history.stepsTaken()).isZero();
  }

  @Property(tries = 60)
  void query_whateverStepAndRange_isInOrderAndWithinTheValues(@ForAll long seed) {
    var random = new Random(seed);
    var run = new Run();
    run.fill(random, 60 * HOUR, new long[] {MINUTE, 10 * MINUTE});
    long from = run.first + random.nextInt(60) * HOUR;
    Duration step = Duration.ofMillis(1 + random.nextInt(10_000_000));
    var answer = run.history.query("t", LOAD, Healths.attributes(0), from, run.tick, step);
    for (int i = 0; i < answer.size(); i++) {
      Rollup each = answer.get(i);
      assertThat(each.mean()).isBetween(each.min(), each.max());
      assertThat(each.last()).isBetween(each.min(), each.max());
      assertThat(each.width()).isGreaterThanOrEqualTo(step);
      assertThat(i == 0 || each.tick() - answer.get(i - 1).tick() > 0).isTrue();
    }
    assertThat(run.history.query("t", History.SCORE, Attributes.none(), run.first, run.tick, step))
        .isNotEmpty();
  }
}

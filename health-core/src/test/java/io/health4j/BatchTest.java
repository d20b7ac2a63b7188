package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Target;
import io.health4j.time.FakeTicker;
import io.health4j.time.LostTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BatchTest {

  private static final Duration PATIENCE = Duration.ofNanos(SampleRun.PATIENCE_NANOS);

  private final FakeTicker ticker = new FakeTicker();
  private final WorkerPool pool = new WorkerPool(4, 4, new CpuTime(), new Guard());
  private final Finished finished = new Finished();

  @AfterEach
  void close() {
    pool.close(TimeUnit.SECONDS.toNanos(30));
  }

  /** A target that is only asked to note which samples are done. */
  private static final class Finished implements SampleRun.Host {
    final List<SampleRun> runs = new ArrayList<>();

    @Override
    public boolean isOver() {
      return false;
    }

    @Override
    public int stuck() {
      return 3;
    }

    @Override
    public void timedOut(CheckSlot slot, long ranNanos) {}

    @Override
    public void breakerChanged(CheckSlot slot, BreakerState state) {}

    @Override
    public synchronized void finished(SampleRun run, @Nullable Worker worker) {
      runs.add(run);
    }

    synchronized int count() {
      return runs.size();
    }
  }

  private SampleRun run(HealthCheck check) {
    var spec = new CheckSpec("c", check);
    var breaker = new Breaker(3, Duration.ofMinutes(5), new Breaker.TickerClock(ticker));
    var slot = new CheckSlot(Target.of("t"), spec, breaker, ticker, new LostTime());
    return new SampleRun(finished, ticker, Duration.ofSeconds(5), List.of(slot));
  }

  private Batch batch(int runs) {
    return new Batch(
        IntStream.range(0, runs).mapToObj(i -> run(context -> CheckResult.healthy())).toList(),
        ticker);
  }

  @Test
  void run_oneWorker_takesAllSamples() throws Exception {
    var batch = batch(20);
    var done = new CountDownLatch(1);
    pool.submit(
        worker -> {
          batch.run(worker);
          done.countDown();
        });
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(finished.count()).isEqualTo(20);
    assertThat(batch.isTaken()).isTrue();
  }

  @Test
  void run_workerWasGivenUp_leavesTheRestToAnother() throws Exception {
    var hang = new Hang();
    var batch = new Batch(List.of(run(hang), run(context -> CheckResult.healthy())), ticker);
    pool.submit(batch);
    assertThat(hang.entered.await(30, TimeUnit.SECONDS)).isTrue();
    ticker.advance(Duration.ofSeconds(5));
    pool.expire(ticker.read(), new LostTime());
    hang.release();
    while (pool.stuck() > 0) {
      Thread.onSpinWait();
    }
    assertThat(finished.count()).as("the one that was given up").isEqualTo(1);
    assertThat(batch.isTaken()).isFalse();
    batch.refused();
    assertThat(finished.count()).isEqualTo(2);
  }

  @Test
  void helpers_whileItTakesLong_areMoreEachTimeUpToSixteen() {
    var batch = batch(1);
    assertThat(batch.helpers(ticker.read())).isZero();
    for (int expected : new int[] {1, 2, 4, 8, 16, 16}) {
      ticker.advance(PATIENCE.minusNanos(1));
      assertThat(batch.helpers(ticker.read())).isZero();
      ticker.advance(Duration.ofNanos(1));
      assertThat(batch.helpers(ticker.read())).isEqualTo(expected);
    }
  }

  @Test
  void helpers_allIsTaken_areNone() {
    var batch = batch(1);
    batch.refused();
    ticker.advance(PATIENCE);
    assertThat(batch.helpers(ticker.read())).isZero();
  }

  @Test
  void refused_noThreadIsFree_endsEachSampleWithTheReason() {
    var batch = batch(3);
    batch.refused();
    assertThat(finished.runs).hasSize(3);
    assertThat(finished.runs.get(0).outcomes().get(0).result().message())
        .isEqualTo("not called: no thread is free, 3 are stuck in calls that hang");
  }

  @Test
  void isDeserted_inNobodysHandsAtTwoLooksFarApart_onlyThen() {
    SampleRun run = run(context -> CheckResult.healthy());
    assertThat(run.isIdle(ticker.read())).isFalse();
    ticker.advance(Duration.ofSeconds(10));
    assertThat(run.isIdle(ticker.read())).isTrue();
    assertThat(run.isDeserted(ticker.read(), false)).as("a first look").isFalse();
    assertThat(run.isIdle(ticker.read())).as("soon after").isFalse();
    ticker.advance(Duration.ofSeconds(10));
    assertThat(run.isDeserted(ticker.read(), true)).as("it was only waiting").isFalse();
    ticker.advance(Duration.ofSeconds(10));
    assertThat(run.isDeserted(ticker.read(), false)).isFalse();
    ticker.advance(Duration.ofSeconds(10));
    assertThat(run.isIdle(ticker.read())).isTrue();
    assertThat(run.isDeserted(ticker.read(), false)).isTrue();
    run.finish();
    assertThat(finished.runs.get(0).outcomes().get(0).result().message())
        .isEqualTo("lost: see the log");
  }
}

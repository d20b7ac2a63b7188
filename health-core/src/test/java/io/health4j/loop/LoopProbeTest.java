package io.health4j.loop;

import static io.health4j.loop.Watched.finding;
import static io.health4j.loop.Watched.reading;
import static io.health4j.loop.Watched.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckContext;
import io.health4j.check.Distribution;
import io.health4j.check.Target;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The loop's side of a probe. */
class LoopProbeTest {

  private final Watched watched = Watched.probe();
  private final LoopProbe loop = watched.probe;

  private Distribution durations() {
    return reading(watched.check(), "loop.iteration.duration").orElseThrow().distribution();
  }

  @Test
  void close_afterWork_countsOneIterationAndItsDuration() {
    try (LoopProbe.Iteration it = loop.begin()) {
      watched.advance(Duration.ofSeconds(2));
      it.succeeded();
    }
    assertThat(value(watched.check(), "loop.iterations")).hasValue(1.0);
    assertThat(durations().count()).isEqualTo(1);
    assertThat(durations().sum()).isEqualTo(2);
    assertThat(durations().max()).isEqualTo(2);
  }

  @Test
  void close_twice_countsOnce() {
    var it = loop.begin();
    it.close();
    it.close();
    assertThat(value(watched.check(), "loop.iterations")).hasValue(1.0);
  }

  @Test
  void begin_whileOneIsOpen_endsItAsFailed() {
    loop.begin();
    watched.advance(Duration.ofSeconds(3));
    loop.begin().close();
    var result = watched.check();
    assertThat(value(result, "loop.iterations")).hasValue(2.0);
    assertThat(value(result, "loop.success.ratio")).hasValue(0.0);
    assertThat(durations().sum()).isEqualTo(3);
  }

  @Test
  void begin_whileOneIsOpenThatSucceeded_keepsItsSuccess() {
    loop.begin().succeeded();
    loop.begin().close();
    assertThat(value(watched.check(), "loop.success.ratio")).hasValue(0.5);
  }

  @Test
  void begin_afterASuccess_startsUnsuccessful() {
    watched.succeed(1).fail(1);
    assertThat(value(watched.check(), "loop.success.ratio")).hasValue(0.5);
  }

  @Test
  void begin_eachTime_returnsTheSameObject() {
    var first = loop.begin();
    assertThat(loop.begin()).isSameAs(first);
    assertThat(loop.tick()).isSameAs(first);
  }

  @Test
  void tick_firstCall_onlyBegins() {
    loop.tick();
    assertThat(value(watched.check(), "loop.iterations")).hasValue(0.0);
  }

  @Test
  void tick_laterCalls_endAsSucceeded() {
    for (int i = 0; i < 4; i++) {
      loop.tick();
      watched.advance(Duration.ofMillis(500));
    }
    var result = watched.check();
    assertThat(value(result, "loop.iterations")).hasValue(3.0);
    assertThat(value(result, "loop.success.ratio")).hasValue(1.0);
    assertThat(durations().sum()).isEqualTo(1.5);
  }

  @Test
  void tick_afterAFailedTurnEndedByBegin_countsBoth() {
    loop.tick();
    loop.begin(); // the first failed
    loop.tick(); // the second did not
    assertThat(value(watched.check(), "loop.success.ratio")).hasValue(0.5);
  }

  @Test
  void tick_readsTheClockOnce_andBeginWithCloseTwice() {
    var reads = new AtomicInteger();
    Ticker counting = reads::incrementAndGet;
    var probe = LoopProbe.builder().ticker(counting).build();
    probe.tick();
    int before = reads.get();
    probe.tick();
    assertThat(reads.get() - before).isEqualTo(1);
    probe.begin().close();
    assertThat(reads.get() - before).isEqualTo(3);
  }

  @Test
  void iteration_usedAfterItsEnd_doesNothing() {
    var it = loop.begin();
    it.close();
    it.best(5);
    it.population(7, 1, (individual, locus) -> individual);
    it.vectors(7, 1, (individual, dimension) -> individual);
    it.succeeded();
    var result = watched.check();
    assertThat(result.readings())
        .extracting(r -> r.metric().name())
        .containsExactly("loop.iterations", "loop.iteration.duration", "loop.success.ratio");
    assertThat(value(result, "loop.success.ratio")).hasValue(0.0);
  }

  @Test
  void durations_overTheWholeRange_landInTheirBuckets() {
    var counts = new DurationCounts();
    long[] lengths = {-1, 0, 1023, 1024, 5_000_000, Duration.ofHours(3).toNanos()};
    for (long nanos : lengths) {
      counts.record(nanos);
    }
    var read = counts.read();
    assertThat(read.count()).isEqualTo(lengths.length);
    assertThat(read.countIn(0)).isEqualTo(3);
    assertThat(read.countIn(Distribution.bucketOf(5_000_000))).isEqualTo(1);
    assertThat(read.countIn(Distribution.BUCKETS - 1)).isEqualTo(1);
    assertThat(read.max()).isEqualTo(10_800);
  }

  @Test
  void create_withDefaults_runsOnTheSystemsClock() throws Exception {
    var probe = LoopProbe.create();
    probe.tick();
    probe.tick();
    var context = CheckContext.first(Target.of("loop"));
    assertThat(value(probe.health().check(context), "loop.iterations")).hasValue(1.0);
  }

  @Test
  void begin_fromTwoThreads_losesCountsAndBreaksNothing() throws InterruptedException {
    int each = 20_000;
    var failure = new AtomicReference<Throwable>();
    var go = new CountDownLatch(1);
    Runnable body =
        () -> {
          try {
            go.await();
            watched.succeed(each);
          } catch (Throwable t) {
            failure.set(t);
          }
        };
    var one = new Thread(body);
    var two = new Thread(body);
    one.start();
    two.start();
    go.countDown();
    one.join();
    two.join();
    assertThat(failure).hasValue(null);
    assertThat(value(watched.check(), "loop.iterations").orElseThrow()).isBetween(1.0, 2.0 * each);
    watched.fail(100); // one turn of the ring makes it right again
    assertThat(value(watched.check(), "loop.success.ratio")).hasValue(0.0);
    assertThat(finding(watched.check(), "success-low")).isPresent();
  }
}

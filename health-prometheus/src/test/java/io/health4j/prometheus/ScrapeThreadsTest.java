package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScrapeThreadsTest {

  private static final int THREADS = 1 + ScrapeThreads.SPARE;
  private static final Duration TIMEOUT = Duration.ofHours(1);

  private final AtomicLong tick = new AtomicLong(Long.MAX_VALUE - 1);
  private final ScrapeCounts counts = new ScrapeCounts();
  private final ScrapeThreads threads = new ScrapeThreads(1, TIMEOUT, counts, tick::get);
  private final CountDownLatch let = new CountDownLatch(1);

  @AfterEach
  void stop() {
    threads.interrupt();
    assertThat(threads.stop(10_000)).isTrue();
  }

  @Test
  void execute_waitedForThreadAsLongAsItMay_isBrokenOffAtOnce() throws Exception {
    List<Halting> first = fill();
    var waiting = new Halting(new CountDownLatch(1));
    threads.execute(waiting);

    tick.addAndGet(TIMEOUT.toNanos());
    let.countDown();

    waiting.over.await();
    assertThat(waiting.isInterrupted).isTrue();
    assertThat(first).allSatisfy(one -> assertThat(one.isInterrupted).isFalse());
    assertThat(counts.now().brokenOff()).isEqualTo(1);
  }

  private List<Halting> fill() throws InterruptedException {
    List<Halting> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      var one = new Halting(let);
      threads.execute(one);
      one.begun.await();
      all.add(one);
    }
    return all;
  }

  /** A request that goes on until it is let, or broken off. */
  private static final class Halting implements Runnable {

    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch over = new CountDownLatch(1);
    volatile boolean isInterrupted;
    private final CountDownLatch until;

    Halting(CountDownLatch until) {
      this.until = until;
    }

    @Override
    public void run() {
      begun.countDown();
      try {
        until.await();
      } catch (InterruptedException e) {
        isInterrupted = true;
      } finally {
        over.countDown();
      }
    }
  }
}

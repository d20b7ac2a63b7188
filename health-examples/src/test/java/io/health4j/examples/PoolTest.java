package io.health4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.test.ManualTicker;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PoolTest {

  private final ManualTicker ticker = new ManualTicker();

  @Test
  void workers_haveNamesOfOneLength() {
    try (var ten = new Pool(10, 1, ticker);
        var many = new Pool(1_000, 1, ticker)) {
      assertThat(names(ten)).startsWith("worker-01").endsWith("worker-10").hasSize(10);
      assertThat(names(many)).startsWith("worker-0001").endsWith("worker-1000").hasSize(1_000);
    }
  }

  private static List<String> names(Pool pool) {
    return pool.workers().stream().map(Worker::name).toList();
  }

  @Test
  void round_everyWorkerDoesATask() {
    try (var pool = new Pool(30, 1, ticker)) {
      pool.round();
      pool.round();

      assertThat(pool.tally().done().sum()).isEqualTo(60);
    }
  }

  @Test
  void round_oneHangs_theOthersGoOn() {
    try (var pool = new Pool(30, 1, ticker)) {
      pool.workers().get(7).suffer(Mishap.HANG);

      pool.round();
      pool.round();

      assertThat(pool.tally().done().sum()).isEqualTo(58);
      assertThat(pool.workers().get(7).waiting()).isEqualTo(1);
    }
  }

  @Test
  void start_worksOnItsOwnDaemonThreads_untilClosed() throws InterruptedException {
    var rounds = new CountDownLatch(3);
    var daemon = new CountDownLatch(1);
    var pool = new Pool(10, 1, ticker);

    pool.start(
        () -> {
          rounds.countDown();
          if (Thread.currentThread().isDaemon()) {
            daemon.countDown();
          }
        });

    assertThat(rounds.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(daemon.getCount()).isZero();
    pool.close();
  }
}

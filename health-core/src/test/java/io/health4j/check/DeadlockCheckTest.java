package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.DeadlockCheck.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class DeadlockCheckTest {

  private static CheckResult of(List<Waiting> waiting) throws Exception {
    return new CheckRunner(new DeadlockCheck(() -> waiting)).run();
  }

  @Test
  void check_none_isHealthyAndReadsZero() throws Exception {
    CheckResult result = of(List.of());

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(CheckRunner.reading(result, "health.threads.deadlocked").value()).isZero();
    assertThat(result.message()).isEmpty();
  }

  @Test
  void check_realDeadlock_isCriticalAndNamesBothThreadsAndLocks() throws Exception {
    var first = new ReentrantLock();
    var second = new ReentrantLock();
    var bothHold = new CyclicBarrier(2);
    Thread a = locking("dead-a", first, second, bothHold);
    Thread b = locking("dead-b", second, first, bothHold);
    try {
      await(first, a, b);
      await(second, a, b);

      CheckResult result = new CheckRunner(Checks.deadlocks()).run();

      assertThat(result.status()).isEqualTo(Status.CRITICAL);
      assertThat(result.message())
          .containsPattern("dead-a waits for \\S*ReentrantLock\\S* held by dead-b")
          .containsPattern("dead-b waits for \\S*ReentrantLock\\S* held by dead-a");
      assertThat(CheckRunner.reading(result, "health.threads.deadlocked").value()).isEqualTo(2);
      assertThat(result.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.condition()).isEqualTo("threads-deadlocked");
                assertThat(finding.value()).hasValue(2);
                assertThat(finding.remedy()).isNotBlank();
              });
    } finally {
      a.interrupt();
      b.interrupt();
      a.join();
      b.join();
    }
    assertThat(new CheckRunner(Checks.deadlocks()).run().status()).isEqualTo(Status.HEALTHY);
  }

  private static Thread locking(
      String name, ReentrantLock mine, ReentrantLock other, CyclicBarrier bothHold) {
    var thread =
        new Thread(
            () -> {
              mine.lock();
              try {
                bothHold.await();
                other.lockInterruptibly();
              } catch (Exception given) {
                Thread.currentThread().interrupt();
              } finally {
                mine.unlock();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Until one of the threads stands in the lock's queue. */
  private static void await(ReentrantLock lock, Thread... threads) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!lock.hasQueuedThreads()
        || List.of(threads).stream().anyMatch(t -> t.getState() != Thread.State.WAITING)) {
      assertThat(System.nanoTime() - end).as("threads that wait").isNegative();
      Thread.onSpinWait();
    }
  }

  @Test
  void check_manyThreads_namesTheFirstFive() throws Exception {
    var waiting = new ArrayList<Waiting>();
    for (int i = 0; i < 8; i++) {
      waiting.add(new Waiting("t" + i, "lock" + i, "t" + (i + 1) % 8));
    }

    CheckResult result = of(waiting);

    assertThat(result.message())
        .contains("t4 waits for lock4 held by t5 and 3 more")
        .doesNotContain("t5 waits");
    assertThat(result.findings().get(0).value()).hasValue(8);
  }

  @Test
  void check_foreignNames_areCutToOneLineWithoutUrls() throws Exception {
    var named =
        new Waiting(
            "ask http://u:secret@h/secret?a=secret\nGET /a?b=secret c", null, "x".repeat(500));

    assertThat(of(List.of(named)).message())
        .startsWith("ask http://… GET /a?… c waits for ? held by xxx")
        .doesNotContain("secret", "\n")
        .hasSizeLessThan(300);
  }
}

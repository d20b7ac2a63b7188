package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.time.LostTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("ThreadPriorityCheck") // a rude task sets one
final class WorkerPoolTest {

  private static final long TIMEOUT = 1_000;
  private static final Worker.Caller NOBODY = (call, ran) -> {};

  private final LostTime lost = new LostTime();
  private final List<Hang> hangs = new ArrayList<>();
  private final WorkerPool pool = new WorkerPool(2, 1, new CpuTime(), new Guard());

  @AfterEach
  void close() {
    hangs.forEach(Hang::release);
    pool.close(TimeUnit.SECONDS.toNanos(30));
  }

  /** Has a worker hang in a call that began at tick 0, and waits until it does. */
  private Hang hang(Worker.Caller caller, CountDownLatch unwound) throws InterruptedException {
    var hang = new Hang();
    hangs.add(hang);
    pool.submit(
        worker -> {
          worker.begin(caller, 7, 0, TIMEOUT);
          hang.hang();
          assertThat(worker.end()).isFalse();
          unwound.countDown();
        });
    assertThat(hang.entered.await(30, TimeUnit.SECONDS)).isTrue();
    return hang;
  }

  private Hang hang() throws InterruptedException {
    return hang(NOBODY, new CountDownLatch(1));
  }

  private void runs(String what) throws InterruptedException {
    var ran = new CountDownLatch(1);
    assertThat(pool.submit(worker -> ran.countDown())).as(what).isTrue();
    assertThat(ran.await(30, TimeUnit.SECONDS)).as(what).isTrue();
  }

  @Test
  void expire_callInTime_leavesItAlone() throws Exception {
    hang();
    pool.expire(TIMEOUT - 1, lost);
    assertThat(pool.stuck()).isZero();
    assertThat(pool.left(TIMEOUT - 1, lost)).isEqualTo(1);
    pool.expire(TIMEOUT, lost); // or its own assertion fails
  }

  @Test
  void expire_callOverdue_tellsItsCallerAndReplacesTheThread() throws Exception {
    var told = Collections.synchronizedList(new ArrayList<Long>());
    var unwound = new CountDownLatch(1);
    Hang hang = hang((call, ran) -> told.addAll(List.of((long) call, ran)), unwound);
    pool.expire(TIMEOUT, lost);
    assertThat(told).containsExactly(7L, TIMEOUT);
    assertThat(pool.stuck()).isEqualTo(1);
    hang();
    runs("both threads of the parallelism are there beside the stuck one");
    hang.release();
    assertThat(unwound.await(30, TimeUnit.SECONDS)).isTrue();
    pool.expire(TIMEOUT, lost);
  }

  @Test
  void expire_processWasPaused_theLostTimeDoesNotCount() throws Exception {
    hang();
    long pause = LostTime.NOISE_NANOS * 10;
    lost.observe(TIMEOUT / 2, TIMEOUT / 2 + pause);
    pool.expire(TIMEOUT / 2 + pause, lost);
    assertThat(pool.stuck()).isZero();
    pool.expire(TIMEOUT + pause, lost);
    assertThat(pool.stuck()).isEqualTo(1);
  }

  @Test
  void submit_everyThreadIsStuck_refusesUntilOneReturns() throws Exception {
    var unwound = new CountDownLatch(1);
    Hang first = hang(NOBODY, unwound);
    pool.expire(TIMEOUT, lost);
    hang();
    hang();
    pool.expire(TIMEOUT, lost);
    assertThat(pool.stuck()).isEqualTo(3);
    assertThat(pool.submit(worker -> {})).isFalse();
    first.release();
    assertThat(unwound.await(30, TimeUnit.SECONDS)).isTrue();
    while (pool.stuck() == 3) {
      Thread.onSpinWait();
    }
    runs("a thread came back");
  }

  @Test
  void submit_moreTasksThanThreads_runsThemAllNeverMoreAtOnce() throws Exception {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var done = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      pool.submit(
          worker -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            now.decrementAndGet();
            done.countDown();
          });
    }
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void task_leavesTheInterruptFlagSet_theNextDoesNotSeeIt() throws Exception {
    var seen = new ArrayList<Boolean>();
    for (int i = 0; i < 3; i++) {
      var done = new CountDownLatch(1);
      pool.submit(
          worker -> {
            seen.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
            done.countDown();
          });
      assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(seen).containsOnly(false);
  }

  @Test
  void task_leavesMarksOnItsThread_theNextDoesNotSeeThem() throws Exception {
    var names = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      var done = new CountDownLatch(1);
      pool.submit(
          worker -> {
            Thread self = Thread.currentThread();
            names.add(self.getName());
            if (self.getPriority() != Thread.NORM_PRIORITY
                || self.getContextClassLoader() != getClass().getClassLoader()) {
              names.add("marked");
            }
            self.setName("mine");
            self.setPriority(Thread.MIN_PRIORITY);
            self.setContextClassLoader(null);
            done.countDown();
          });
      assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(names).hasSize(3).allMatch(name -> name.startsWith("health4j-worker-"));
  }

  @Test
  void task_throws_theThreadIsNotLostToThePool() throws Exception {
    for (int i = 0; i < 5; i++) {
      pool.submit(
          worker -> {
            throw new IllegalStateException("a bug of ours");
          });
    }
    runs("after five failures on two threads");
  }

  @Test
  void close_idleThreads_endsThemAndRefusesTasks() throws Exception {
    var threads = new LinkedBlockingQueue<Thread>();
    pool.submit(worker -> threads.add(Thread.currentThread()));
    Thread used = threads.poll(30, TimeUnit.SECONDS);
    assertThat(used).isNotNull().matches(Thread::isDaemon);
    pool.close(TimeUnit.SECONDS.toNanos(30));
    assertThat(pool.submit(worker -> {})).isFalse();
    assertThat(used.isAlive()).isFalse();
  }
}

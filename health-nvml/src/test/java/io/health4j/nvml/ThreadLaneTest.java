package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ThreadLaneTest {

  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  private FutureTask<Integer> task(int value) {
    return new FutureTask<>(
        () -> {
          threads.add(Thread.currentThread());
          return value;
        });
  }

  private static <T> T await(FutureTask<T> task) throws Exception {
    return task.get(20, TimeUnit.SECONDS);
  }

  private void awaitEnd() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(20_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  @Test
  void submit_always_runsOnANamedDaemonThreadThatKnowsNothingOfTheHost() throws Exception {
    var lane = new ThreadLane("health4j-nvml-test");
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(null);
    try {
      var task = new FutureTask<>(() -> Thread.currentThread().getContextClassLoader());
      assertThat(lane.submit(task)).isTrue();
      assertThat(await(task)).isSameAs(ThreadLane.class.getClassLoader());
      FutureTask<Integer> other = task(7);
      lane.submit(other);
      assertThat(await(other)).isEqualTo(7);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
      lane.close();
    }
    Thread thread = threads.get(0);
    assertThat(thread.getName()).isEqualTo("health4j-nvml-test");
    assertThat(thread.isDaemon()).isTrue();
    awaitEnd();
  }

  @Test
  void submit_ofSeveral_runsOneAfterAnotherOnOneThread() throws Exception {
    var lane = new ThreadLane("health4j-nvml-test");
    var gate = new CountDownLatch(1);
    var first = new FutureTask<>(() -> gate.await(20, TimeUnit.SECONDS));
    FutureTask<Integer> second = task(2);
    FutureTask<Integer> third = task(3);
    lane.submit(first);
    lane.submit(second);
    lane.submit(third);
    assertThat(second.isDone()).isFalse();
    lane.withdraw(second);
    gate.countDown();
    assertThat(await(third)).isEqualTo(3);
    assertThat(second.isDone()).as("withdrawn").isFalse();
    assertThat(threads).hasSize(1);
    lane.close();
    awaitEnd();
  }

  @Test
  void close_withTasksLeft_doesThemAndTakesNoMore() throws Exception {
    var lane = new ThreadLane("health4j-nvml-test");
    var gate = new CountDownLatch(1);
    lane.submit(new FutureTask<>(() -> gate.await(20, TimeUnit.SECONDS)));
    FutureTask<Integer> left = task(1);
    lane.submit(left);
    lane.close();
    lane.close();
    assertThat(lane.submit(task(2))).isFalse();
    gate.countDown();
    assertThat(await(left)).isEqualTo(1);
    awaitEnd();
  }

  @Test
  void idle_forAWhile_endsTheThreadAndStartsAnotherWhenNeeded() throws Exception {
    var lane = new ThreadLane("health4j-nvml-test", Duration.ofMillis(1));
    FutureTask<Integer> first = task(1);
    lane.submit(first);
    await(first);
    awaitEnd();
    FutureTask<Integer> second = task(2);
    lane.submit(second);
    assertThat(await(second)).isEqualTo(2);
    awaitEnd();
    assertThat(threads).doesNotHaveDuplicates().hasSize(2);
    lane.close();
  }
}

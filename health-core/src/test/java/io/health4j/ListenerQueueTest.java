package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.health4j.check.Target;
import io.health4j.report.TargetHealth;
import io.health4j.time.FakeTicker;
import io.health4j.time.LostTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ListenerQueueTest {

  private final FakeTicker ticker = new FakeTicker();
  private final AtomicLong dropped = new AtomicLong();

  private ListenerQueue queue(HealthListener listener, ListenerQueue.Runner runner) {
    return new ListenerQueue(listener, new Guard(), dropped, runner, ticker);
  }

  private static HealthEvent event(int i) {
    return new HealthEvent.TargetAdded(Instant.EPOCH, Target.of("t" + i));
  }

  private static HealthEvent sampled() {
    var health = TargetHealth.unsampled(Target.of("s"), Instant.EPOCH, 0, Duration.ofSeconds(5));
    return new HealthEvent.Sampled(Instant.EPOCH, health);
  }

  private static String id(HealthEvent event) {
    return ((HealthEvent.TargetAdded) event).target().id();
  }

  @Test
  void add_moreThanItHolds_dropsTheOldestAndCounts() {
    var heard = new ArrayList<String>();
    var queue = queue(event -> heard.add(id(event)), task -> false);
    for (int i = 0; i < ListenerQueue.MOST + 3; i++) {
      queue.add(event(i));
    }
    assertThat(dropped).hasValue(3);
    queue.drain();
    assertThat(heard)
        .hasSize(ListenerQueue.MOST)
        .startsWith("t3")
        .isSortedAccordingTo(
            (a, b) ->
                Integer.compare(
                    Integer.parseInt(a.substring(1)), Integer.parseInt(b.substring(1))));
    assertThat(queue.isIdle()).isTrue();
  }

  @Test
  void add_whenFull_dropsSamplesBeforeWhatHappened() {
    var heard = new ArrayList<HealthEvent>();
    var queue = queue(heard::add, task -> false);
    queue.add(event(0));
    for (int i = 0; i < ListenerQueue.CAPACITY; i++) {
      queue.add(sampled());
    }
    queue.add(event(1));
    queue.drain();
    assertThat(dropped).hasValue(2);
    assertThat(heard).hasSize(ListenerQueue.CAPACITY).startsWith(event(0)).endsWith(event(1));
  }

  @Test
  void close_withEventsWaiting_hearsNothingMore() {
    var heard = new ArrayList<HealthEvent>();
    var queue = queue(heard::add, task -> false);
    queue.add(event(0));
    queue.close();
    queue.add(event(1));
    queue.drain();
    assertThat(heard).isEmpty();
  }

  @Test
  void wake_noMemoryForAThread_triesAgainAtTheNextEvent() {
    var tries = new AtomicInteger();
    var queue =
        queue(
            event -> {},
            task -> {
              if (tries.incrementAndGet() == 1) {
                throw new OutOfMemoryError("made up");
              }
              return true;
            });
    queue.add(event(0));
    assertThatThrownBy(queue::wake).isInstanceOf(OutOfMemoryError.class);
    queue.wake();
    assertThat(tries).hasValue(2);
  }

  @Test
  void wake_whileDelivering_submitsNoSecondDelivery() {
    List<WorkerPool.Task> submitted = new ArrayList<>();
    var queue = queue(event -> {}, submitted::add);
    queue.add(event(0));
    queue.wake();
    queue.add(event(1));
    queue.wake();
    assertThat(submitted).hasSize(1);
    assertThat(queue.isIdle()).isFalse();
    submitted.get(0).refused();
    queue.wake();
    assertThat(submitted).as("after a refusal the next event tries again").hasSize(2);
  }

  @Test
  void run_listenerAddsEvents_hearsThemToo() {
    var heard = new ArrayList<String>();
    var box = new ListenerQueue[1];
    box[0] =
        queue(
            event -> {
              heard.add(id(event));
              if (heard.size() < 3) {
                box[0].add(event(heard.size()));
                box[0].drain();
              }
            },
            task -> false);
    box[0].add(event(0));
    box[0].drain();
    assertThat(heard).containsExactly("t0", "t1", "t2");
  }

  @Test
  void run_listenerHangs_isGivenUpAndGoesOnWhenItReturns() throws Exception {
    var hang = new Hang();
    var heard = new Heard();
    var pool = new WorkerPool(1, 1, new CpuTime(), new Guard());
    var queue =
        queue(
            event -> {
              if (id(event).equals("t0")) {
                hang.hang();
              }
              heard.on(event);
            },
            pool::submit);
    queue.add(event(0));
    queue.wake();
    assertThat(hang.entered.await(30, TimeUnit.SECONDS)).isTrue();
    ticker.advance(CheckSpec.DEFAULT_TIMEOUT);
    pool.expire(ticker.read(), new LostTime());
    assertThat(pool.stuck()).isEqualTo(1);
    queue.add(event(1));
    queue.wake();
    assertThat(heard.count()).isZero();
    hang.release();
    heard.await("both", events -> events.size() == 2);
    pool.close(TimeUnit.SECONDS.toNanos(30));
  }
}

package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.XidLoop.State;
import io.health4j.nvml.api.NvmlReturn;
import io.health4j.time.Ticker;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class XidWatcherTest {

  private static final Map<Long, String> ONE = Map.of(1L, "GPU-0");
  private static final Map<Long, String> TWO = Map.of(1L, "GPU-0", 2L, "GPU-1");
  private static final Ticker TICKER = Ticker.system();

  /** Those of other tests, that may just be ending. */
  private final Set<Thread> before = Thread.getAllStackTraces().keySet();

  private final XidNvml api = new XidNvml().gpu(1).gpu(2);
  private final XidLog log = new XidLog();
  private final CountDownLatch cameBack = new CountDownLatch(1);
  private final XidWatcher watcher = new XidWatcher(api, log, cameBack::countDown, 20_000);

  XidWatcherTest() {
    api.blocking = true;
  }

  @AfterEach
  void end() {
    CountDownLatch hung = api.stuck;
    if (hung != null) {
      hung.countDown();
    }
    watcher.stop();
  }

  private void awaitEvents(int count) throws InterruptedException {
    var arrived = new CountDownLatch(count);
    log.listen(arrived::countDown);
    while (log.last() < count) {
      arrived.await(10, TimeUnit.MILLISECONDS);
    }
  }

  private Thread thread() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals("health4j-nvml-xid"))
        .filter(t -> !before.contains(t))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void watch_anXidComes_isLoggedByADaemonWithAName() throws InterruptedException {
    watcher.watch(ONE, TICKER);
    api.xid(1, 79);
    awaitEvents(1);

    assertThat(log.since(0).get(0).xid()).isEqualTo(79);
    assertThat(watcher.state()).isEqualTo(State.WATCHING);
    assertThat(thread().isDaemon()).isTrue();
  }

  @Test
  void stop_whileWaiting_endsTheThreadAndGivesTheSetBack() throws InterruptedException {
    watcher.watch(ONE, TICKER);
    api.entered.await();
    Thread thread = thread();

    assertThat(watcher.stop()).isTrue();
    assertThat(thread.isAlive()).isFalse();
    assertThat(api.held()).isZero();
    assertThat(watcher.state()).isEqualTo(State.IDLE);
    assertThat(cameBack.getCount()).describedAs("nothing was stuck").isOne();
  }

  @Test
  void stop_aCallIsStuck_isToldAndTheThreadEndsLaterWithoutTouchingTheDriver()
      throws InterruptedException {
    var hung = new CountDownLatch(1);
    api.stuck = hung;
    var impatient = new XidWatcher(api, log, cameBack::countDown, 1);
    impatient.watch(ONE, TICKER);
    api.entered.await();
    Thread thread = thread();

    assertThat(impatient.stop()).isFalse();
    assertThat(impatient.stop()).describedAs("asked again, while it is still stuck").isFalse();
    assertThat(thread.isAlive()).isTrue();
    assertThat(cameBack.getCount()).isOne();

    hung.countDown();
    thread.join();
    assertThat(cameBack.getCount()).describedAs("who waits for it is told").isZero();
    assertThat(impatient.stop()).isTrue();
    assertThat(api.calls).noneMatch(c -> c.startsWith("free"));
  }

  @Test
  void stop_nothingIsWatched_isDone() {
    assertThat(watcher.stop()).isTrue();
  }

  @Test
  void watch_afterStop_beginsAnew() throws InterruptedException {
    watcher.watch(ONE, TICKER);
    watcher.stop();
    watcher.watch(TWO, TICKER);
    api.xid(2, 48);
    awaitEvents(1);

    assertThat(log.since(0).get(0).uuid()).isEqualTo("GPU-1");
    assertThat(api.held()).isOne();
  }

  @Test
  void watch_otherGpusMeanwhile_areWatchedByTheSameThread() throws InterruptedException {
    watcher.watch(ONE, TICKER);
    api.entered.await();
    Thread thread = thread();
    watcher.watch(TWO, TICKER);
    while (!api.calls.contains("register 2 2")) {
      Thread.onSpinWait();
    }
    api.xid(2, 13);
    awaitEvents(1);

    assertThat(log.since(0).get(0).uuid()).isEqualTo("GPU-1");
    assertThat(thread()).isSameAs(thread);
    assertThat(api.held()).isOne();
  }

  @Test
  void watch_noEventsOnThisPlatform_endsTheThreadAndKeepsTheState() throws InterruptedException {
    api.creating = NvmlReturn.NOT_SUPPORTED;
    watcher.watch(ONE, TICKER);
    while (watcher.state() != State.UNSUPPORTED) {
      Thread.onSpinWait();
    }
    joinAll();

    assertThat(watcher.state()).isEqualTo(State.UNSUPPORTED);

    api.creating = NvmlReturn.SUCCESS;
    watcher.watch(ONE, TICKER);
    api.xid(1, 79);
    awaitEvents(1);
    assertThat(watcher.state()).isEqualTo(State.WATCHING);
  }

  private static void joinAll() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("health4j-nvml-xid")) {
        thread.join();
      }
    }
  }

  @Test
  void watch_anInterruptFromOutside_goesOn() throws InterruptedException {
    watcher.watch(ONE, TICKER);
    api.entered.await();
    thread().interrupt();
    api.xid(1, 31);
    awaitEvents(1);

    assertThat(log.last()).isOne();
  }

  @Test
  void watch_aStepThrows_pausesAndEndsWithoutWaitingForThePausesEnd() throws InterruptedException {
    var thrown = new CountDownLatch(1);
    api.timedOut =
        () -> {
          thrown.countDown();
          throw new IllegalStateException("broken");
        };
    watcher.watch(ONE, TICKER);
    thrown.await();
    Thread thread = thread();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    assertThat(watcher.stop()).isTrue(); // the pause is a minute, and stop waits for a third of it
    assertThat(api.held()).isZero();
  }
}

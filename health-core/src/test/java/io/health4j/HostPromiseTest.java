package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.HealthCheck;
import io.health4j.check.Status;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Promise 11: the host never pays. That the hot path allocates nothing is LoopProbe's test. */
final class HostPromiseTest {

  private static final Duration TICK = Duration.ofMillis(10);

  private static Set<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("health4j-"))
        .collect(Collectors.toSet());
  }

  private static Set<Thread> since(Set<Thread> before) {
    Set<Thread> now = ours();
    now.removeAll(before);
    return now;
  }

  @Test
  void threads_whileStarted_areDaemonsWithNames() {
    var before = Thread.getAllStackTraces().keySet();
    var heard = new Heard();
    try (var monitor = started(heard)) {
      heard.sample("a sample", "a", health -> true);
      var added = Thread.getAllStackTraces().keySet();
      added.removeAll(before);
      assertThat(added).isNotEmpty().allMatch(Thread::isDaemon);
      assertThat(added).allMatch(thread -> thread.getName().startsWith("health4j-"));
      assertThat(monitor.statistics().cpuTime()).isPositive();
    }
  }

  @Test
  void close_afterWork_leavesNoThread() throws Exception {
    var before = ours();
    var heard = new Heard();
    try (var monitor = started(heard)) {
      heard.sample("a sample", "a", health -> true);
      Set<Thread> mine = since(before);
      assertThat(mine).isNotEmpty();
      assertThat(monitor.statistics().samples()).isPositive();
      InTime.assertThen(
          monitor, "no thread is left", () -> mine.stream().noneMatch(Thread::isAlive));
    }
  }

  @Test
  void close_onAnInterruptedThread_endsOurThreadsAndKeepsTheFlag() {
    var heard = new Heard();
    var monitor = started(heard);
    heard.sample("a sample", "a", health -> true);
    Thread.currentThread().interrupt();
    monitor.close();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void checks_throwAnythingOrInterruptThemselves_samplesGoOn() {
    var heard = new Heard();
    List<Throwable> thrown =
        List.of(
            new OutOfMemoryError("made up"),
            new StackOverflowError(),
            new ExceptionInInitializerError());
    var calls = new int[1];
    try (var monitor =
        HealthMonitor.builder()
            .listener(heard)
            .listener(
                event -> {
                  throw new AssertionError("a listener's own");
                })
            .watch(
                "a",
                t ->
                    t.interval(TICK)
                        .check(
                            "throws",
                            c -> {
                              throw sneaky(thrown.get(calls[0]++ % thrown.size()));
                            },
                            FaultBed::patient)
                        .check(
                            "interrupts",
                            c -> {
                              Thread.currentThread().interrupt();
                              return CheckResult.healthy();
                            },
                            FaultBed::patient))
            .start()) {
      for (int i = 0; i < 5; i++) {
        heard.sample(
            "sample " + i,
            "a",
            health -> Heard.find(health, "interrupts").status() == Status.HEALTHY);
      }
      heard.sample(
          "the other listener's failure",
          "a",
          health -> monitor.statistics().callbackFailures() > 0);
    }
  }

  @Test
  void host_runsOutOfMemoryForAMoment_theMonitorGoesOn() {
    var heard = new Heard();
    var left = new AtomicInteger();
    InstantSource scarce =
        () -> {
          if (left.get() > 0 && left.decrementAndGet() % 2 == 0) {
            throw new OutOfMemoryError("made up");
          }
          return Instant.EPOCH;
        };
    var builder = HealthMonitor.builder().listener(heard);
    builder.clocks(Ticker.system(), scarce);
    for (String id : List.of("a", "b", "c")) {
      builder.watch(
          id, t -> t.interval(TICK).check("c", Bed.answering(Status.HEALTHY), FaultBed::patient));
    }
    try (var monitor = builder.start()) {
      left.set(200);
      for (String id : List.of("a", "b", "c")) {
        heard.sample("a sample of " + id, id, health -> left.get() <= 0);
      }
      assertThat(monitor.statistics().callbackFailures()).isPositive();
    }
  }

  @Test
  void close_whileChecksRun_noneBeginsAfterwards() throws Exception {
    var before = ours();
    var calls = new AtomicInteger();
    var entered = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    HealthCheck waits =
        context -> {
          calls.incrementAndGet();
          entered.countDown();
          never.await();
          return CheckResult.healthy();
        };
    var monitor =
        HealthMonitor.builder()
            .watch(
                "a",
                t -> t.check("1", waits, FaultBed::patient).check("2", waits, FaultBed::patient))
            .start();
    assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
    InTime.assertThen(monitor, "no thread is left", () -> since(before).isEmpty());
    assertThat(calls.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void close_oneBinderHangs_theOthersAreClosedAllTheSame() throws Exception {
    var hang = new Hang();
    var closed = new CountDownLatch(1);
    var monitor =
        HealthMonitor.builder()
            .metrics(binder(hang::hang))
            .metrics(binder(closed::countDown))
            .watch("a", t -> t.check("c", Bed.answering(Status.HEALTHY)))
            .start();
    Thread.currentThread().interrupt();
    monitor.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    hang.release();
  }

  private static MetricsBinder binder(Runnable close) {
    return new MetricsBinder() {
      @Override
      public void bindTo(HealthSource source) {}

      @Override
      public void close() {
        close.run();
      }
    };
  }

  @Test
  void close_fromAListener_doesNotWaitForItself() throws Exception {
    var closed = new CountDownLatch(1);
    var box = new HealthMonitor[1];
    box[0] =
        HealthMonitor.builder()
            .watch("a", t -> t.interval(TICK).check("c", Bed.answering(Status.HEALTHY)))
            .build();
    box[0].listen(
        event -> {
          if (event instanceof HealthEvent.Sampled) {
            box[0].close();
            closed.countDown();
          }
        });
    box[0].start();
    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void close_withEventsWaiting_deliversThem() throws Exception {
    var heard = new Heard();
    InTime.closed(
        () -> {
          HealthMonitor monitor = started(heard);
          heard.sample("a sample", "a", health -> true);
          monitor.watch("late", t -> t.check("c", Bed.answering(Status.HEALTHY)));
          monitor.unwatch("late");
          return monitor;
        });
    heard.await(
        "the removal",
        events -> events.stream().anyMatch(HealthEvent.TargetRemoved.class::isInstance));
  }

  private static HealthMonitor started(Heard heard) {
    return HealthMonitor.builder()
        .listener(heard)
        .watch("a", t -> t.interval(TICK).check("c", Bed.answering(Status.HEALTHY)))
        .start();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }
}

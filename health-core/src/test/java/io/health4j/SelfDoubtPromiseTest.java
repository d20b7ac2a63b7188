package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckContext;
import io.health4j.check.CheckResult;
import io.health4j.check.Heartbeat;
import io.health4j.check.Status;
import io.health4j.report.TargetHealth;
import io.health4j.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Promise 10: the monitor doubts itself. Its threads run, on a clock that jumps: then the pacemaker
 * finds its own tick late, as after a pause of the process. All limits lie far above what a busy
 * machine needs, and below the pause.
 */
final class SelfDoubtPromiseTest {

  private static final Duration PAUSE = Duration.ofSeconds(30);

  /** Three of them are shorter than the pause. */
  private static final Duration RARE = Duration.ofSeconds(9);

  private final AtomicLong jumped = new AtomicLong();
  private final Ticker ticker = () -> System.nanoTime() + jumped.get();
  private final Heard heard = new Heard();
  private final Heartbeat heartbeat =
      Heartbeat.create(Duration.ofSeconds(20), Duration.ofSeconds(25), ticker);
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch inFlight = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void release() {
    goOn.countDown();
  }

  private HealthMonitor started(Duration timeout) {
    return HealthMonitor.builder()
        .clocks(ticker, InstantSource.system())
        .listener(heard)
        .watch(
            "quick",
            t -> often(t).check("c", Bed.answering(Status.HEALTHY), c -> c.timeout(timeout)))
        .watch("beats", t -> often(t).check("c", heartbeat.health(), c -> c.timeout(timeout)))
        .watch("held", t -> t.interval(RARE).check("c", this::hold, c -> c.timeout(timeout)))
        .start();
  }

  private static TargetSpec often(TargetSpec target) {
    return target.interval(Duration.ofMillis(20));
  }

  /** Healthy at once; the second call is in flight until the test lets it go on. */
  private CheckResult hold(CheckContext context) throws InterruptedException {
    if (calls.incrementAndGet() == 2) {
      inFlight.countDown();
      goOn.await();
    }
    return CheckResult.healthy();
  }

  /** Waits for a sample that began at a tick or later. */
  private TargetHealth sampled(String target, long tick) {
    var found = new AtomicReference<TargetHealth>();
    heard.await(
        "a sample of " + target,
        events -> {
          for (HealthEvent event : events) {
            if (event instanceof HealthEvent.Sampled sampled
                && sampled.health().target().id().equals(target)
                && sampled.health().sampledTick() - tick >= 0) {
              found.set(sampled.health());
            }
          }
          return found.get() != null;
        });
    return found.get();
  }

  /** Every target is healthy, and the held check in flight. */
  private void settle(HealthMonitor monitor) throws InterruptedException {
    heard.await("three states", events -> count(events, HealthEvent.StateChanged.class) == 3);
    monitor.wake("held");
    assertThat(inFlight.await(30, TimeUnit.SECONDS)).isTrue();
  }

  /**
   * The process stands still.
   *
   * @return a tick at which the pacemaker knows of that, and has looked at every call since
   */
  private long pause() {
    heartbeat.beat();
    jumped.addAndGet(PAUSE.toNanos());
    sampled("quick", ticker.read()); // perhaps in a turn that began before
    long next = ticker.read();
    return sampled("quick", next).sampledTick();
  }

  @Test
  void timeout_processWasPaused_theLostTimeDoesNotCount() throws Exception {
    try (var monitor = started(Duration.ofSeconds(20))) {
      settle(monitor);
      long after = pause();
      assertThat(monitor.statistics().checks()).allMatch(check -> check.timeouts() == 0);
      goOn.countDown();
      assertThat(sampled("held", after).sample()).isEqualTo(Status.HEALTHY);
      assertThat(monitor.statistics().checks()).allMatch(check -> check.timeouts() == 0);
    }
  }

  @Test
  void ageOfOthers_processWasPaused_theLostTimeIsTakenOff() throws Exception {
    try (var monitor = started(Duration.ofHours(1))) {
      settle(monitor);
      assertThat(sampled("beats", pause()).sample()).isEqualTo(Status.HEALTHY);
    }
  }

  @Test
  void ageOfItsOwnSamples_processWasPaused_countsTheLostTime() throws Exception {
    try (var monitor = started(Duration.ofHours(1))) {
      settle(monitor);
      assertThat(held(monitor).status()).isEqualTo(Status.HEALTHY);
      long after = pause();
      assertThat(monitor.statistics().lostTime()).isGreaterThan(PAUSE.minusSeconds(1));
      assertThat(held(monitor).status()).isEqualTo(Status.UNKNOWN);
      assertThat(held(monitor).stale()).isTrue();
      goOn.countDown();
      sampled("held", after);
      assertThat(held(monitor).status()).isEqualTo(Status.HEALTHY);
    }
  }

  @Test
  void states_processWasPaused_doNotChange() throws Exception {
    try (var monitor = started(Duration.ofHours(1))) {
      settle(monitor);
      long after = pause();
      goOn.countDown();
      List.of("quick", "beats", "held").forEach(target -> sampled(target, after));
      heard.await("the pause", events -> count(events, HealthEvent.TimeLost.class) > 0);
      heard.await("no more", events -> count(events, HealthEvent.StateChanged.class) == 3);
      FaultBed.awaitTrue(
          "a report of fresh samples", () -> monitor.report().status() == Status.HEALTHY);
    }
  }

  private static TargetHealth held(HealthMonitor monitor) {
    return monitor.report().target("held").orElseThrow();
  }

  private static long count(List<HealthEvent> events, Class<? extends HealthEvent> type) {
    return events.stream().filter(type::isInstance).count();
  }
}

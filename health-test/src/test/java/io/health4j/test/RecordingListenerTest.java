package io.health4j.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.health4j.HealthEvent;
import io.health4j.HealthEvent.TargetAdded;
import io.health4j.HealthEvent.TargetRemoved;
import io.health4j.HealthEvent.TimeLost;
import io.health4j.HealthMonitor;
import io.health4j.check.CheckResult;
import io.health4j.check.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecordingListenerTest {

  private static final HealthEvent ADDED = new TargetAdded(Instant.EPOCH, Target.of("a"));
  private static final HealthEvent REMOVED = new TargetRemoved(Instant.EPOCH, Target.of("a"));

  private final RecordingListener listener = new RecordingListener();

  @Test
  void events_heard_areInOrder() {
    listener.on(ADDED);
    listener.on(REMOVED);
    listener.on(ADDED);
    assertThat(listener.events()).containsExactly(ADDED, REMOVED, ADDED);
    assertThat(listener.events(TargetRemoved.class)).containsExactly((TargetRemoved) REMOVED);
    assertThat(listener.events(TimeLost.class)).isEmpty();
  }

  @Test
  void events_returned_areACopy() {
    var before = listener.events();
    listener.on(ADDED);
    assertThat(before).isEmpty();
  }

  @Test
  void on_full_dropsTheOldestAndCounts() {
    var small = new RecordingListener(2);
    small.on(ADDED);
    small.on(REMOVED);
    assertThat(small.dropped()).isZero();
    small.on(REMOVED);
    assertThat(small.events()).containsExactly(REMOVED, REMOVED);
    assertThat(small.dropped()).isEqualTo(1);
  }

  @Test
  void constructor_capacityOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordingListener(0))
        .withMessage("capacity must be from 1 to 1000000, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordingListener(1_000_001))
        .withMessageContaining("was 1000001");
  }

  @Test
  void await_alreadyHeard_answersAtOnce() throws InterruptedException {
    listener.on(ADDED);
    assertThat(listener.await(TargetAdded.class, 1, Duration.ZERO)).hasSize(1);
  }

  @Test
  void await_neverHeard_failsAndTellsWhatWas() {
    listener.on(ADDED);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> listener.await(TargetRemoved.class, 2, Duration.ofMillis(1)))
        .withMessage(
            "expected 2 TargetRemoved within PT0.001S, heard 0 of them among 1 events:"
                + " [TargetAdded]");
  }

  @Test
  void await_heardLater_wakes() throws Exception {
    var waiting = new CountDownLatch(1);
    var task =
        new FutureTask<>(
            () -> {
              waiting.countDown();
              return listener.await(TargetRemoved.class, 2, Duration.ofMinutes(1));
            });
    new Thread(task).start();
    waiting.await();
    listener.on(REMOVED);
    listener.on(ADDED);
    listener.on(REMOVED);
    assertThat(task.get(1, TimeUnit.MINUTES)).hasSize(2);
  }

  @Test
  void await_interrupted_throws() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> listener.await(TargetAdded.class, 1, Duration.ofMinutes(1)));
  }

  @Test
  void await_startedMonitor_hearsItsSamples() throws InterruptedException {
    var builder = HealthMonitor.builder().listener(listener);
    builder.watch(
        "a", t -> t.interval(Duration.ofMillis(1)).check("c", context -> CheckResult.healthy()));
    try (var monitor = builder.start()) {
      var samples = listener.await(HealthEvent.Sampled.class, 3, Duration.ofMinutes(1));
      assertThat(samples.get(0).health().target()).isEqualTo(Target.of("a"));
      assertThat(monitor.statistics().samples()).isGreaterThanOrEqualTo(3);
    }
  }
}

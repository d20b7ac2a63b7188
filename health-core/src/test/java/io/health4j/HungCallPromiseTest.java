package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.score.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Promise 1: one hung call delays nobody. On real threads, since that is what it is about. */
final class HungCallPromiseTest {

  private static final Duration TICK = Duration.ofMillis(20);

  private final Heard heard = new Heard();
  private final List<Hang> hangs = new ArrayList<>();

  @AfterEach
  void release() {
    hangs.forEach(Hang::release);
  }

  private Hang hang() {
    var hang = new Hang();
    hangs.add(hang);
    return hang;
  }

  private static Consumer<TargetSpec> hung(Hang hang) {
    return t ->
        t.interval(TICK)
            .check("hung", hang, c -> c.breaker(100, Duration.ofHours(1)).timeout(TICK))
            .check("good", Bed.answering(Status.HEALTHY), FaultBed::patient);
  }

  private static TargetSpec good(TargetSpec target) {
    return target.interval(TICK).check("good", Bed.answering(Status.HEALTHY), FaultBed::patient);
  }

  private MonitorBuilder monitor() {
    return HealthMonitor.builder().listener(heard);
  }

  @Test
  void check_hangs_isUnknownAtItsTimeoutAndDelaysNobody() {
    try (var monitor =
        monitor().watch("a", hung(hang())).watch("b", HungCallPromiseTest::good).start()) {
      var outcome =
          heard.outcomeEver("a", "hung", o -> o.result().message().startsWith("timed out"));
      assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
      assertThat(outcome.durationNanos()).isGreaterThanOrEqualTo(TICK.toNanos());
      heard.outcome("a", "good", o -> o.status() == Status.HEALTHY);
      heard.sample("b after the hang", "b", health -> health.status() == Status.HEALTHY);
      assertThat(monitor.statistics().checks().get(0).timeouts()).isEqualTo(1);
    }
  }

  @Test
  void check_stillHangs_isNotCalledAgainAndGivenBackWhenItReturns() {
    var hang = hang();
    try (var monitor = monitor().watch("a", hung(hang)).start()) {
      heard.outcome("a", "hung", o -> o.result().message().startsWith("still running after"));
      assertThat(hang.calls).hasValue(1);
      assertThat(monitor.statistics().stuckThreads()).isEqualTo(1);
      hang.release();
      heard.outcome("a", "hung", o -> o.status() == Status.HEALTHY);
      heard.sample("another", "a", health -> monitor.statistics().stuckThreads() == 0);
      assertThat(hang.calls.get()).isGreaterThan(1);
    }
  }

  @Test
  void check_hangsBeforeQuickOnes_theyAreCalledLongBeforeItsTimeout() throws Exception {
    var called = new CountDownLatch(2);
    try (var monitor =
        monitor()
            .watch(
                "a",
                t ->
                    t.check("hung", hang(), c -> c.timeout(Duration.ofHours(1)))
                        .check(
                            "q1",
                            c -> {
                              called.countDown();
                              return CheckResult.healthy();
                            })
                        .check(
                            "q2",
                            c -> {
                              called.countDown();
                              return CheckResult.healthy();
                            }))
            .start()) {
      assertThat(called.await(Heard.PATIENCE_NANOS, TimeUnit.NANOSECONDS)).isTrue();
      assertThat(monitor.statistics().stuckThreads()).isZero();
    }
  }

  @Test
  void checks_moreHangThanThreads_othersAreRefusedWithTheReasonUntilOneReturns() {
    var builder = monitor().threads(2, 1);
    Set<String> scoring = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 3; i++) {
      Hang hang = hang();
      builder.watch(
          "hung" + i,
          t -> {
            hung(hang).accept(t);
            t.scorer(
                outcomes -> {
                  scoring.add(Thread.currentThread().getName());
                  return Score.of(1, outcomes);
                });
          });
    }
    try (var monitor = builder.start()) {
      // No thread is left to tell a listener, so this reads what is published.
      var refused = "not called: no thread is free, 3 are stuck in calls that hang";
      await(
          () ->
              monitor.report().targets().stream()
                  .anyMatch(health -> Heard.says(health, "good", refused)));
      assertThat(monitor.statistics().stuckThreadLimit()).isEqualTo(1);
      assertThat(scoring).as("foreign code on the pacemaker").doesNotContain("health4j-pacemaker");
      hangs.forEach(Hang::release);
      heard.outcome("hung0", "hung", o -> o.status() == Status.HEALTHY);
    }
  }

  @Test
  void scorer_hangs_theOthersGoOnAndItsTargetDoesWhenItReturns() throws Exception {
    var hang = hang();
    try (var monitor =
        monitor()
            .watch(
                "a",
                t ->
                    good(t)
                        .scorer(
                            outcomes -> {
                              hang.hang();
                              return Score.of(1, outcomes);
                            }))
            .watch("b", HungCallPromiseTest::good)
            .start()) {
      assertThat(hang.entered.await(30, TimeUnit.SECONDS)).isTrue();
      heard.sample("b meanwhile", "b", health -> health.status() == Status.HEALTHY);
      hang.release();
      heard.sample("a again", "a", health -> health.status() == Status.HEALTHY);
      assertThat(monitor.statistics().checks().get(0).timeouts()).isZero();
    }
  }

  @Test
  void schedule_hangs_theOthersGoOnEvenWithOneThread() throws Exception {
    var hang = hang();
    var calls = new AtomicInteger();
    try (var monitor =
        monitor()
            .threads(1, 1)
            .watch(
                "a",
                t ->
                    t.check("good", Bed.answering(Status.HEALTHY), FaultBed::patient)
                        .schedule(
                            activity -> {
                              if (calls.incrementAndGet() > 2) { // two when it is described
                                hang.hang();
                              }
                              return TICK;
                            }))
            .watch("b", HungCallPromiseTest::good)
            .start()) {
      assertThat(hang.entered.await(30, TimeUnit.SECONDS)).isTrue();
      FaultBed.awaitTrue("giving the hang up", () -> monitor.statistics().callbackFailures() == 1);
      heard.sample("b afterwards", "b", health -> true);
      assertThat(monitor.statistics().stuckThreads()).isEqualTo(1);
    }
  }

  @Test
  void check_interruptsItsThread_theNextCheckDoesNotFeelIt() {
    try (var monitor =
        monitor()
            .watch(
                "a",
                t ->
                    t.interval(TICK)
                        .check(
                            "rude",
                            c -> {
                              Thread.currentThread().interrupt();
                              return CheckResult.healthy();
                            },
                            FaultBed::patient)
                        .check(
                            "waits",
                            c -> {
                              new CountDownLatch(1).await(1, TimeUnit.NANOSECONDS);
                              return CheckResult.healthy();
                            },
                            FaultBed::patient))
            .start()) {
      heard.sample("both healthy", "a", health -> health.sample() == Status.HEALTHY);
      assertThat(monitor.statistics().checks().get(1).failures()).isZero();
    }
  }

  @Test
  void listener_hangs_othersHearOnAndSamplesGoOn() throws Exception {
    var hang = hang();
    try (var monitor =
        monitor().listener(event -> hang.hang()).watch("a", HungCallPromiseTest::good).start()) {
      assertThat(hang.entered.await(30, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 3; i++) {
        heard.sample("sample " + i, "a", health -> true);
      }
      await(() -> monitor.report().target("a").orElseThrow().status() == Status.HEALTHY);
    }
  }

  @Test
  void close_whileACallHangs_returnsWithinItsDeadline() throws Exception {
    var hang = hang();
    var monitor = monitor().watch("a", hung(hang)).start();
    assertThat(hang.entered.await(30, TimeUnit.SECONDS)).isTrue();
    var closer = new Thread(monitor::close);
    closer.start();
    closer.join(HealthMonitor.CLOSE_DEADLINE.multipliedBy(30).toMillis());
    assertThat(closer.isAlive()).isFalse();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Heard.PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(end - System.nanoTime()).as("time left").isPositive();
      Thread.onSpinWait();
    }
  }
}

package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.health4j.check.Attributes;
import io.health4j.check.CheckResult;
import io.health4j.check.Metric;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.report.History;
import io.health4j.report.Sample;
import io.health4j.time.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HealthMonitorTest {

  private static final Metric LOAD = Metric.gauge("test.load", "1", "A load.");

  @Test
  void poll_targetNotDue_samplesNothing() {
    try (var bed = Bed.simple()) {
      assertThat(bed.monitor.poll()).isEqualTo(1);
      bed.ticker.advance(Bed.INTERVAL.minusNanos(1));
      assertThat(bed.monitor.poll()).isZero();
      bed.ticker.advance(Duration.ofNanos(1));
      assertThat(bed.monitor.poll()).isEqualTo(1);
      assertThat(bed.calls).isEqualTo(2);
    }
  }

  @Test
  void report_neverSampled_isUnknown() {
    try (var bed = Bed.simple()) {
      assertThat(bed.health().status()).isEqualTo(Status.UNKNOWN);
      assertThat(bed.health().score().value()).isEmpty();
      assertThat(bed.monitor.report().status()).isEqualTo(Status.UNKNOWN);
    }
  }

  @Test
  void report_afterSample_holdsResultScoreAndTimes() {
    try (var bed = Bed.simple()) {
      bed.answer = CheckResult.healthy("fine", Reading.of(LOAD, 0.5));
      bed.monitor.poll();
      var health = bed.health();
      assertThat(health.status()).isEqualTo(Status.HEALTHY);
      assertThat(health.score().value()).hasValue(1);
      assertThat(health.sampledAt()).isEqualTo(Bed.WALL);
      assertThat(health.interval()).isEqualTo(Bed.INTERVAL);
      assertThat(health.outcomes())
          .singleElement()
          .satisfies(outcome -> assertThat(outcome.result()).isEqualTo(bed.answer));
    }
  }

  @Test
  void poll_threeBadSamples_settleOnceAndTellWhy() {
    try (var bed = Bed.simple()) {
      bed.sample(Status.HEALTHY, 1);
      bed.sample(Status.CRITICAL, 2);
      assertThat(bed.health().status()).isEqualTo(Status.HEALTHY);
      assertThat(bed.health().sample()).isEqualTo(Status.CRITICAL);
      bed.sample(Status.CRITICAL, 2);
      assertThat(bed.health().status()).isEqualTo(Status.CRITICAL);
      assertThat(bed.events(HealthEvent.StateChanged.class)).hasSize(2);
      var last = bed.events(HealthEvent.StateChanged.class).get(1).transition();
      assertThat(last.from()).isEqualTo(Status.HEALTHY);
      assertThat(last.to()).isEqualTo(Status.CRITICAL);
      assertThat(last.at()).isEqualTo(Bed.WALL.plus(Bed.INTERVAL.multipliedBy(3)));
      assertThat(last.unhealthy()).extracting("check").containsExactly("c");
    }
  }

  @Test
  void poll_stateUnchanged_keepsSince() {
    try (var bed = Bed.simple()) {
      bed.sample(Status.HEALTHY, 3);
      assertThat(bed.health().since()).isEqualTo(Bed.WALL);
    }
  }

  @Test
  void check_throwsError_isUnknownWithCauseAndLeavesOthersAlone() {
    try (var bed =
        new Bed(
            t ->
                t.check(
                        "bad",
                        c -> {
                          throw new StackOverflowError("deep");
                        })
                    .check("good", Bed.answering(Status.HEALTHY)))) {
      bed.monitor.poll();
      var outcomes = bed.health().outcomes();
      assertThat(outcomes.get(0).status()).isEqualTo(Status.UNKNOWN);
      assertThat(outcomes.get(0).result().message()).isEqualTo("failed: StackOverflowError: deep");
      assertThat(outcomes.get(0).result().cause()).isInstanceOf(StackOverflowError.class);
      assertThat(outcomes.get(1).status()).isEqualTo(Status.HEALTHY);
    }
  }

  @Test
  void check_answersNull_isUnknown() {
    try (var bed = new Bed(t -> t.check("null", c -> null))) {
      bed.monitor.poll();
      assertThat(bed.health().outcomes().get(0).result().message()).contains("answered null");
    }
  }

  @Test
  void check_secondCall_getsItsOwnLastKnownAnswer() {
    var seen = new ArrayList<CheckResult>();
    try (var bed =
        new Bed(
            t ->
                t.interval(Bed.INTERVAL)
                    .check(
                        "c",
                        context -> {
                          seen.add(context.previous());
                          return seen.size() == 2
                              ? CheckResult.unknown("?")
                              : CheckResult.healthy("n" + seen.size());
                        }))) {
      bed.sample(3);
      assertThat(seen.get(0)).isNull();
      assertThat(seen.get(1).message()).isEqualTo("n1");
      assertThat(seen.get(2).message()).isEqualTo("n1");
    }
  }

  @Test
  void breaker_threeFailures_leavesTheCheckAloneThenTriesOnce() {
    var calls = new int[1];
    try (var bed =
        new Bed(
            t ->
                t.interval(Bed.INTERVAL)
                    .check(
                        "c",
                        context -> {
                          calls[0]++;
                          throw new IllegalStateException("broken");
                        }))) {
      bed.sample(10);
      assertThat(calls[0]).isEqualTo(3);
      assertThat(bed.health().outcomes().get(0).result().message())
          .isEqualTo(
              "not called: failed 3 times in a row, last: failed: IllegalStateException: broken");
      assertThat(bed.monitor.statistics().checks().get(0).breaker()).isEqualTo(BreakerState.OPEN);
      bed.ticker.advance(CheckSpec.DEFAULT_OPEN);
      bed.sample(3);
      assertThat(calls[0]).as("one trial").isEqualTo(4);
      assertThat(bed.events(HealthEvent.BreakerChanged.class))
          .extracting(HealthEvent.BreakerChanged::state)
          .contains(BreakerState.OPEN);
    }
  }

  @Test
  void breaker_trialSucceeds_closes() {
    try (var bed = Bed.simple()) {
      bed.answer = null;
      bed.sample(4);
      bed.ticker.advance(CheckSpec.DEFAULT_OPEN);
      bed.sample(Status.HEALTHY, 2);
      assertThat(bed.calls).isEqualTo(5);
      assertThat(bed.monitor.statistics().checks().get(0).breaker()).isEqualTo(BreakerState.CLOSED);
    }
  }

  @Test
  void breaker_twoFailuresThenSuccess_startsCountingAnew() {
    try (var bed = Bed.simple()) {
      for (int i = 0; i < 3; i++) {
        bed.answer = null;
        bed.sample(2);
        bed.sample(Status.HEALTHY, 1);
      }
      assertThat(bed.calls).isEqualTo(9);
    }
  }

  @Test
  void breaker_opensAndTries_tellsEachState() {
    try (var bed = Bed.simple()) {
      bed.answer = null;
      bed.sample(3);
      bed.ticker.advance(CheckSpec.DEFAULT_OPEN);
      bed.sample(Status.HEALTHY, 1);
      assertThat(bed.events(HealthEvent.BreakerChanged.class))
          .extracting(HealthEvent.BreakerChanged::state)
          .containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
    }
  }

  @Test
  void check_answersAResultWithoutStatus_isItsOwnFailure() {
    try (var bed =
        new Bed(
            t ->
                t.check("bad", c -> CheckResult.of(null, ""))
                    .check("good", Bed.answering(Status.HEALTHY)))) {
      bed.monitor.poll();
      assertThat(bed.health().outcomes().get(0).result().message())
          .isEqualTo("failed: NullPointerException: status");
      assertThat(bed.health().outcomes().get(1).status()).isEqualTo(Status.HEALTHY);
    }
  }

  @Test
  void check_throwsWhatCannotEvenBeDescribed_isCalledAgain() {
    var calls = new int[1];
    var nasty =
        new RuntimeException() {
          @Override
          public String getMessage() {
            throw new StackOverflowError();
          }
        };
    try (var bed =
        new Bed(
            t ->
                t.interval(Bed.INTERVAL)
                    .check(
                        "c",
                        context -> {
                          calls[0]++;
                          throw nasty;
                        }))) {
      bed.sample(3);
      assertThat(calls[0]).isEqualTo(3);
      assertThat(bed.health().sample()).isEqualTo(Status.UNKNOWN);
    }
  }

  @Test
  void specs_changedAfterwards_areRefused() {
    var kept = new TargetSpec[1];
    var keptCheck = new CheckSpec[1];
    HealthMonitor.builder()
        .watch(
            "x",
            t -> {
              kept[0] = t;
              t.check("c", Bed.answering(Status.HEALTHY), c -> keptCheck[0] = c);
            });
    assertThatThrownBy(() -> kept[0].label("a", "b")).hasMessage("target 'x' is described already");
    assertThatThrownBy(() -> keptCheck[0].weight(3)).hasMessage("check 'c' is described already");
  }

  @Test
  void builder_secondMonitor_isRefused() {
    var builder = HealthMonitor.builder();
    builder.build().close();
    assertThatThrownBy(builder::build).hasMessage("build is given twice");
  }

  @Test
  void listen_null_isRefused() {
    try (var bed = Bed.simple()) {
      assertThatThrownBy(() -> bed.monitor.listen(null)).hasMessage("listener");
    }
  }

  @Test
  void unwatch_whileSampled_theRemovalIsTheLastEvent() {
    var box = new Bed[1];
    box[0] =
        new Bed(
            t ->
                t.check(
                    "c",
                    context -> {
                      box[0].monitor.unwatch("t");
                      return CheckResult.healthy();
                    }));
    try (var bed = box[0]) {
      bed.monitor.poll();
      assertThat(bed.events).last().isInstanceOf(HealthEvent.TargetRemoved.class);
      assertThat(bed.monitor.history().bytes()).isZero();
      assertThat(bed.monitor.poll()).isZero();
    }
  }

  @Test
  void close_listenerHangsBeforeStart_returnsWithinItsDeadline() throws Exception {
    var hang = new Hang();
    var bed = Bed.simple();
    bed.monitor.listen(event -> hang.hang());
    bed.monitor.watch("late", t -> t.check("c", Bed.answering(Status.HEALTHY)));
    var closer = new Thread(bed::close);
    closer.start();
    closer.join(TimeUnit.SECONDS.toMillis(30));
    assertThat(closer.isAlive()).isFalse();
    hang.release();
  }

  @Test
  void scorer_throws_leavesNoScoreAndTheSampleStands() {
    try (var bed =
        new Bed(
            t ->
                t.check("c", Bed.answering(Status.WARNING))
                    .scorer(
                        outcomes -> {
                          throw new IllegalStateException("mine");
                        }))) {
      bed.monitor.poll();
      assertThat(bed.health().score().value()).isEmpty();
      assertThat(bed.health().score().reason()).isEqualTo("the scorer failed");
      assertThat(bed.health().sample()).isEqualTo(Status.WARNING);
    }
  }

  @Test
  void schedule_throws_fallsBackToTheLongest() {
    try (var bed =
        new Bed(
            t ->
                t.check("c", Bed.answering(Status.HEALTHY))
                    .schedule(
                        activity -> {
                          throw new IllegalStateException("mine");
                        }))) {
      bed.monitor.poll();
      assertThat(bed.health().interval()).isEqualTo(Duration.ofHours(24));
    }
  }

  @Test
  void schedule_adaptive_backsOffWhenCalmAndIsQuickWhenBusy() {
    var adaptive = Schedule.adaptive(Duration.ofSeconds(5), Duration.ofSeconds(60));
    try (var bed = new Bed(t -> t.schedule(adaptive).check("c", Bed.answering(Status.HEALTHY)))) {
      var intervals = new ArrayList<Long>();
      for (int i = 0; i < 6; i++) {
        bed.monitor.poll();
        intervals.add(bed.health().interval().toSeconds());
        bed.ticker.advance(bed.health().interval());
      }
      assertThat(intervals).containsExactly(5L, 5L, 10L, 20L, 40L, 60L);
      bed.monitor.poll();
      bed.ticker.advance(Duration.ofSeconds(6));
      try (var job = bed.monitor.busy("train-7")) {
        assertThat(bed.monitor.poll()).as("a job makes it due").isEqualTo(1);
        assertThat(bed.health().interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(job).hasToString("Job{train-7}");
      }
      bed.ticker.advance(Duration.ofSeconds(5));
      bed.monitor.poll();
      assertThat(bed.health().interval()).isEqualTo(Duration.ofSeconds(5));
    }
  }

  @Test
  void busy_closedTwice_endsOnce() {
    var adaptive = Schedule.adaptive(Duration.ofSeconds(5), Duration.ofSeconds(60));
    try (var bed = new Bed(t -> t.schedule(adaptive).check("c", Bed.answering(Status.HEALTHY)))) {
      var first = bed.monitor.busy("a");
      try (var second = bed.monitor.busy("b")) {
        first.close();
        first.close();
        for (int i = 0; i < 5; i++) {
          bed.monitor.poll();
          bed.ticker.advance(bed.health().interval());
        }
        assertThat(bed.health().interval()).as("b still runs").isEqualTo(Duration.ofSeconds(5));
        assertThat(second).isNotNull();
      }
    }
  }

  @Test
  void wake_beforeDue_samplesAtTheNextPoll() {
    try (var bed = Bed.simple()) {
      bed.monitor.poll();
      assertThat(bed.monitor.wake("t")).isTrue();
      assertThat(bed.monitor.wake("nobody")).isFalse();
      assertThat(bed.monitor.poll()).isEqualTo(1);
    }
  }

  @Test
  void history_afterSamples_holdsScoreAndReadings() {
    try (var bed = Bed.simple()) {
      bed.answer = CheckResult.healthy("", Reading.of(LOAD, 0.25));
      long start = bed.ticker.read();
      bed.sample(3);
      var history = bed.monitor.history();
      assertThat(history.query("t", "test.load", Attributes.none(), start))
          .extracting(Sample::value)
          .containsExactly(0.25, 0.25, 0.25);
      assertThat(history.query("t", History.SCORE, Attributes.none(), start)).hasSize(3);
    }
  }

  @Test
  void unwatch_aTarget_forgetsEverythingOfIt() {
    try (var bed = Bed.simple()) {
      bed.sample(2);
      assertThat(bed.monitor.unwatch("t")).isTrue();
      assertThat(bed.monitor.unwatch("t")).isFalse();
      assertThat(bed.monitor.poll()).isZero();
      assertThat(bed.monitor.report().targets()).isEmpty();
      assertThat(bed.monitor.history().bytes()).isZero();
      assertThat(bed.events(HealthEvent.TargetAdded.class)).hasSize(1);
      bed.monitor.watch("t", t -> t.check("c", Bed.answering(Status.HEALTHY)));
      assertThat(bed.monitor.poll()).as("the name is free again").isEqualTo(1);
      assertThat(bed.events(HealthEvent.TargetRemoved.class)).hasSize(1);
    }
  }

  @Test
  void watch_badDescriptions_areRefusedByName() {
    try (var bed = Bed.simple()) {
      assertThatThrownBy(
              () -> bed.monitor.watch("t", t -> t.check("c", Bed.answering(Status.HEALTHY))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("target 't' is watched already");
      assertThatThrownBy(() -> bed.monitor.watch("u", t -> {}))
          .hasMessage("target 'u' must have a check, had none");
      assertThatThrownBy(() -> bed.monitor.watch(" ", t -> {}))
          .hasMessage("a target's id must not be blank, was ' '");
      assertThat(bed.monitor.report().targets()).as("nothing half-applied").hasSize(1);
    }
  }

  @Test
  void specs_badSettings_areRefusedByNameBoundAndValue() {
    assertRefused(t -> t.interval(Duration.ZERO), "interval must be from 1ms to 24h, was 0ns");
    assertRefused(
        t -> t.interval(Bed.INTERVAL).schedule(Schedule.adaptive()),
        "interval of target 'x' is given twice");
    assertRefused(t -> t.label("a", "1").label("a", "2"), "label 'a' of target 'x' is given twice");
    assertRefused(
        t -> t.check("c", Bed.answering(Status.HEALTHY)).check("c", Bed.answering(Status.HEALTHY)),
        "check 'c' of target 'x' is given twice");
    assertRefused(
        t -> t.check(" ", Bed.answering(Status.HEALTHY)),
        "a check's name must not be blank, was ' '");
    assertCheckRefused(c -> c.weight(-1), "weight must be from 0 to 1000000, was -1.0");
    assertCheckRefused(c -> c.weight(Double.NaN), "weight must be from 0 to 1000000, was NaN");
    assertCheckRefused(c -> c.weight(1).weight(2), "weight of check 'c' is given twice");
    assertCheckRefused(
        c -> c.timeout(Duration.ofHours(2)), "timeout must be from 1ms to 1h, was 2h");
    assertCheckRefused(
        c -> c.breaker(0, Duration.ofMinutes(1)), "breaker failures must be from 1 to 100, was 0");
    assertCheckRefused(
        c -> c.breaker(1, Duration.ZERO), "breaker open time must be from 1ms to 24h, was 0ns");
  }

  private static void assertCheckRefused(
      java.util.function.Consumer<CheckSpec> bad, String message) {
    assertRefused(t -> t.check("c", Bed.answering(Status.HEALTHY), bad), message);
  }

  private static void assertRefused(java.util.function.Consumer<TargetSpec> bad, String message) {
    assertThatThrownBy(() -> HealthMonitor.builder().watch("x", bad)).hasMessage(message);
  }

  @Test
  void builder_badSettings_areRefused() {
    var builder = HealthMonitor.builder().history(0);
    assertThatThrownBy(() -> builder.history(1)).hasMessage("history is given twice");
    assertThatThrownBy(() -> HealthMonitor.builder().history(-1))
        .hasMessage("history must have at least 0 bytes, was -1");
    assertThatThrownBy(() -> HealthMonitor.builder().threads(0, 0))
        .hasMessage("parallel calls must be from 1 to 1000, was 0");
    assertThatThrownBy(() -> HealthMonitor.builder().threads(1, -1))
        .hasMessage("stuck threads must be from 0 to 1000, was -1");
  }

  @Test
  void lifecycle_wrongOrder_isRefused() {
    var monitor = HealthMonitor.builder().build().start();
    assertThatThrownBy(monitor::start).hasMessage("the monitor is started already");
    assertThatThrownBy(monitor::poll).hasMessage("poll() is for a monitor that is not started");
    monitor.close();
    monitor.close();
    assertThatThrownBy(monitor::poll).hasMessage("the monitor is closed");
    assertThatThrownBy(monitor::start).hasMessage("the monitor is closed");
  }

  @Test
  void metrics_binderFails_harmsNobody() throws Exception {
    var log = new ArrayList<String>();
    var closed = new CountDownLatch(1);
    MetricsBinder good =
        new MetricsBinder() {
          @Override
          public void bindTo(HealthSource source) {
            log.add("bound to " + source.report().targets().size());
          }

          @Override
          public void close() {
            log.add("closed");
            closed.countDown();
          }
        };
    MetricsBinder bad =
        new MetricsBinder() {
          @Override
          public void bindTo(HealthSource source) {
            throw new IllegalStateException("no");
          }

          @Override
          public void close() {
            throw new IllegalStateException("no");
          }
        };
    try (var bed =
        new Bed(
            t -> t.check("c", Bed.answering(Status.HEALTHY)), b -> b.metrics(bad).metrics(good))) {
      assertThat(bed.monitor.poll()).isEqualTo(1);
      InTime.assertThen(bed, "the other is closed", () -> closed.getCount() == 0);
    }
    assertThat(log).containsExactly("bound to 1", "closed");
  }

  @Test
  void statistics_afterCalls_countThem() {
    try (var bed =
        new Bed(
            t ->
                t.interval(Bed.INTERVAL)
                    .check(
                        "c",
                        context -> {
                          bedTicker(context).advance(Duration.ofMillis(10));
                          return CheckResult.healthy();
                        }))) {
      bed.sample(3);
      var statistics = bed.monitor.statistics();
      assertThat(statistics.samples()).isEqualTo(3);
      var check = statistics.checks().get(0);
      assertThat(check.calls()).isEqualTo(3);
      assertThat(check.total()).isEqualTo(Duration.ofMillis(30));
      assertThat(check.longest()).isEqualTo(Duration.ofMillis(10));
      assertThat(check.failures() + check.timeouts()).isZero();
      assertThat(bed.health().outcomes().get(0).durationNanos()).isEqualTo(10_000_000);
    }
  }

  private static io.health4j.time.FakeTicker bedTicker(io.health4j.check.CheckContext context) {
    return (io.health4j.time.FakeTicker) context.ticker();
  }

  @Test
  void listener_leavesOrThrows_othersHearAll() {
    var heard = new ArrayList<HealthEvent>();
    try (var bed = Bed.simple()) {
      bed.monitor.listen(
          event -> {
            throw new IllegalStateException("no");
          });
      var subscription = bed.monitor.listen(heard::add);
      bed.sample(2);
      subscription.close();
      bed.sample(2);
      assertThat(heard.stream().filter(HealthEvent.Sampled.class::isInstance)).hasSize(2);
      assertThat(bed.events(HealthEvent.Sampled.class)).hasSize(4);
      assertThat(bed.monitor.statistics().callbackFailures()).isPositive();
    }
  }

  @Test
  void score_byWeight_isExplained() {
    try (var bed =
        new Bed(
            t ->
                t.check("a", Bed.answering(Status.HEALTHY), c -> c.weight(30))
                    .check("b", Bed.answering(Status.WARNING), c -> c.weight(10))
                    .check("c", Bed.answering(Status.UNKNOWN), c -> c.weight(20)))) {
      bed.monitor.poll();
      var score = bed.health().score();
      assertThat(score.value().getAsDouble()).isCloseTo(35.0 / 40, within(1e-12));
      assertThat(score.known()).isCloseTo(40.0 / 60, within(1e-12));
      assertThat(score.contributions())
          .extracting("earned")
          .isEqualTo(List.of(0.75, 5.0 / 40, 0.0));
    }
  }
}

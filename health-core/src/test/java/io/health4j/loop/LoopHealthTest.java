package io.health4j.loop;

import static io.health4j.check.Status.CRITICAL;
import static io.health4j.check.Status.HEALTHY;
import static io.health4j.check.Status.UNKNOWN;
import static io.health4j.check.Status.WARNING;
import static io.health4j.loop.Watched.finding;
import static io.health4j.loop.Watched.status;
import static io.health4j.loop.Watched.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckContext;
import io.health4j.check.Metric;
import io.health4j.check.Target;
import io.health4j.check.Threshold;
import io.health4j.time.FakeTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the check makes of silence and of successes. */
class LoopHealthTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void check_beforeTheFirstIteration_isUnknown() {
    var watched = Watched.probe();
    watched.probe.begin();
    var result = watched.check();
    assertThat(result.status()).isEqualTo(UNKNOWN);
    assertThat(result.message()).isEqualTo("no iteration yet");
    assertThat(result.readings()).hasSize(1);
    assertThat(value(result, "loop.iterations")).hasValue(0.0);
  }

  @Test
  void check_neverAnIteration_showsTheStall() {
    var watched = Watched.probe().advance(Duration.ofSeconds(31));
    assertThat(watched.check().status()).isEqualTo(WARNING);
    watched.advance(Duration.ofSeconds(30));
    assertThat(watched.check().status()).isEqualTo(CRITICAL);
    assertThat(watched.succeed(1).check().status()).isEqualTo(HEALTHY);
  }

  @Test
  void check_silence_warnsThenIsCriticalThenRecovers() {
    var watched = Watched.probe().succeed(1).advance(Duration.ofSeconds(30));
    assertThat(watched.check().status()).isEqualTo(HEALTHY);
    watched.advance(SECOND);
    var finding = finding(watched.check(), "loop-stalled").orElseThrow();
    assertThat(finding.status()).isEqualTo(WARNING);
    assertThat(finding.value()).hasValue(31);
    assertThat(finding.limit()).hasValue(30);
    assertThat(finding.limitSource()).isEqualTo("default");
    assertThat(finding.remedy()).isNotBlank();
    watched.advance(Duration.ofSeconds(30));
    assertThat(status(watched.check(), "loop-stalled")).isEqualTo(CRITICAL);
    assertThat(watched.succeed(1).check().status()).isEqualTo(HEALTHY);
  }

  @Test
  void check_anIterationThatDoesNotEnd_isAStall() {
    var watched = Watched.probe().succeed(1);
    watched.probe.begin();
    watched.advance(Duration.ofSeconds(61));
    assertThat(watched.check().status()).isEqualTo(CRITICAL);
  }

  @Test
  void check_silenceWhileThisProcessStood_isNotHeldAgainstTheLoop() {
    var watched = Watched.probe().succeed(1);
    long due = watched.ticker.read() + SECOND.toNanos();
    watched.advance(Duration.ofSeconds(61));
    watched.lostTime.observe(due, watched.ticker.read());
    assertThat(watched.check().status()).isEqualTo(HEALTHY);
    watched.advance(Duration.ofSeconds(30));
    assertThat(finding(watched.check(), "loop-stalled").orElseThrow().value()).hasValue(31);
  }

  @Test
  void check_byAMonitorOnAnotherClock_agesOnTheProbesOwn() throws Exception {
    var watched = Watched.probe().succeed(1).advance(Duration.ofSeconds(31));
    var other = new FakeTicker();
    other.advance(Duration.ofHours(5));
    var context = CheckContext.of(Target.of("loop"), null, other, watched.lostTime);
    var result = watched.probe.health().check(context);
    assertThat(finding(result, "loop-stalled").orElseThrow().value()).hasValue(31);
  }

  @Test
  void stalledAfter_ofOnesOwn_isTheLimit() {
    var watched =
        Watched.probe(b -> b.stalledAfter(Duration.ofMillis(250), SECOND))
            .succeed(1)
            .advance(Duration.ofMillis(251));
    var finding = finding(watched.check(), "loop-stalled").orElseThrow();
    assertThat(finding.limit()).hasValue(0.25);
    assertThat(finding.limitSource()).isEqualTo("configured");
  }

  @Test
  void success_beforeTheMinimumSample_isReadButNotJudged() {
    var watched = Watched.probe().fail(19);
    assertThat(value(watched.check(), "loop.success.ratio")).hasValue(0.0);
    assertThat(watched.check().status()).isEqualTo(HEALTHY);
    var finding = finding(watched.fail(1).check(), "success-low").orElseThrow();
    assertThat(finding.status()).isEqualTo(WARNING);
    assertThat(finding.value()).hasValue(0);
    assertThat(finding.limit()).hasValue(0.2);
  }

  @Test
  void success_betweenEnterAndLeave_keepsItsStatus() {
    var watched = Watched.probe().fail(78).succeed(22);
    assertThat(status(watched.check(), "success-low")).isEqualTo(HEALTHY);
    watched.fail(81).succeed(19);
    assertThat(status(watched.check(), "success-low")).isEqualTo(WARNING);
    watched.fail(78).succeed(22);
    assertThat(status(watched.check(), "success-low")).isEqualTo(WARNING);
    watched.fail(75).succeed(25);
    assertThat(status(watched.check(), "success-low")).isEqualTo(HEALTHY);
  }

  @Test
  void success_moreThanAWindowAgo_isForgotten() {
    for (int size : new int[] {1, 63, 64, 65, 100, 1000}) {
      var watched = Watched.probe(b -> b.window(size)).succeed(3 * size + 1);
      assertThat(value(watched.check(), "loop.success.ratio")).as("%s", size).hasValue(1.0);
      watched.fail(1);
      assertThat(value(watched.check(), "loop.success.ratio"))
          .as("%s", size)
          .hasValue((size - 1.0) / size);
      watched.fail(size - 1);
      assertThat(value(watched.check(), "loop.success.ratio")).as("%s", size).hasValue(0.0);
    }
  }

  @Test
  void success_thresholdOfOnesOwn_isUsed() {
    var watched = Watched.probe(b -> b.successRate(Threshold.below(0.9, 0.5)).minimumSample(2));
    assertThat(status(watched.succeed(1).fail(2).check(), "success-low")).isEqualTo(CRITICAL);
  }

  @Test
  void check_severalFindings_tellsTheWorst() {
    var watched = Watched.probe().best(1).fail(30).advance(Duration.ofSeconds(61));
    var result = watched.check();
    assertThat(result.status()).isEqualTo(CRITICAL);
    assertThat(result.findings())
        .extracting(f -> f.condition())
        .containsExactly("loop-stalled", "success-low", "champion-stale");
  }

  @Test
  void readings_ofAFullIteration_haveTheirKinds() {
    var watched = Watched.probe();
    try (var it = watched.probe.begin()) {
      it.best(1);
      it.population(12, 3, (individual, locus) -> individual);
    }
    var kinds = watched.check().readings().stream().map(r -> r.metric()).distinct().toList();
    assertThat(kinds)
        .extracting(Metric::name)
        .containsExactly(
            "loop.iterations",
            "loop.iteration.duration",
            "loop.success.ratio",
            "loop.champion.fitness",
            "loop.champions",
            "loop.fitness.invalid",
            "loop.champion.staleness",
            "loop.population.size",
            "loop.diversity");
    assertThat(kinds).filteredOn(m -> m.kind() == Metric.Kind.COUNTER).hasSize(3);
    assertThat(kinds).filteredOn(m -> m.kind() == Metric.Kind.HISTOGRAM).hasSize(1);
  }
}

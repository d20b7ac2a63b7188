package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Promise 2: stale is never green. */
final class FreshnessPromiseTest {

  @Test
  void report_noSampleForThreeIntervals_readsUnknown() {
    try (var bed = Bed.simple()) {
      bed.monitor.poll();
      bed.ticker.advance(Bed.INTERVAL.multipliedBy(3));
      assertThat(bed.health().status()).isEqualTo(Status.HEALTHY);
      bed.ticker.advance(Duration.ofNanos(1));
      assertThat(bed.health().status()).isEqualTo(Status.UNKNOWN);
      assertThat(bed.health().stale()).isTrue();
      assertThat(bed.health().score().value()).isEmpty();
      assertThat(bed.health().score().reason()).isEqualTo("stale: no sample for 15s");
      assertThat(bed.health().outcomes().get(0).status()).isEqualTo(Status.UNKNOWN);
      assertThat(bed.health().outcomes().get(0).result().message())
          .isEqualTo("stale: no sample for 15s, was HEALTHY");
      assertThat(bed.monitor.report().status()).isEqualTo(Status.UNKNOWN);
    }
  }

  @Test
  void report_everyThreadOfTheMonitorIsDead_turnsUnknownAllTheSame() {
    var bed = Bed.simple();
    bed.sample(Status.HEALTHY, 1);
    bed.close(); // nobody is left who could notice
    assertThat(bed.health().status()).isEqualTo(Status.HEALTHY);
    bed.ticker.advance(Bed.INTERVAL.multipliedBy(3));
    assertThat(bed.health().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void report_staleTargetIsSampledAgain_isFreshAgain() {
    try (var bed = Bed.simple()) {
      bed.sample(Status.HEALTHY, 1);
      bed.ticker.advance(Duration.ofMinutes(1));
      assertThat(bed.health().stale()).isTrue();
      bed.monitor.poll();
      assertThat(bed.health().stale()).isFalse();
      assertThat(bed.health().status()).isEqualTo(Status.HEALTHY);
    }
  }

  @Test
  void report_madeEarlier_keepsWhatItSaidThen() {
    try (var bed = Bed.simple()) {
      bed.monitor.poll();
      var report = bed.monitor.report();
      bed.ticker.advance(Duration.ofMinutes(1));
      assertThat(report.status()).isEqualTo(Status.HEALTHY);
    }
  }
}

package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import io.health4j.check.CheckOutcome;
import io.health4j.check.CheckResult;
import io.health4j.check.Metric;
import io.health4j.check.Occurrence;
import io.health4j.check.Reading;
import io.health4j.check.Status;
import io.health4j.state.Transition;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What the monitor tells of a target beside its samples. */
final class MonitorEventsTest {

  private static final Metric LOAD = Metric.gauge("test.load", "1", "A load.");

  private static void sample(Bed bed, Status status, double load) {
    bed.answer = CheckResult.of(status, "", Reading.of(LOAD, load));
    bed.sample(1);
  }

  private static double load(List<CheckOutcome> outcomes) {
    return outcomes.get(0).result().readings().get(0).value();
  }

  @Test
  void transition_toABadState_hasTheReadingsAroundIt() {
    try (var bed = Bed.simple()) {
      sample(bed, Status.HEALTHY, 0.1);
      sample(bed, Status.HEALTHY, 0.2);
      sample(bed, Status.CRITICAL, 0.7);
      sample(bed, Status.CRITICAL, 0.8);
      sample(bed, Status.CRITICAL, 0.9);
      var changes = bed.events(HealthEvent.StateChanged.class);
      assertThat(changes.get(0).transition().before()).as("nothing before the first").isEmpty();
      Transition fall = changes.get(1).transition();
      assertThat(load(fall.before())).as("the last healthy one").isEqualTo(0.2);
      assertThat(load(fall.outcomes())).as("the one that settled it").isEqualTo(0.9);
    }
  }

  @Test
  void transition_recovers_beginsFromTheLastBadReadings() {
    try (var bed = Bed.simple()) {
      for (double load : new double[] {0.7, 0.8, 0.9}) {
        sample(bed, Status.CRITICAL, load);
      }
      sample(bed, Status.HEALTHY, 0.2);
      sample(bed, Status.HEALTHY, 0.1);
      var rise = bed.events(HealthEvent.StateChanged.class).get(1).transition();
      assertThat(load(rise.before())).isEqualTo(0.9);
      assertThat(load(rise.outcomes())).isEqualTo(0.1);
    }
  }

  @Test
  void flapRatio_restlessSamples_isToldThoughTheStateIsSettled() {
    try (var bed = Bed.simple()) {
      for (int i = 0; i < 5; i++) {
        bed.sample(Status.HEALTHY, 1);
        bed.sample(Status.WARNING, 1);
      }
      assertThat(bed.health().status()).isEqualTo(Status.HEALTHY);
      assertThat(bed.health().flapRatio()).isEqualTo(9.0 / 20);
      bed.ticker.advance(Bed.INTERVAL.multipliedBy(10));
      assertThat(bed.health().stale()).isTrue();
      assertThat(bed.health().flapRatio()).as("stale").isEqualTo(9.0 / 20);
    }
  }

  @Test
  void occurrences_ofASample_areToldInOrderAndKeepTheStatus() {
    try (var bed = Bed.simple()) {
      var first = new Occurrence("test.first", "one", OptionalDouble.of(1), Attributes.none(), 1);
      var second = new Occurrence("test.second", "", OptionalDouble.empty(), Attributes.none(), 2);
      bed.answer = CheckResult.builder().occurrence(first).occurrence(second).build();
      bed.sample(1);
      assertThat(bed.events(HealthEvent.Occurred.class))
          .extracting(HealthEvent.Occurred::occurrence)
          .containsExactly(first, second);
      assertThat(bed.events(HealthEvent.Occurred.class).get(0).check()).isEqualTo("c");
      assertThat(bed.health().sample()).isEqualTo(Status.HEALTHY);
    }
  }
}

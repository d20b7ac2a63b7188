package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Status;
import io.health4j.state.StatePolicy;
import org.junit.jupiter.api.Test;

/** Promise 3: UNKNOWN is not healthy and not a failure. */
final class UnknownPromiseTest {

  /** One target with two checks of these weights that answer this, sampled once. */
  private static Bed pair(Status first, double weight, Status second, double otherWeight) {
    var bed =
        new Bed(
            t ->
                t.check("first", Bed.answering(first), c -> c.weight(weight))
                    .check("second", Bed.answering(second), c -> c.weight(otherWeight)));
    bed.monitor.poll();
    return bed;
  }

  @Test
  void score_lessThanHalfOfTheWeightIsKnown_isNone() {
    try (var bed = pair(Status.HEALTHY, 49, Status.UNKNOWN, 51)) {
      assertThat(bed.health().score().value()).isEmpty();
      assertThat(bed.health().score().reason()).isNotBlank();
    }
  }

  @Test
  void score_halfOfTheWeightIsKnown_isOfThatHalf() {
    try (var bed = pair(Status.WARNING, 50, Status.UNKNOWN, 50)) {
      assertThat(bed.health().score().value()).hasValue(0.5);
    }
  }

  @Test
  void score_aVitalCheckIsUnknown_isNoneWhateverItsWeight() {
    try (var bed =
        new Bed(
            t ->
                t.check("vital", Bed.answering(Status.UNKNOWN), c -> c.weight(0).vital())
                    .check("other", Bed.answering(Status.HEALTHY), c -> c.weight(100)))) {
      bed.monitor.poll();
      assertThat(bed.health().score().value()).isEmpty();
    }
  }

  @Test
  void sample_unknownBesideHealthy_isNotHealthy() {
    try (var bed = pair(Status.HEALTHY, 99, Status.UNKNOWN, 1)) {
      assertThat(bed.health().sample()).isEqualTo(Status.UNKNOWN);
      assertThat(bed.monitor.report().status()).isEqualTo(Status.UNKNOWN);
    }
  }

  @Test
  void sample_unknownBesideAFailure_doesNotHideIt() {
    try (var bed = pair(Status.WARNING, 1, Status.UNKNOWN, 1)) {
      bed.ticker.advance(bed.health().interval());
      bed.monitor.poll();
      bed.ticker.advance(bed.health().interval());
      bed.monitor.poll();
      assertThat(bed.health().sample()).isEqualTo(Status.WARNING);
      assertThat(bed.health().status()).isEqualTo(Status.WARNING);
      bed.monitor.watch("new", t -> t.check("c", Bed.answering(Status.UNKNOWN)));
      bed.monitor.poll();
      assertThat(bed.monitor.report().status()).as("of both targets").isEqualTo(Status.WARNING);
    }
  }

  @Test
  void state_failingThenUnknown_goesOnFailing() {
    try (var bed = Bed.simple()) {
      bed.sample(Status.CRITICAL, StatePolicy.DEFAULT.bad());
      bed.sample(Status.UNKNOWN, 10);
      bed.monitor.wake("t");
      bed.monitor.poll();
      assertThat(bed.health().sample()).isEqualTo(Status.UNKNOWN);
      assertThat(bed.health().status()).isEqualTo(Status.CRITICAL);
      assertThat(bed.events(HealthEvent.StateChanged.class)).hasSize(1);
    }
  }

  @Test
  void state_unknownBetweenFailures_isNoGoodData() {
    try (var bed = Bed.simple()) {
      bed.sample(Status.HEALTHY, 1);
      for (int i = 0; i < StatePolicy.DEFAULT.bad(); i++) {
        bed.sample(Status.CRITICAL, 1);
        bed.sample(Status.UNKNOWN, 1);
      }
      assertThat(bed.health().status()).isEqualTo(Status.CRITICAL);
    }
  }

  @Test
  void state_healthyThenUnknown_isUnknownAfterThePolicysCount() {
    try (var bed = Bed.simple()) {
      bed.sample(Status.HEALTHY, 1);
      bed.sample(Status.UNKNOWN, StatePolicy.DEFAULT.bad() - 1);
      assertThat(bed.health().status()).isEqualTo(Status.HEALTHY);
      bed.sample(Status.UNKNOWN, 1);
      assertThat(bed.health().status()).isEqualTo(Status.UNKNOWN);
      assertThat(bed.events(HealthEvent.StateChanged.class))
          .extracting(changed -> changed.transition().to())
          .containsExactly(Status.HEALTHY, Status.UNKNOWN);
    }
  }
}

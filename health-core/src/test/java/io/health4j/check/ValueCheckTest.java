package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueCheckTest {

  private static final Metric DEPTH = Metric.gauge("queue.depth", "1", "");

  private final AtomicReference<Double> value = new AtomicReference<>(0.0);
  private final CheckRunner runner =
      new CheckRunner(
          Checks.value(
              DEPTH, value::get, Threshold.above().warning(10, 8).critical(20, 16).build()));

  private CheckResult at(double now) throws Exception {
    value.set(now);
    return runner.run();
  }

  @Test
  void check_good_isHealthyWithItsReading() throws Exception {
    var result = at(3);

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(result.readings()).containsExactly(Reading.of(DEPTH, 3));
  }

  @Test
  void check_beyond_findsTheMetric() throws Exception {
    var result = at(12);

    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings())
        .containsExactly(
            Finding.of("value-beyond-limit", "queue.depth", Status.WARNING)
                .value(12)
                .limit(10, "configured"));
    assertThat(result.readings()).containsExactly(Reading.of(DEPTH, 12));
  }

  @Test
  void check_backAndForth_hasHysteresis() throws Exception {
    assertThat(at(21).status()).isEqualTo(Status.CRITICAL);
    assertThat(at(17).status()).isEqualTo(Status.CRITICAL);
    assertThat(at(9).status()).isEqualTo(Status.WARNING);
    assertThat(at(8).status()).isEqualTo(Status.HEALTHY);
    assertThat(at(9).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void check_unknownBetween_keepsTheHysteresis() throws Exception {
    at(11);
    at(Double.NaN);

    assertThat(at(9).status()).isEqualTo(Status.WARNING);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void check_notFinite_isUnknownWithReason(double now) throws Exception {
    var result = at(now);

    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.message()).contains("queue.depth", Double.toString(now));
    assertThat(result.readings()).isEmpty();
    assertThat(result.findings()).isEmpty();
  }

  @Test
  void check_supplierThrows_passesItOn() {
    var failure = new UncheckedIOException(new IOException("gone"));
    HealthCheck check =
        Checks.value(
            DEPTH,
            () -> {
              throw failure;
            },
            Threshold.above(1, 2));

    assertThatThrownBy(() -> new CheckRunner(check).run()).isSameAs(failure);
  }

  @Test
  void new_histogram_isRefused() {
    Metric histogram = Metric.histogram("task.duration", "s", "");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checks.value(histogram, () -> 1, Threshold.above(1, 2)))
        .withMessageContaining("task.duration");
  }
}

package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {

  private static final Metric GAUGE = Metric.gauge("queue.depth", "1", "");
  private static final Metric HISTOGRAM = Metric.histogram("task.duration", "s", "");

  private static Distribution distribution(long... nanos) {
    long[] counts = new long[Distribution.BUCKETS];
    long sum = 0;
    long max = 0;
    for (long each : nanos) {
      counts[Distribution.bucketOf(each)]++;
      sum += each;
      max = Math.max(max, each);
    }
    return Distribution.of(counts, sum, max);
  }

  @Test
  void of_gauge_hasNoAttributesAndNoDistribution() {
    var reading = Reading.of(GAUGE, 3);

    assertThat(reading.value()).isEqualTo(3);
    assertThat(reading.attributes()).isEqualTo(Attributes.none());
    assertThat(reading.distribution()).isNull();
  }

  @Test
  void of_attributes_areKept() {
    var attributes = Attributes.of("queue", "in");

    assertThat(Reading.of(GAUGE, 3, attributes).attributes()).isSameAs(attributes);
  }

  @Test
  void of_distribution_valueIsItsMean() {
    var reading =
        Reading.of(HISTOGRAM, distribution(1_000_000_000, 3_000_000_000L), Attributes.none());

    assertThat(reading.value()).isEqualTo(2);
    assertThat(reading.distribution()).isNotNull();
  }

  @Test
  void of_emptyDistribution_valueIsZero() {
    assertThat(Reading.of(HISTOGRAM, distribution(), Attributes.none()).value()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void of_notFinite_isRefusedByMetric(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reading.of(GAUGE, value))
        .withMessageContaining("queue.depth")
        .withMessageContaining(Double.toString(value));
  }

  @Test
  void new_distributionOfAGauge_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reading.of(GAUGE, distribution(1), Attributes.none()))
        .withMessageContaining("queue.depth");
  }

  @Test
  void new_histogramWithoutDistribution_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reading.of(HISTOGRAM, 1))
        .withMessageContaining("task.duration");
  }
}

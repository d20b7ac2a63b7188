package io.health4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MicrometerBinderBuilderTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerBinderBuilder builder = MicrometerMetricsBinder.builder(registry);

  @Test
  void tag_given_isOnEveryMeter() {
    try (var bench = new Bench(registry, b -> b.tag("service", "s1"))) {
      bench.watch("a").polls(1);
      assertThat(registry.getMeters())
          .isNotEmpty()
          .allSatisfy(meter -> assertThat(meter.getId().getTag("service")).isEqualTo("s1"));
    }
  }

  @Test
  void tag_blank_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.tag(" ", "v"))
        .withMessage("a tag's name and value must not be blank, were ' ' and 'v'");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.tag("n", ""));
  }

  @Test
  void tag_twice_isRefused() {
    builder.tag("n", "v");
    assertThatIllegalStateException()
        .isThrownBy(() -> builder.tag("n", "w"))
        .withMessage("tag 'n' is given twice");
  }

  @Test
  void maxSeries_outOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.maxSeries(0))
        .withMessage("max series must be from 1 to 10000000, was 0");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxSeries(10_000_001));
  }

  @Test
  void maxSeries_twice_isRefused() {
    builder.maxSeries(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> builder.maxSeries(1))
        .withMessage("max series is given twice");
  }

  @Test
  void builder_nullRegistry_isRefused() {
    assertThatNullPointerException().isThrownBy(() -> MicrometerMetricsBinder.builder(null));
  }
}

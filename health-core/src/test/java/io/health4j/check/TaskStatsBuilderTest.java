package io.health4j.check;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.health4j.time.FakeTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskStatsBuilderTest {

  private final TaskStatsBuilder builder = TaskStats.builder();

  @Test
  void build_settings_areUsed() throws Exception {
    var ticker = new FakeTicker();
    TaskStats stats =
        builder
            .errorRate(Threshold.above(0.5, 0.9))
            .minimumSample(2)
            .lapse(ofSeconds(10))
            .ticker(ticker)
            .build();
    var runner = new CheckRunner(stats.health(), ticker);
    stats.record("a", 1L, false);
    stats.record("a", 1L, false);

    CheckResult result = runner.run();

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings().get(0).limit()).hasValue(0.9);
    assertThat(result.findings().get(0).limitSource()).isEqualTo("configured");
    assertThat(runner.runAfter(ofSeconds(9)).status()).isEqualTo(Status.CRITICAL);
    assertThat(runner.runAfter(ofSeconds(1)).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void build_builderChangedLater_staysAsItWas() throws Exception {
    TaskStats stats = builder.minimumSample(1).build();
    builder.expect("eval", Duration.ofMillis(1));
    stats.record("eval", ofSeconds(1), true);

    assertThat(new CheckRunner(stats.health()).run().status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void build_expectedTypes_haveRoomBeforeOthers() throws Exception {
    TaskStats stats = builder.expect("eval", ofSeconds(1)).maxTypes(1).build();
    stats.record("first", 1L, true);
    stats.record("eval", 1L, true);

    var result = new CheckRunner(stats.health()).run();

    assertThat(CheckRunner.readings(result, "health.task.active"))
        .extracting(reading -> reading.attributes().get("task.type"))
        .containsExactly("eval", "other");
  }

  @Test
  void build_moreExpectedThanMaxTypes_isRefused() {
    builder.expect("a", ofSeconds(1)).expect("b", ofSeconds(1)).maxTypes(1);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("max types must be at least the 2 expected types, was 1");
  }

  @Test
  void expect_badType_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.expect(" ", ofSeconds(1)))
        .withMessageContaining("' '");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.expect("x".repeat(121), ofSeconds(1)))
        .withMessageContaining("120");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.expect("other", ofSeconds(1)))
        .withMessageContaining("'other'");
  }

  @Test
  void settings_outOfRange_nameArgumentBoundsAndValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.expect("a", Duration.ZERO))
        .withMessage("expected duration must be from 1ms to 24h, was 0ns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.lapse(ofHours(25)))
        .withMessage("lapse must be from 1ms to 24h, was 25h");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.minimumSample(0))
        .withMessage("minimum sample must be from 1 to 1000000, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.maxTypes(10_001))
        .withMessage("max types must be from 1 to 10000, was 10001");
  }

  @Test
  void settings_refusedValue_mayBeGivenRight() {
    assertThatIllegalArgumentException().isThrownBy(() -> builder.minimumSample(0));

    assertThat(builder.minimumSample(1).build()).isNotNull();
  }

  @Test
  void settings_twice_areRefusedByName() {
    builder
        .expect("a", ofSeconds(1))
        .errorRate(Threshold.above(0.1, 0.2))
        .minimumSample(1)
        .lapse(ofSeconds(1))
        .maxTypes(10)
        .ticker(new FakeTicker());

    assertThatIllegalStateException()
        .isThrownBy(() -> builder.expect("a", ofSeconds(1)))
        .withMessage("expected duration of a is given twice");
    assertThatIllegalStateException()
        .isThrownBy(() -> builder.errorRate(Threshold.above(0.1, 0.2)))
        .withMessage("error rate is given twice");
    assertThatIllegalStateException()
        .isThrownBy(() -> builder.minimumSample(1))
        .withMessage("minimum sample is given twice");
    assertThatIllegalStateException()
        .isThrownBy(() -> builder.lapse(ofSeconds(1)))
        .withMessage("lapse is given twice");
    assertThatIllegalStateException()
        .isThrownBy(() -> builder.maxTypes(10))
        .withMessage("max types is given twice");
    assertThatIllegalStateException()
        .isThrownBy(() -> builder.ticker(new FakeTicker()))
        .withMessage("ticker is given twice");
  }

  @Test
  void settings_null_areRefusedByName() {
    assertThatNullPointerException()
        .isThrownBy(() -> builder.errorRate(null))
        .withMessage("threshold");
    assertThatNullPointerException().isThrownBy(() -> builder.ticker(null)).withMessage("ticker");
  }
}

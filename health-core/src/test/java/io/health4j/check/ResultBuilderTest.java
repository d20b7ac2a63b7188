package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.health4j.time.FakeTicker;
import io.health4j.time.LostTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultBuilderTest {

  private static final Metric METRIC = Metric.gauge("queue.depth", "1", "");
  private static final Threshold THRESHOLD =
      Threshold.above().warning(10, 8).critical(20, 16).source("default").build();

  private static CheckResult judged(CheckResult previous, double value) {
    var context = CheckContext.of(Target.of("host"), previous, new FakeTicker(), new LostTime());
    return CheckResult.builder()
        .judge(context, "queue-long", "in", value, THRESHOLD, "Add workers.")
        .build();
  }

  @Test
  void build_nothing_isHealthyAndSilent() {
    assertThat(CheckResult.builder().build()).isEqualTo(CheckResult.healthy());
  }

  @Test
  void build_readings_areInTheirOrder() {
    var attributes = Attributes.of("queue", "in");
    var reading = Reading.of(METRIC, 3);

    var result =
        CheckResult.builder()
            .reading(METRIC, 1)
            .reading(METRIC, 2, attributes)
            .reading(reading)
            .build();

    assertThat(result.readings())
        .containsExactly(Reading.of(METRIC, 1), Reading.of(METRIC, 2, attributes), reading);
    assertThat(result.status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void build_severalFindings_isAsBadAsTheWorst() {
    var result =
        CheckResult.builder()
            .finding(Finding.of("a", "", Status.WARNING))
            .finding(Finding.of("b", "x", Status.CRITICAL))
            .finding(Finding.of("c", "", Status.UNKNOWN))
            .build();

    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.message()).isEqualTo("a; b x; c");
  }

  @Test
  void build_messageAndFinding_areJoined() {
    var finding = Finding.of("a", "", Status.WARNING);

    assertThat(CheckResult.builder().message("two of three").finding(finding).build().message())
        .isEqualTo("two of three; a");
    assertThat(CheckResult.builder().message("all fine").build().message()).isEqualTo("all fine");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3",
    "-7, -7",
    "0.95312, 0.953",
    "12345.6, 1.23e+04",
    "0.0001234, 0.000123",
    "1e15, 1.00e+15"
  })
  void build_numbersInTheMessage_areShort(double value, String text) {
    var finding = Finding.of("a", "", Status.WARNING).value(value).limit(value, "configured");

    assertThat(CheckResult.builder().finding(finding).build().message())
        .isEqualTo("a " + text + " (limit " + text + ")");
  }

  @Test
  void judge_good_addsNothing() {
    assertThat(judged(null, 10)).isEqualTo(CheckResult.healthy());
  }

  @Test
  void judge_beyond_addsAFindingToActOn() {
    var result = judged(null, 12);

    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings())
        .containsExactly(
            Finding.of("queue-long", "in", Status.WARNING)
                .value(12)
                .limit(10, "default")
                .remedy("Add workers."));
    assertThat(result.message()).isEqualTo("queue-long in 12 (limit 10)");
  }

  @Test
  void judge_critical_namesTheCriticalLimit() {
    assertThat(judged(null, 21).findings().get(0).limit()).hasValue(20);
  }

  @Test
  void judge_backBetweenLeaveAndEnter_staysAsBefore() {
    CheckResult critical = judged(null, 21);

    assertThat(judged(critical, 17).status()).isEqualTo(Status.CRITICAL);
    assertThat(judged(critical, 9).status()).isEqualTo(Status.WARNING);
    assertThat(judged(critical, 8).status()).isEqualTo(Status.HEALTHY);
    assertThat(judged(CheckResult.healthy(), 9).status()).isEqualTo(Status.HEALTHY);
    assertThat(judged(critical, 17).message())
        .as("tells what it must come back to")
        .isEqualTo("queue-long in 17 (limit 20) until it is back at 16");
  }

  @Test
  void judge_notANumber_isUnknownWithoutValue() {
    var result = judged(null, Double.NaN);

    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings()).containsExactly(Finding.of("queue-long", "in", Status.UNKNOWN));
  }

  @Test
  void reading_notFinite_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CheckResult.builder().reading(METRIC, Double.NaN))
        .withMessageContaining("queue.depth");
  }
}

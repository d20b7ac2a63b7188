package io.health4j.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.nvml.api.NvmlReturn;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerTest {

  private static final Duration EVERY = Duration.ofMinutes(1);

  /** Close to overflow. */
  private static final long START = Long.MAX_VALUE - 5;

  private final Answer answer = new Answer();

  private static long at(Duration later) {
    return START + later.toNanos();
  }

  private void take(int code, Duration later) {
    answer.take(code, at(later));
  }

  @Test
  void isDue_beforeItWasAsked_isTrue() {
    assertThat(answer.isDue(START, EVERY)).isTrue();
    assertThat(answer.isGood() || answer.isAbsent() || answer.isFailing()).isFalse();
    assertThat(answer.isFrom(START)).isFalse();
  }

  @Test
  void isDue_ofAValue_goesByItsPace() {
    take(NvmlReturn.SUCCESS, Duration.ZERO);
    assertThat(answer.isDue(at(Duration.ofSeconds(59)), EVERY)).isFalse();
    assertThat(answer.isDue(at(Duration.ofSeconds(60)), EVERY)).isTrue();
  }

  @Test
  void isDue_ofAFailure_isAlways() {
    take(NvmlReturn.NO_DATA, Duration.ZERO);
    assertThat(answer.isFailing()).isTrue();
    assertThat(answer.isDue(at(Duration.ofSeconds(1)), EVERY)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 13, 25, 26})
  void isDue_ofWhatNeverWasThere_isOnceAnHour(int code) {
    take(code, Duration.ZERO);
    assertThat(answer.isAbsent()).isTrue();
    assertThat(answer.isDue(at(Duration.ofMinutes(59)), Duration.ZERO)).isFalse();
    assertThat(answer.isDue(at(Duration.ofMinutes(60)), Duration.ZERO)).isTrue();
    take(code, Duration.ofMinutes(60));
    assertThat(answer.isAbsent()).isTrue();
  }

  @Test
  void take_ofNotSupportedAfterAValue_isAFailureForAnHourThenBelieved() {
    take(NvmlReturn.SUCCESS, Duration.ZERO);
    take(NvmlReturn.NOT_SUPPORTED, Duration.ofMinutes(1));
    assertThat(answer.isFailing()).isTrue();
    assertThat(answer.code()).isEqualTo(NvmlReturn.UNKNOWN);
    assertThat(answer.told()).isEqualTo(NvmlReturn.NOT_SUPPORTED);
    take(NvmlReturn.NOT_SUPPORTED, Duration.ofMinutes(60));
    assertThat(answer.isFailing()).isTrue();
    take(NvmlReturn.NOT_SUPPORTED, Duration.ofMinutes(61));
    assertThat(answer.isAbsent()).isTrue();
    take(NvmlReturn.NOT_SUPPORTED, Duration.ofMinutes(121));
    assertThat(answer.isAbsent()).as("and stays so").isTrue();
    take(NvmlReturn.SUCCESS, Duration.ofMinutes(181));
    assertThat(answer.isGood()).isTrue();
  }

  @Test
  void isFailingSince_ofTheFirstOfSeveralFailures_countsFromThere() {
    take(NvmlReturn.SUCCESS, Duration.ZERO);
    take(NvmlReturn.UNKNOWN, Duration.ofSeconds(5));
    take(NvmlReturn.TIMEOUT, Duration.ofSeconds(10));
    long now = at(Duration.ofSeconds(10));
    assertThat(answer.isFailingSince(START, now)).isTrue();
    assertThat(answer.isFailingSince(at(Duration.ofSeconds(5)), now)).isFalse();
    assertThat(answer.isFailingSince(START, at(Duration.ofSeconds(15)))).as("not asked").isFalse();
    take(NvmlReturn.SUCCESS, Duration.ofSeconds(15));
    assertThat(answer.isFailingSince(START, at(Duration.ofSeconds(15)))).isFalse();
  }

  @Test
  void isGood_ofADamagedInforom_isTrue() {
    take(NvmlReturn.CORRUPTED_INFOROM, Duration.ZERO);
    assertThat(answer.isGood()).isTrue();
  }
}

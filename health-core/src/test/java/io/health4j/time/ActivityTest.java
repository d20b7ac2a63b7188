package io.health4j.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityTest {

  @ParameterizedTest
  @CsvSource({
    "false, false, false, false",
    "true, false, false, true",
    "false, true, false, true",
    "false, false, true, true",
    "true, true, true, true"
  })
  void lively_eachReason_isEnoughAlone(
      boolean changed, boolean unsettled, boolean busy, boolean lively) {
    var activity = new Activity(changed, unsettled, busy, Duration.ZERO);

    assertThat(activity.lively()).isEqualTo(lively);
  }

  @Test
  void lively_longCalm_doesNotMatter() {
    assertThat(new Activity(false, false, true, Duration.ofDays(1)).lively()).isTrue();
    assertThat(new Activity(false, false, false, Duration.ofDays(1)).lively()).isFalse();
  }

  @Test
  void new_negativeCalm_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Activity(false, false, false, Duration.ofNanos(-1)))
        .withMessageContaining("calmFor")
        .withMessageContaining("PT-0.000000001S");
  }
}

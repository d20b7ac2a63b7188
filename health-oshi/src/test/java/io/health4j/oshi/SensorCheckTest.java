package io.health4j.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.CheckResult;
import io.health4j.check.Status;
import io.health4j.check.Threshold;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SensorCheckTest {

  private static final OptionalDouble NONE = OptionalDouble.empty();

  private SensorCheck.Sensed sensed = new SensorCheck.Sensed(NONE, List.of(), NONE);
  private final Calls calls = new Calls(new SensorCheck(() -> sensed, Threshold.above(90, 100)));

  @Test
  void check_noSensors_isHealthyWithoutReadings() throws Exception {
    CheckResult result = calls.call();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(result.readings()).isEmpty();
    assertThat(result.message()).contains("no sensors");
  }

  @Test
  void check_someSensors_readsThoseThereAre() throws Exception {
    sensed =
        new SensorCheck.Sensed(
            OptionalDouble.of(45.5), List.of(NONE, OptionalDouble.of(1200)), NONE);

    CheckResult result = calls.call();

    assertThat(Calls.values(result, SensorCheck.TEMPERATURE, "hw.id", "cpu")).containsExactly(45.5);
    assertThat(Calls.values(result, SensorCheck.FAN_SPEED, "hw.id", "fan1"))
        .containsExactly(1200.0);
    assertThat(result.readings()).hasSize(2);
  }

  @Test
  void check_hot_isAFinding() throws Exception {
    sensed = new SensorCheck.Sensed(OptionalDouble.of(101), List.of(), NONE);

    assertThat(Calls.findings(calls.call())).containsExactly("cpu-hot CRITICAL");
  }

  @Test
  void check_temperatureLost_isUnknown() throws Exception {
    sensed = new SensorCheck.Sensed(OptionalDouble.of(50), List.of(), NONE);
    calls.call();
    sensed = new SensorCheck.Sensed(NONE, List.of(), OptionalDouble.of(1.1));

    assertThat(calls.call().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void check_neverATemperature_readsTheRest() throws Exception {
    sensed = new SensorCheck.Sensed(NONE, List.of(), OptionalDouble.of(1.1));

    CheckResult result = calls.call();

    assertThat(result.status()).isEqualTo(Status.HEALTHY);
    assertThat(Calls.values(result, SensorCheck.VOLTAGE)).containsExactly(1.1);
  }
}

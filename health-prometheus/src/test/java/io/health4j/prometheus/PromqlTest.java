package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Attributes;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromqlTest {

  @Test
  void series_withTags_hasMatchersInTheirOrder() {
    var where = Attributes.of(Map.of("task.type", "a\"b", "target", "gpu-1"));

    assertThat(Promql.series("x", where, "status=\"unknown\""))
        .isEqualTo("x{status=\"unknown\",target=\"gpu-1\",task_type=\"a\\\"b\"}");
    assertThat(Promql.series("x", Attributes.of(Map.of()))).isEqualTo("x");
  }

  @Test
  void matcher_ofTheBeginning_takesTheRestLiterally() {
    assertThat(Promql.matcher("zone", "a.b+c(*")).isEqualTo("zone=~\"a\\\\.b\\\\+c\\\\(.*\"");
  }

  @Test
  void matcher_ofAnything_wantsTheTagToBeThere() {
    assertThat(Promql.matcher("zone", "*")).isEqualTo("zone!=\"\"");
  }

  @Test
  void label_thatPrometheusRenames_isRenamed() {
    assertThat(Promql.label("job")).isEqualTo("exported_job");
    assertThat(Promql.label("instance")).isEqualTo("exported_instance");
    assertThat(Promql.label("hw.id")).isEqualTo("hw_id");
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "-0.5, -0.5", "1e9, 1000000000", "2.5e-7, 0.00000025", "0, 0"})
  void number_ofAnySize_hasNoExponent(double value, String text) {
    assertThat(Promql.number(value)).isEqualTo(text);
  }

  @Test
  void number_thatArithmeticMissed_isWhatWasMeant() {
    assertThat(Promql.number(0.1 + 0.1 * 0.05)).isEqualTo("0.105");
    assertThat(Promql.percent(0.07)).isEqualTo("7%");
  }

  @ParameterizedTest
  @CsvSource({"5000, 5s", "250, 250ms", "1500, 1500ms", "60000, 1m", "65000, 65s", "7200000, 120m"})
  void duration_ofMilliseconds_isInTheLargestUnitThatIsExact(long millis, String text) {
    assertThat(Promql.duration(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @Test
  void duration_belowAMillisecond_isRoundedUp() {
    assertThat(Promql.duration(Duration.ofNanos(1))).isEqualTo("1ms");
  }
}

package io.health4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.MetricsBinder.Standard;
import io.health4j.check.Metric;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The catalogue of what every monitor shows. */
class StandardMetricsTest {

  @Test
  void all_isEachConstantOnce() throws IllegalAccessException {
    List<Metric> constants = new ArrayList<>();
    for (Field field : Standard.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == Metric.class) {
        constants.add((Metric) field.get(null));
      }
    }
    assertThat(Standard.ALL).containsExactlyElementsOf(constants).doesNotHaveDuplicates();
  }

  @Test
  void all_names_areDottedAndTheirOwn() {
    assertThat(Standard.ALL)
        .extracting(Metric::name)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).matches("health(\\.[a-z]+)+"));
  }

  @Test
  void all_haveAUnitAndASentence() {
    assertThat(Standard.ALL)
        .allSatisfy(
            metric -> {
              assertThat(metric.unit()).as(metric.name()).matches("1|s|By|\\{[a-z]+}");
              assertThat(metric.description()).as(metric.name()).matches("[A-Z][^\n]+\\.");
            });
  }

  @Test
  void all_countersCountThingsOrTime() {
    assertThat(Standard.ALL)
        .filteredOn(metric -> metric.kind() == Metric.Kind.COUNTER)
        .isNotEmpty()
        .allSatisfy(metric -> assertThat(metric.unit()).as(metric.name()).isNotEqualTo("1"));
  }

  @Test
  void all_numbersAndCounts_haveNoUnitWord() {
    assertThat(Standard.SCORE.unitWord()).isNull();
    assertThat(Standard.SAMPLES.unitWord()).isNull();
    assertThat(Standard.AGE.unitWord()).isEqualTo("seconds");
    assertThat(Standard.HISTORY_SIZE.unitWord()).isEqualTo("bytes");
  }
}

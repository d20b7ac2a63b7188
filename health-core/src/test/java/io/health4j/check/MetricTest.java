package io.health4j.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {

  @Test
  void factories_eachKind_keepsWhatWasGiven() {
    assertThat(Metric.gauge("a.b", "1", "d"))
        .isEqualTo(new Metric("a.b", "1", Metric.Kind.GAUGE, "d"));
    assertThat(Metric.counter("a.b", "By", "d"))
        .isEqualTo(new Metric("a.b", "By", Metric.Kind.COUNTER, "d"));
    assertThat(Metric.histogram("a.b", "s", "d"))
        .isEqualTo(new Metric("a.b", "s", Metric.Kind.HISTOGRAM, "d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "hw.gpu.utilization", "loop.p99_9", "z0"})
  void new_dottedLowerCase_isAllowed(String name) {
    assertThat(Metric.gauge(name, "1", "").name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "DCGM_FI_DEV_GPU_TEMP", "P99"})
  void new_capitalsOfAnotherTool_areAllowed(String name) {
    assertThat(Metric.gauge(name, "1", "").name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Ab",
        "aB",
        "A.B",
        "_A",
        "1A",
        "heapUsed",
        "a-b",
        "a b",
        "1a",
        ".a",
        "_a",
        "a\n",
        "a{b}",
        "ä"
      })
  void new_otherName_isRefusedWithIt(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metric.gauge(name, "1", ""))
        .withMessageContaining("'" + name + "'");
  }

  @Test
  void unitWord_unit_isWhatIsAppendedToNames() {
    assertThat(Metric.gauge("a", "s", "").unitWord()).isEqualTo("seconds");
    assertThat(Metric.counter("a", "By/s", "").unitWord()).isEqualTo("bytes.per.second");
    assertThat(Metric.histogram("a", "Cel", "").unitWord()).isEqualTo("celsius");
  }

  @Test
  void unitWord_numberOrCount_isNone() {
    assertThat(Metric.gauge("a", "1", "").unitWord()).isNull();
    assertThat(Metric.counter("a", "{task}", "").unitWord()).isNull();
  }
}

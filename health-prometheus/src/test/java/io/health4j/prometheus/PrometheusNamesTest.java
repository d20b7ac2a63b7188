package io.health4j.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.health4j.check.Metric;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are those of the page, and those that Micrometer makes. */
class PrometheusNamesTest {

  /** Tests run in the folder of their module. */
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  private static final Pattern ROW =
      Pattern.compile("\\| `([^`]+)` \\| (gauge|counter) \\| `([^`]+)` \\| `([^`]+)` \\|.*");

  private static final PrometheusNamingConvention MICROMETER = new PrometheusNamingConvention();

  private static Metric metric(String name, String type, String unit) {
    return type.equals("counter")
        ? Metric.counter(name, unit, "As told.")
        : Metric.gauge(name, unit, "As told.");
  }

  @Test
  void of_eachRowOfThePage_isAsItSays() throws IOException {
    List<Matcher> rows = Files.readAllLines(PAGE).stream().map(ROW::matcher).toList();
    assertThat(rows.stream().filter(Matcher::matches))
        .hasSizeGreaterThan(80)
        .allSatisfy(
            row ->
                assertThat(PrometheusNames.of(metric(row.group(1), row.group(2), row.group(3))))
                    .isEqualTo(row.group(4)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a.b",
        "a..b",
        "a.",
        "a_b",
        "a.total",
        "a.total.total",
        "a_total",
        "total",
        "a.bucket",
        "a.bucket.total",
        "a.created",
        "a.seconds",
        "a.seconds.total",
        "a.bytes.per.second",
        "A_TOTAL",
        "DCGM_FI_DEV_GPU_TEMP"
      })
  void of_awkwardNames_areAsMicrometerMakesThem(String name) {
    for (String unit : List.of("1", "s", "By", "By/s", "Cel", "{task}", "x%")) {
      for (String type : List.of("gauge", "counter")) {
        Metric metric = metric(name, type, unit);
        var kind = type.equals("gauge") ? Meter.Type.GAUGE : Meter.Type.COUNTER;
        // The client makes dots of units and a counter's ending only when it writes.
        String made = MICROMETER.name(name, kind, metric.unitWord()).replaceAll("[.%]", "_");
        assertThat(PrometheusNames.of(metric))
            .isEqualTo(type.equals("gauge") ? made : made + "_total");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task.type",
        "hw.id",
        "GPU_I_ID",
        "Task-Type",
        "9x",
        "a b",
        "__x",
        "_x",
        "ü",
        "a."
      })
  void label_awkwardNames_areAsMicrometerMakesThem(String attribute) {
    assertThat(PrometheusNames.label(attribute)).isEqualTo(MICROMETER.tagKey(attribute));
  }

  @ParameterizedTest
  @CsvSource({"a:b, a_b", "__name__, _name__", "9, _"})
  void label_thatPrometheusWouldRefuse_isMadeFit(String attribute, String label) {
    assertThat(PrometheusNames.label(attribute)).isEqualTo(label);
  }
}

package io.health4j.prometheus;

import io.health4j.MetricsBinder.Standard;
import io.health4j.check.Metric;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All series of one name, which both formats want together, under one head. Not thread-safe. */
final class Family {

  /** What Prometheus calls the kinds of metrics that are shown. */
  enum Type {
    GAUGE,
    COUNTER,
    SUMMARY
  }

  /**
   * What the series of one name have in common.
   *
   * @param name dotted lower case
   * @param type of the values
   * @param unit in words; null for a number
   * @param description one sentence
   * @param standard whether every monitor has it, so that no check's reading may mix with it
   */
  record Spec(String name, Type type, @Nullable String unit, String description, boolean standard) {

    static Spec of(Metric metric, boolean standard) {
      var type =
          switch (metric.kind()) {
            case GAUGE -> Type.GAUGE;
            case COUNTER -> Type.COUNTER;
            case HISTOGRAM -> Type.SUMMARY;
          };
      return new Spec(metric.name(), type, metric.unitWord(), metric.description(), standard);
    }

    /** In Prometheus, without what the type appends. */
    String shownAs() {
      return PrometheusNames.family(name, unit);
    }

    boolean agreesWith(Spec other) {
      return name.equals(other.name)
          && type == other.type
          && standard == other.standard
          && shownAs().equals(other.shownAs());
    }
  }

  private final Spec spec;
  private final String sampleName;
  private final byte[] textHead;
  private final byte[] openMetricsHead;
  private final boolean showsNaN;
  private final List<Series> series = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();

  Family(Spec spec) {
    this.spec = spec;
    String name = spec.shownAs();
    this.sampleName = spec.type() == Type.COUNTER ? name + PrometheusNames.TOTAL : name;
    this.textHead = bytes(head(sampleName, escaped(spec.description())));
    this.openMetricsHead =
        bytes(head(name, escaped(spec.description()).replace("\"", "\\\"")) + unitLine(name));
    this.showsNaN = spec.name().equals(Standard.SCORE.name());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String head(String name, String help) {
    String type = spec.type().name().toLowerCase(Locale.ROOT);
    return (help.isBlank() ? "" : "# HELP " + name + " " + help + "\n")
        + ("# TYPE " + name + " " + type + "\n");
  }

  /** OpenMetrics refuses a unit that the name does not end in. */
  private String unitLine(String name) {
    String unit = spec.unit() == null ? "" : PrometheusNames.label(spec.unit());
    return !unit.isEmpty() && name.endsWith("_" + unit) ? "# UNIT " + name + " " + unit + "\n" : "";
  }

  static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }

  Spec spec() {
    return spec;
  }

  String sampleName() {
    return sampleName;
  }

  /** Shows one more. Answers null when one with the same labels is shown already. */
  @Nullable Series add(String suffix, Labels labels) {
    var added = new Series(this, suffix, labels.text());
    if (!keys.add(added.key)) {
      return null;
    }
    series.add(added);
    return added;
  }

  /** Gives its labels free; it is taken out when all that goes now is told. */
  void remove(Series old) {
    old.gone = true;
    keys.remove(old.key);
  }

  void tidy() {
    series.removeIf(each -> each.gone);
  }

  /** Whether all are gone, tidied or not. */
  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Writes those that have a value. */
  void writeTo(Page page, ScrapeFormat format) {
    boolean text = format == ScrapeFormat.TEXT;
    boolean begun = false;
    for (Series each : series) {
      if (showsNaN || !Double.isNaN(each.value)) {
        if (!begun) {
          page.add(text ? textHead : openMetricsHead);
          begun = true;
        }
        page.add(each.prefix, each.value, text ? Series.END_OF_LINE : each.ending);
      }
    }
  }
}
